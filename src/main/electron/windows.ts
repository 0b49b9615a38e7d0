/** Our windows: one of each kind, raised if open, where they were last time. */
import { app, type BrowserWindow, nativeTheme, webContents } from 'electron'
import { newsChannel } from '../../bridge/channels.ts'
import type { News } from '../../bridge/contract.ts'
import { type WindowKind, WINDOWS } from '../../core/app/intent.ts'
import type { Keeper, WindowsPort } from '../ports.ts'
import type { FirstWindow } from './firstWindow.ts'
import { type KeptTimes, keptWindows, raiseWindow } from './keptWindows.ts'
import { makeUnseen, makeWindow, paper, type WindowWish } from './makeWindow.ts'
import { type Place, WindowPlaces } from './windowPlaces.ts'
import { nextZoom } from './windowSizes.ts'

export interface WindowsParts {
  readonly keeper: Keeper
  /** The built preload script. */
  readonly preload: string
  /** Made before everything else; shown by the first `open` of its kind. Null where the app starts hidden. */
  readonly first: FirstWindow | null
  readonly title: (kind: WindowKind) => string
  /** Whether the app stays in reach without a window; if not, closing the last one is a wish to quit. */
  readonly hasTrayHost: () => boolean
  /** The person closed the last window and no tray is there; the window stays until the app quits. */
  readonly onLastClose: () => void
  /** A window is gone: nothing must be sent to it any more. */
  readonly onGone: (id: number) => void
  readonly keptFor: KeptTimes
  /** A window is there unseen (`true`), or was opened. */
  readonly onKept: (id: number, isKept: boolean) => void
}

/** From a picture laid out to one on the screen. */
const UNTIL_SEEN_MS = 100
/** A first window that is slower no longer holds back the tray and the mute. */
const LONGEST_FIRST_MS = 1_000

export interface Windows extends WindowsPort {
  /** Settles when the first window has its picture, at once where there is none, and after a second at the latest. */
  readonly firstPicture: Promise<void>
  /** Opens the first window again, or raises the one that was used last: what a second start does. */
  raise(): void
  /** What a window shows, as PNG; null where it is not open. */
  capture(kind: WindowKind): Promise<Uint8Array | null>
  /** A page has its first picture laid out. */
  drawn(): void
  zoom(to: 'in' | 'out' | 'reset'): void
  /** From now on windows close without a question. */
  letGo(): void
}

export function createWindows(parts: WindowsParts): Windows {
  const open = new Map<WindowKind, BrowserWindow>()
  const written = WindowPlaces.safeParse(parts.keeper.load('windows').value ?? {})
  let places: WindowPlaces = written.success ? written.data : WindowPlaces.parse({})
  const kept = keptWindows(parts.keptFor)
  let { first } = parts
  const { promise: firstPicture, done: pictured } = until(first === null ? 0 : LONGEST_FIRST_MS)
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
    const window = adopt(kind) ?? makeWindow({ ...wishFor(kind), quietly })
    follow(kind, window)
    return window
  }

  /** Made before anybody opened it, and told nothing until then. */
  function foresee(kind: WindowKind): void {
    if (lettingGo || open.has(kind) || first?.kind === kind) return
    kept.foresee(kind, () => {
      const unseen = makeUnseen(wishFor(kind))
      follow(kind, unseen.window)
      parts.onKept(unseen.window.webContents.id, true)
      return unseen
    })
  }

  function adopt(kind: WindowKind): BrowserWindow | null {
    if (first?.kind !== kind) return null
    const { window } = first
    first = null
    // It was made before anybody knew the theme.
    window.setBackgroundColor(paper())
    return window
  }

  function wishFor(kind: WindowKind): Omit<WindowWish, 'quietly'> {
    const { bounds, maximized = false } = places.places[kind] ?? {}
    return { kind, preload: parts.preload, bounds, zoom: places.zoom, maximized }
  }

  function follow(kind: WindowKind, window: BrowserWindow): void {
    const { id } = window.webContents
    window.setTitle(parts.title(kind))
    window.on('focus', () => {
      if (!comesAndGoes(kind)) last = kind
    })
    // A page's own title must not replace the one from the catalogue.
    window.on('page-title-updated', (event) => event.preventDefault())
    window.on('close', (event) => {
      remember({ places: { ...places.places, [kind]: placeOf(window) } })
      // From here it counts as closed: two that close at once must not both think that the other one stays.
      if (lettingGo || parts.hasTrayHost() || staysWithout(kind)) {
        open.delete(kind)
        if (!lettingGo && kept.put(kind, window)) {
          event.preventDefault()
          window.webContents.send(newsChannel('closed'), null)
          parts.onKept(id, true)
        }
        return
      }
      event.preventDefault()
      parts.onLastClose()
    })
    window.on('closed', () => {
      pictured()
      parts.onGone(id)
    })
    window.webContents.on('zoom-changed', (_event, direction) => zoom(direction))
    reloadAfterCrash(window)
  }

  /** What comes and goes by itself does not count as a window that keeps the app in reach. */
  function staysWithout(kind: WindowKind): boolean {
    const others = [...open.keys()].filter((other) => other !== kind && !comesAndGoes(other))
    if (comesAndGoes(kind) && others.length === 0) show('planner')
    return comesAndGoes(kind) || others.length > 0
  }

  function zoom(to: 'in' | 'out' | 'reset'): void {
    remember({ zoom: to === 'reset' ? 1 : nextZoom(places.zoom, to) })
    for (const window of open.values()) window.webContents.setZoomFactor(places.zoom)
  }

  function show(kind: WindowKind, quietly = false): void {
    const known = open.get(kind)
    if (known === undefined) open.set(kind, again(kind, quietly) ?? create(kind, quietly))
    else if (!quietly) raiseWindow(known)
  }

  /** The window that is there unseen, told what it missed. */
  function again(kind: WindowKind, quietly: boolean): BrowserWindow | null {
    const unseen = kept.take(kind)
    if (unseen === null) return null
    const { window } = unseen
    parts.onKept(window.webContents.id, false)
    window.webContents.setZoomFactor(places.zoom)
    window.setBackgroundColor(paper())
    unseen.show(quietly)
    return window
  }

  return {
    firstPicture,
    open: show,
    foresee,
    close: (kind) => open.get(kind)?.close(),
    isOpen: () => open.size > 0,
    raise: () => show(open.has(last) ? last : ([...open.keys()].find((kind) => !comesAndGoes(kind)) ?? 'planner')),
    send(messages, to) {
      const news: News['slices'] = messages
      webContents.fromId(to)?.send(newsChannel('slices'), news)
    },
    capture: async (kind) => (await open.get(kind)?.webContents.capturePage())?.toPNG() ?? null,
    drawn: () => void setTimeout(pictured, UNTIL_SEEN_MS),
    zoom,
    letGo() {
      lettingGo = true
      kept.end()
    },
    closeAll() {
      lettingGo = true
      kept.end()
      for (const kind of WINDOWS) open.get(kind)?.close()
    },
  }
}

/** The focus view and the window of an urgent knock. */
const comesAndGoes = (kind: WindowKind): boolean => kind === 'focus' || kind === 'knock'

/** Settles when `done` is called, after `millis` at the latest. */
function until(millis: number): { readonly promise: Promise<void>; readonly done: () => void } {
  let done = (): void => {}
  const promise = new Promise<void>((resolve) => (done = resolve))
  if (millis === 0) done()
  else setTimeout(done, millis)
  return { promise, done }
}

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
