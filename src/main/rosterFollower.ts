/** The tray tells who is reachable. Teammates change up to 200 times a second, so it is drawn anew every few seconds at most. */
import type { Loop } from './loop.ts'
import type { Stop } from './ports.ts'

const PAUSE_MS = 5_000

export function followRosters(loop: Pick<Loop, 'subscribe' | 'reconcile'>): Stop {
  let timer: NodeJS.Timeout | undefined
  const redraw = (): void => {
    timer = undefined
    void loop.reconcile()
  }
  const stop = loop.subscribe((before, after) => {
    if (before.rosters !== after.rosters) timer ??= setTimeout(redraw, PAUSE_MS)
  })
  return () => {
    stop()
    clearTimeout(timer)
  }
}
