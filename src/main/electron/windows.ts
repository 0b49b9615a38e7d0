/** Our windows: one of each kind, raised if open, where they were last time. */
import { app, BrowserWindow, nativeTheme, screen, webContents } from 'electron'
import { newsChannel } from '../../bridge/channels.ts'
import type { News } from '../../bridge/contract.ts'
import { type WindowKind, WINDOWS } from '../../core/app/intent.ts'
import type { Keeper, WindowsPort } from '../ports.ts'
import { devServer } from './trust.ts'
import { APP_ORIGIN } from './trustedUrl.ts'
import { nextZoom, openingBounds, type Place, SIZES, WindowPlaces } from './windowPlaces.ts'

export interface WindowsParts {
  readonly keeper: Keeper
  /** The built preload script. */
  readonly preload: string
  readonly title: (kind: WindowKind) => string
  /** Whether the app stays in reach without a window; if not, closing the last one is a wish to quit. */
  readonly hasTrayHost: () => boolean
  /** The person closed the last window and no tray is there; the window stays until the app quits. */
  readonly onLastClose: () => void
  /** A window is gone: nothing must be sent to it any more. */
  readonly onGone: (id: number) => void
}

export interface Windows extends WindowsPort {
  /** Opens the first window again, or raises the one that was used last: what a second start does. */
  raise(): void
  zoom(to: 'in' | 'out' | 'reset'): void
  /** From now on windows close without a question. */
  letGo(): void
}

/** `--surface-1` of `tokens.css`, so that a window is never white before its first picture. */
const paper = (): string => (nativeTheme.shouldUseDarkColors ? '#11191b' : '#ffffff')

/** The focus view: above the others, and no place of its own among the windows of the desktop. */
const SMALL = { alwaysOnTop: true, maximizable: false, fullscreenable: false, skipTaskbar: true } as const

export function createWindows(parts: WindowsParts): Windows {
  const open = new Map<WindowKind, BrowserWindow>()
  const kept = WindowPlaces.safeParse(parts.keeper.load('windows').value ?? {})
  let places: WindowPlaces = kept.success ? kept.data : WindowPlaces.parse({})
  let lettingGo = false
  let last: WindowKind = 'planner'

  // With a tray the app goes on without windows; without one `onLastClose` decides.
  app.on('window-all-closed', () => {})
  // The theme may be chosen after a window was made and before it is shown.
  nativeTheme.on('updated', () => open.forEach((window) => window.setBackgroundColor(paper())))

  function remember(change: Partial<WindowPlaces>): void {
    places = { ...places, ...change }
    try {
      parts.keeper.save('windows', places)
    } catch {
      // Where a window was is not worth a message; a full disk is told by what matters.
    }
  }

  function create(kind: WindowKind, quietly: boolean): BrowserWindow {
    const window = new BrowserWindow({
      ...openingBounds(places.places[kind]?.bounds, workAreas(), SIZES[kind]),
      minWidth: SIZES[kind].least.width,
      minHeight: SIZES[kind].least.height,
      title: parts.title(kind),
      backgroundColor: paper(),
      show: false,
      autoHideMenuBar: true,
      ...(kind === 'focus' ? SMALL : {}),
      webPreferences: {
        preload: parts.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        zoomFactor: places.zoom,
      },
    })
    if (kind === 'focus') keepInSight(window)
    follow(kind, window, quietly)
    void window.loadURL(`${devServer ?? APP_ORIGIN}/index.html#/${kind}`)
    return window
  }

  function follow(kind: WindowKind, window: BrowserWindow, quietly: boolean): void {
    const { id } = window.webContents
    const maximized = places.places[kind]?.maximized === true
    window.once('ready-to-show', () => {
      if (quietly) window.showInactive()
      else if (maximized) window.maximize()
      else window.show()
    })
    window.on('focus', () => {
      if (kind !== 'focus') last = kind
    })
    // A page's own title must not replace the one from the catalogue.
    window.on('page-title-updated', (event) => event.preventDefault())
    window.on('close', (event) => {
      remember({ places: { ...places.places, [kind]: placeOf(window) } })
      // From here it counts as closed: two that close at once must not both think that the other one stays.
      if (lettingGo || parts.hasTrayHost() || staysWithout(kind)) return void open.delete(kind)
      event.preventDefault()
      parts.onLastClose()
    })
    window.on('closed', () => parts.onGone(id))
    window.webContents.on('zoom-changed', (_event, direction) => zoom(direction))
    reloadAfterCrash(window)
  }

  /** The focus view comes and goes by itself, so it does not count as a window that keeps the app in reach. */
  function staysWithout(kind: WindowKind): boolean {
    const others = [...open.keys()].filter((other) => other !== kind && other !== 'focus')
    if (kind === 'focus' && others.length === 0) show('planner')
    return kind === 'focus' || others.length > 0
  }

  function zoom(to: 'in' | 'out' | 'reset'): void {
    remember({ zoom: to === 'reset' ? 1 : nextZoom(places.zoom, to) })
    for (const window of open.values()) window.webContents.setZoomFactor(places.zoom)
  }

  function show(kind: WindowKind, quietly = false): void {
    const known = open.get(kind)
    if (known === undefined) open.set(kind, create(kind, quietly))
    else if (!quietly) raiseWindow(known)
  }

  return {
    open: show,
    close: (kind) => open.get(kind)?.close(),
    isOpen: () => open.size > 0,
    raise: () => show(open.has(last) ? last : ([...open.keys()].find((kind) => kind !== 'focus') ?? 'planner')),
    send(messages, to) {
      const news: News['slices'] = messages
      webContents.fromId(to)?.send(newsChannel('slices'), news)
    },
    zoom,
    letGo: () => (lettingGo = true),
    closeAll() {
      lettingGo = true
      for (const kind of WINDOWS) open.get(kind)?.close()
    },
  }
}

/** Above full-screen windows too where the system can, and on every virtual desktop: a timer that is out of sight is none. */
function keepInSight(window: BrowserWindow): void {
  window.setAlwaysOnTop(true, 'floating')
  if (process.platform !== 'win32')
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
}

const workAreas = () => screen.getAllDisplays().map(({ workArea }) => workArea)

function placeOf(window: BrowserWindow): Place {
  const { x, y, width, height } = window.getNormalBounds()
  return { bounds: { x, y, width, height }, maximized: window.isMaximized() }
}

/** One that crashes again at once is left as it is, rather than spinning. */
function reloadAfterCrash(window: BrowserWindow): void {
  let lastCrash = -Infinity
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const again = performance.now() - lastCrash < 10_000
    lastCrash = performance.now()
    if (reason !== 'clean-exit' && !again && !window.isDestroyed()) window.reload()
  })
}

function raiseWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
