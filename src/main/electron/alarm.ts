import type { Instant, Millis } from '../../core/time/instant.ts'
import type { Alarm, Clock } from '../ports.ts'

/** A longer delay makes setTimeout fire at once. */
const LONGEST_DELAY: Millis = 2 ** 31 - 1
/** Where the clock may be set meanwhile, looking once an hour is soon enough and costs nothing. */
const LONGEST_WAIT: Millis = Math.min(LONGEST_DELAY, 60 * 60_000)

/**
 * One alarm on the wall clock. A timer is only a hint: it counts steady time, so on firing the clock is asked again,
 * and `onLook` gets the instant at which this look was due (by the clock as it stood when the timer was set).
 */
export function createAlarm(clock: Clock, onLook: (due: Instant) => void): Alarm {
  let timer: ReturnType<typeof setTimeout> | undefined
  let armedFor: Instant | null = null

  function arm(at: Instant | null): void {
    clearTimeout(timer)
    timer = undefined
    armedFor = at
    if (at === null) return
    const now = clock.now()
    const wait = Math.min(Math.max(0, at - now), LONGEST_WAIT)
    // Fires a little late rather than a little early, so that what is due has come.
    timer = setTimeout(() => fire(now + wait), Math.ceil(wait))
  }

  function fire(due: Instant): void {
    const at = armedFor
    // Looking usually arms anew; where it does not, an alarm that is not due yet stays armed.
    arm(at !== null && at > clock.now() ? at : null)
    onLook(due)
  }

  return { arm, stop: () => arm(null) }
}
