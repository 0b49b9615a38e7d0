/** Windows: progress and a small picture on the taskbar button. macOS: the time left on the dock icon. Elsewhere nothing. */
import { app, BrowserWindow, nativeImage } from 'electron'
import type { Badge } from '../ports.ts'
import { drawTray } from './trayPicture.ts'

/** The parts of a window and of the dock that are used, so that a test can stand in for them. */
export interface BadgedWindow {
  setProgressBar(progress: number, options?: { mode: 'normal' | 'paused' | 'none' }): void
  setOverlayIcon(image: Electron.NativeImage | null, words: string): void
}
export interface BadgeWorld {
  readonly platform: string
  readonly windows: () => readonly BadgedWindow[]
  /** Hears of each new window. */
  readonly onWindow: (listener: (window: BadgedWindow) => void) => void
  readonly draw: (glyph: Badge['glyph']) => Electron.NativeImage
  readonly setDock: (label: string) => void
}

/** Null takes everything away. */
export type ShowBadge = (badge: Badge | null) => void

const realWorld = (): BadgeWorld => ({
  platform: process.platform,
  windows: () => BrowserWindow.getAllWindows(),
  onWindow: (listener) => app.on('browser-window-created', (_event, window) => listener(window)),
  draw: overlay,
  setDock: (label) => app.dock?.setBadge(label),
})

export function createBadge(world: BadgeWorld = realWorld()): ShowBadge {
  let shown: Badge | null = null
  if (world.platform === 'win32') world.onWindow((window) => shown !== null && mark(window, shown, world))
  return (badge) => {
    if (JSON.stringify(badge) === JSON.stringify(shown)) return
    shown = badge
    if (world.platform === 'darwin') world.setDock(badge?.label ?? '')
    if (world.platform === 'win32') for (const window of world.windows()) mark(window, badge, world)
  }
}

function mark(window: BadgedWindow, badge: Badge | null, { draw }: BadgeWorld): void {
  if (badge === null) {
    window.setProgressBar(-1)
    window.setOverlayIcon(null, '')
    return
  }
  window.setProgressBar(badge.done, { mode: badge.isPaused ? 'paused' : 'normal' })
  window.setOverlayIcon(draw(badge.glyph), badge.words)
}

/** 16 pixels, and twice that for sharp screens; light with a dark outline, which reads on every taskbar. */
function overlay(glyph: Badge['glyph']): Electron.NativeImage {
  const draw = (size: number): Buffer => drawTray({ glyph, arc: null }, size, 'light')
  const image = nativeImage.createFromBitmap(draw(16), { width: 16, height: 16 })
  image.addRepresentation({ scaleFactor: 2, width: 32, height: 32, buffer: draw(32) })
  return image
}
