/** The mute as the rest of main wishes for it, and for some seconds as the self-test does: a look meanwhile must not end the test. */
import type { Instant } from '../core/time/instant.ts'
import type { MutePort, MuteReport, MuteWish } from './mute/port.ts'

export interface TestableMute extends Pick<MutePort, 'want'> {
  /** Mutes until then at least, whatever is wished for meanwhile. */
  hold(until: Instant): Promise<MuteReport>
  /** Ends it; the next wish counts again. */
  letGo(): void
}

export function testable(want: MutePort['want'], now: () => Instant): TestableMute {
  let held: Instant | null = null
  const longer = (wish: MuteWish | null): MuteWish | null =>
    held === null || held <= now() || wish !== null ? wish : { until: held }
  return {
    want: (wish) => want(longer(wish)),
    hold(until) {
      held = until
      return want({ until })
    },
    letGo: () => void (held = null),
  }
}
