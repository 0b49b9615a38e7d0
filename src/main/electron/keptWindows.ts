/**
 * A window that was closed a while ago, still there unseen: opening it again costs no process, no code, and no news of
 * everybody. Only the team window, whose opening costs most, and never before somebody opened it once.
 */
import type { BrowserWindow } from 'electron'
import type { WindowKind } from '../../core/app/intent.ts'

export interface KeptWindows {
  /** Hides it for a while instead of letting it close; false where this kind is not kept. */
  put(kind: WindowKind, window: BrowserWindow): boolean
  /** The one that was put away, for good or for the next time; null where there is none. */
  take(kind: WindowKind): BrowserWindow | null
  /** Ends all that are kept. */
  end(): void
}

interface Kept {
  readonly window: BrowserWindow
  readonly timer: NodeJS.Timeout
}

const KEPT: ReadonlySet<WindowKind> = new Set<WindowKind>(['team'])

/** `millis`: how long one stays; none does where it is 0. */
export function keptWindows(millis: number): KeptWindows {
  const kept = new Map<WindowKind, Kept>()

  function take(kind: WindowKind): BrowserWindow | null {
    const found = kept.get(kind)
    if (found === undefined) return null
    kept.delete(kind)
    clearTimeout(found.timer)
    return found.window.isDestroyed() ? null : found.window
  }

  return {
    put(kind, window) {
      if (millis === 0 || !KEPT.has(kind) || window.webContents.isCrashed()) return false
      const timer = setTimeout(() => take(kind)?.destroy(), millis)
      kept.set(kind, { window, timer })
      window.hide()
      return true
    },
    take,
    end: () => [...kept.keys()].forEach((kind) => take(kind)?.destroy()),
  }
}
