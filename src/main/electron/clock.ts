/** The clocks of this machine. Nothing else in main reads them. */
import { uptime } from 'node:os'
import type { GapClock } from '../gaps.ts'

export const clock: GapClock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  uptime: () => uptime() * 1_000,
}
