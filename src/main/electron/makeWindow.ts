import { BrowserWindow, nativeImage, nativeTheme, screen } from 'electron'
import type { WindowKind } from '../../core/app/intent.ts'
import { devServer } from './trust.ts'
import { APP_ORIGIN } from './trustedUrl.ts'
import { type Bounds, openingBounds, SIZES } from './windowSizes.ts'
import { builtFiles } from './paths.ts'

/** `--surface-1` of `tokens.css`, so that a window is never white before its first picture. */
export const paper = (): string => (nativeTheme.shouldUseDarkColors ? '#11191b' : '#ffffff')

/** The focus view and an urgent knock: above the others, and no place of its own among the windows of the desktop. */
const SMALL = { alwaysOnTop: true, maximizable: false, fullscreenable: false, skipTaskbar: true } as const

const isSmall = (kind: WindowKind): boolean => kind === 'focus' || kind === 'knock'

export interface WindowWish {
  readonly kind: WindowKind
  /** The built preload script. */
  readonly preload: string
  /** Where it was last time. */
  readonly bounds: Bounds | undefined
  readonly zoom: number
  readonly maximized: boolean
  /** Shown without taking the keyboard. */
  readonly quietly: boolean
}

/** A window that nobody sees yet. */
export interface UnseenWindow {
  readonly window: BrowserWindow
  /** Shows it, as soon as its page has run its code. `quietly`: without taking the keyboard. */
  show(quietly: boolean): void
}

/** A window that is shown once its page has run its code, or could not: what that code waits for is drawn in sight. */
export function makeWindow({ quietly, ...wish }: WindowWish): BrowserWindow {
  const { window, show } = makeUnseen(wish)
  show(quietly)
  return window
}

export function makeUnseen({ kind, preload, bounds, zoom, maximized }: Omit<WindowWish, 'quietly'>): UnseenWindow {
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea)
  const opening = openingBounds(bounds, screens, SIZES[kind])
  const window = new BrowserWindow({
    ...opening,
    minWidth: SIZES[kind].least.width,
    minHeight: SIZES[kind].least.height,
    backgroundColor: paper(),
    show: false,
    // A page that counts as seen waits for the graphics process before it does anything else.
    paintWhenInitiallyHidden: false,
    autoHideMenuBar: true,
    ...(isSmall(kind) ? SMALL : {}),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // Our code is the same at every start: it is kept compiled from its first reading on.
      v8CacheOptions: 'bypassHeatCheck',
      zoomFactor: zoom,
    },
  })
  if (isSmall(kind)) keepInSight(window)
  // On Linux a window brings its own picture; read once it is seen, it costs the start nothing.
  if (process.platform === 'linux')
    window.once('show', () => window.setIcon(nativeImage.createFromPath(builtFiles().icon)))
  const hasRun = new Promise<void>((done) => void window.webContents.once('dom-ready', () => done()))
  const show = (quietly: boolean): void => {
    if (window.isDestroyed()) return
    if (quietly) window.showInactive()
    else if (maximized) window.maximize()
    else window.show()
  }
  void window.loadURL(`${devServer ?? APP_ORIGIN}/index.html#/${kind}?width=${Math.round(opening.width / zoom)}`)
  return { window, show: (quietly) => void hasRun.then(() => show(quietly)) }
}

/** Above full-screen windows too where the system can, and on every virtual desktop: a timer that is out of sight is none. */
function keepInSight(window: BrowserWindow): void {
  window.setAlwaysOnTop(true, 'floating')
  if (process.platform !== 'win32')
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
}
