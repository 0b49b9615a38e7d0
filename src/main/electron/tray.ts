/** The tray icon. Redraws only what differs, and is made anew when a panel appears: one made without a panel never shows. */
import { Menu, type MenuItemConstructorOptions, nativeImage, nativeTheme, screen, Tray } from 'electron'
import type { MenuLine, Stop, TrayPicture, TrayPort } from '../ports.ts'
import { watchTrayHost } from './trayHost.ts'
import { ICON_SIZE, inkFor, linuxSize, SCALES } from './trayLooks.ts'
import { drawTray, type Ink } from './trayPicture.ts'

export interface TrayParts {
  /** A left click. On macOS a click opens the menu instead, as it does for every icon there. */
  readonly onToggle: () => void
  /** Whether a panel shows the icon; told once known, and at every change. */
  readonly onHost: (present: boolean) => void
}

type Lines = readonly (MenuLine | 'separator')[]

const NOTHING = { image: '', tooltip: '', title: '', menu: '' }

export function createTray({ onToggle, onHost }: TrayParts): TrayPort {
  let tray: Tray | null = null
  /** Waits for the first answer: an icon made before it would be made twice. */
  let hostKnown = false
  let picture: TrayPicture | null = null
  let lines: Lines = []
  /** What is on the panel now. */
  let drawn = NOTHING

  const stopHost = watchTrayHost((host) => {
    if (host !== null || !hostKnown) remake()
    onHost(host !== null)
  })
  const stopLooks = followLooks(() => redrawAfter({ image: '' }))

  function remake(): void {
    hostKnown = true
    tray?.destroy()
    tray = null
    redrawAfter(NOTHING)
  }

  function redrawAfter(lost: Partial<typeof drawn>): void {
    drawn = { ...drawn, ...lost }
    redraw()
  }

  function redraw(): void {
    if (picture === null || !hostKnown) return
    const { glyph, arc, tooltip, title } = picture
    const image = JSON.stringify([glyph, arc])
    if (tray === null) tray = makeTray(picture)
    else if (drawn.image !== image) tray.setImage(trayImage(picture))
    if (drawn.tooltip !== tooltip) tray.setToolTip(tooltip)
    if (drawn.title !== title && process.platform === 'darwin') tray.setTitle(title, { fontType: 'monospacedDigit' })
    const menu = JSON.stringify(lines)
    if (drawn.menu !== menu) tray.setContextMenu(Menu.buildFromTemplate(template(lines, [])))
    drawn = { image, tooltip, title, menu }
  }

  function makeTray(first: TrayPicture): Tray {
    const made = new Tray(trayImage(first))
    if (process.platform !== 'darwin') made.on('click', onToggle)
    return made
  }

  /** A line runs what stands at its place when it is clicked, so that an unchanged menu need not be built anew. */
  function template(level: Lines, path: readonly number[]): MenuItemConstructorOptions[] {
    return level.map((line, index) => {
      if (line === 'separator') return { type: 'separator' }
      const place = [...path, index]
      return {
        label: line.label.replaceAll('&', '&&'),
        enabled: line.enabled ?? (line.run !== undefined || line.lines !== undefined),
        ...(line.checked === undefined ? {} : { type: 'checkbox', checked: line.checked }),
        ...(line.lines === undefined ? { click: () => click(place) } : { submenu: template(line.lines, place) }),
      }
    })
  }

  function click(place: readonly number[]): void {
    const line = lineAt(lines, place)
    line?.run?.()
    // The system ticks a clicked line by itself; what is ticked is for the state to say.
    if (line?.checked !== undefined) redrawAfter({ menu: '' })
  }

  return {
    show(next, menu) {
      picture = next
      lines = menu
      redraw()
    },
    stop() {
      stopHost()
      stopLooks()
      tray?.destroy()
      tray = null
      picture = null
    },
  }
}

function lineAt(lines: Lines, [first, ...rest]: readonly number[]): MenuLine | undefined {
  const line = lines[first ?? -1]
  if (line === undefined || line === 'separator') return undefined
  return rest.length === 0 ? line : lineAt(line.lines ?? [], rest)
}

/** Another theme or another screen wants another picture. */
function followLooks(redraw: () => void): Stop {
  nativeTheme.on('updated', redraw)
  screen.on('display-metrics-changed', redraw)
  return () => {
    nativeTheme.off('updated', redraw)
    screen.off('display-metrics-changed', redraw)
  }
}

function trayImage(picture: TrayPicture): Electron.NativeImage {
  const { platform } = process
  const ink = inkFor({
    platform,
    desktop: process.env['XDG_CURRENT_DESKTOP'] ?? '',
    darkTheme: nativeTheme.shouldUseDarkColors,
    // Before Electron 34 the runtime does not tell.
    darkTaskbar: platform === 'win32' ? nativeTheme.shouldUseDarkColorsForSystemIntegratedUI : undefined,
  })
  if (platform !== 'darwin' && platform !== 'win32')
    return bitmap(picture, linuxSize(screen.getPrimaryDisplay().scaleFactor), ink)
  const image = bitmap(picture, ICON_SIZE, ink)
  for (const scaleFactor of SCALES[platform].slice(1)) {
    const size = ICON_SIZE * scaleFactor
    image.addRepresentation({ scaleFactor, width: size, height: size, buffer: drawTray(picture, size, ink) })
  }
  image.setTemplateImage(platform === 'darwin')
  return image
}

const bitmap = (picture: TrayPicture, size: number, ink: Ink): Electron.NativeImage =>
  nativeImage.createFromBitmap(drawTray(picture, size, ink), { width: size, height: size })
