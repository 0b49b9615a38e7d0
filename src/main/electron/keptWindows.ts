/**
 * Windows that are there unseen: one that was closed a while ago, and one that somebody is about to open. Showing it costs
 * no process, no code, and no news of everybody. Only the team window, whose opening costs most.
 */
import type { BrowserWindow } from 'electron'
import type { WindowKind } from '../../core/app/intent.ts'
import type { UnseenWindow } from './makeWindow.ts'

export interface KeptWindows {
  /** Hides it for a while instead of letting it close; false where this kind is not kept. */
  put(kind: WindowKind, window: BrowserWindow): boolean
  /** One that was made before anybody opened it stays for a shorter while; none is made where one is there, or never kept. */
  foresee(kind: WindowKind, make: () => UnseenWindow): void
  /** The one that is there, for good or for the next time; null where there is none. */
  take(kind: WindowKind): UnseenWindow | null
  /** Ends all that are kept. */
  end(): void
}

/** How long one stays, in ms; none does where it is 0. */
export interface KeptTimes {
  readonly closed: number
  readonly foreseen: number
}

interface Kept extends UnseenWindow {
  readonly timer: NodeJS.Timeout
}

const KEPT: ReadonlySet<WindowKind> = new Set<WindowKind>(['team'])

export function keptWindows(times: KeptTimes): KeptWindows {
  const kept = new Map<WindowKind, Kept>()

  function keep(kind: WindowKind, unseen: UnseenWindow, millis: number): void {
    const timer = setTimeout(() => take(kind)?.window.destroy(), millis)
    kept.set(kind, { ...unseen, timer })
  }

  function take(kind: WindowKind): UnseenWindow | null {
    const found = kept.get(kind)
    if (found === undefined) return null
    kept.delete(kind)
    clearTimeout(found.timer)
    return found.window.isDestroyed() ? null : found
  }

  return {
    put(kind, window) {
      if (times.closed === 0 || !KEPT.has(kind) || window.webContents.isCrashed()) return false
      keep(kind, { window, show: (quietly) => showAgain(window, quietly) }, times.closed)
      window.hide()
      return true
    },
    foresee(kind, make) {
      if (times.foreseen === 0 || !KEPT.has(kind)) return
      const found = kept.get(kind)
      // Whoever comes near it once more has not given it up.
      if (found !== undefined && !found.window.isDestroyed()) found.timer.refresh()
      else keep(kind, make(), times.foreseen)
    },
    take,
    end: () => [...kept.keys()].forEach((kind) => take(kind)?.window.destroy()),
  }
}

function showAgain(window: BrowserWindow, quietly: boolean): void {
  if (quietly) window.showInactive()
  else raiseWindow(window)
}

export function raiseWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
