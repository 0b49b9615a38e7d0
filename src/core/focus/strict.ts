/** Ending a strict session early: never impossible, only not by accident. */
import { type Instant, type Millis, SECOND } from '../time/instant.ts'

/** How long a strict session lets one think before it ends without a reason. */
export const STRICT_WAIT: Millis = 15 * SECOND
/** Then the question is forgotten. */
export const STRICT_PATIENCE: Millis = 120 * SECOND

/** Whether it was asked long enough ago to end now, and not so long that it is forgotten. */
export const mayEnd = (asked: Instant | null, now: Instant): boolean =>
  asked !== null && now >= asked + STRICT_WAIT && now < asked + STRICT_PATIENCE
