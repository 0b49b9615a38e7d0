/** Draws the passing of time; decides nothing. The only place of a window that reads the clock. */
import { useEffect, useSyncExternalStore } from 'react'
import { type Instant, MINUTE, type Millis, SECOND } from '../../core/time/instant.ts'

/** Timers may fire a little early; a tick must lie behind its boundary. */
const PAST_THE_BOUNDARY: Millis = 5

interface Ticker {
  subscribe(listener: () => void): () => void
  now(): Instant
  refresh(): void
}

/** Ticks on the boundaries of `step`, only while someone listens and the window can be seen. */
function ticker(step: Millis): Ticker {
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setTimeout> | undefined

  function arm(): void {
    clearTimeout(timer)
    if (listeners.size > 0 && !document.hidden)
      timer = setTimeout(refresh, step - (Date.now() % step) + PAST_THE_BOUNDARY)
  }

  /** What was drawn a moment ago is right until the next boundary; telling everybody would draw it twice. */
  function look(): void {
    if (document.hidden || Math.floor(Date.now() / step) === Math.floor(now / step)) arm()
    else refresh()
  }

  function refresh(): void {
    now = Date.now()
    for (const listener of listeners) listener()
    arm()
  }

  return {
    now: () => now,
    refresh,
    subscribe(listener) {
      const isFirst = listeners.size === 0
      listeners.add(listener)
      if (isFirst) {
        document.addEventListener('visibilitychange', look)
        look()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearTimeout(timer)
        document.removeEventListener('visibilitychange', look)
      }
    },
  }
}

const tickers = { second: ticker(SECOND), minute: ticker(MINUTE) }

/** The time now, told again every full second or minute. */
export function useNow(step: 'second' | 'minute'): Instant {
  return useSyncExternalStore(tickers[step].subscribe, tickers[step].now)
}

/** Looks at the clock at once: after news from main, what is drawn must not be older than the news. */
export function refreshNow(): void {
  tickers.second.refresh()
  tickers.minute.refresh()
}

/** The longest wait that a timer can hold is 24 days; a window that is open for longer looks again in between. */
const LONGEST_WAIT: Millis = 24 * 60 * MINUTE

/** Looks at the clock again at this instant: for what changes between two full minutes. */
export function useLookAt(at: Instant | null): void {
  useEffect(() => {
    if (at === null) return
    let timer: ReturnType<typeof setTimeout> | undefined
    // A hidden window has no timer at all; the tickers look at the clock when it can be seen again.
    const arm = (): void => {
      clearTimeout(timer)
      if (document.hidden) return
      const wait = Math.max(0, at - Date.now()) + PAST_THE_BOUNDARY
      timer = setTimeout(wait > LONGEST_WAIT ? arm : refreshNow, Math.min(wait, LONGEST_WAIT))
    }
    arm()
    document.addEventListener('visibilitychange', arm)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', arm)
    }
  }, [at])
}

/** The time of a press or a key, for a wish that begins now. */
export const readNow = (): Instant => Date.now()
