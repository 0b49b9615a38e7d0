/** How large a tray icon is drawn, and in which ink, per desktop. Pure. */
import type { Ink } from './trayPicture.ts'

/** Panels on Linux take one bitmap and scale it down themselves: larger is sharp, smaller is not. */
const LINUX_SIZES = [22, 32, 44, 64, 88]

/** In pixels. `scale` is the screen's: 1, 1.25, 2… */
export const linuxSize = (scale: number): number => LINUX_SIZES.find((size) => size >= Math.round(22 * scale)) ?? 88

/** macOS and Windows choose among pictures by scale; Windows offers every quarter up to 250 %. */
export const SCALES: Readonly<Record<'darwin' | 'win32', readonly number[]>> = {
  darwin: [1, 2, 3],
  win32: [1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4],
}

/** Of a tray icon at scale 1, in pixels. */
export const ICON_SIZE = 16

export interface PanelWorld {
  readonly platform: string
  /** XDG_CURRENT_DESKTOP. */
  readonly desktop: string
  readonly darkTheme: boolean
  /** What Windows says of its taskbar; undefined where the runtime does not tell. */
  readonly darkTaskbar: boolean | undefined
}

/** Their panel is dark whatever the theme of the windows is. */
const DARK_PANELS = /\b(gnome|unity|pantheon|cinnamon|budgie)\b/i

/** On Linux nobody tells a panel's colour: where it is known by the desktop that is used, else the theme is the best guess, and the outline helps. */
export function inkFor({ platform, desktop, darkTheme, darkTaskbar }: PanelWorld): Ink {
  if (platform === 'darwin') return 'template'
  if (platform === 'linux' && DARK_PANELS.test(desktop)) return 'light'
  return (darkTaskbar ?? darkTheme) ? 'light' : 'dark'
}
