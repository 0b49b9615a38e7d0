/** The world's time as the hub uses it; tests bring their own. */
export type Stop = () => void

export interface HubClock {
  /** Milliseconds since the epoch. */
  now(): number
  every(ms: number, run: () => void): Stop
  after(ms: number, run: () => void): Stop
}

export const worldClock: HubClock = {
  now: () => Date.now(),
  every(ms, run) {
    const timer = setInterval(run, ms)
    return () => clearInterval(timer)
  },
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
