/** Whether the end of a session may be heard. */
import type { Instant } from '../time/instant.ts'
import { announce } from './announce.ts'
import { desired } from './desired.ts'
import type { Settings, State } from './state.ts'

/** Share of the sound's own loudness, which is low. */
const VOLUMES: Readonly<Record<Settings['endSound'], number>> = { off: 0, soft: 0.3, medium: 0.6, loud: 1 }

/** The loudness of a trial: what is set, or the softest where it is off. */
export const trialVolume = ({ endSound }: Settings): number => VOLUMES[endSound] || VOLUMES.soft

/**
 * The loudness at which the change from `before` to `after` is to be heard, 0 for not at all. Only a session that ran to
 * its end is heard; nothing is while notifications are held back, by us or by the person's own hand before the session.
 */
export function soundAt(before: State, after: State, now: Instant): number {
  const isOver = announce(before, after, now, null).some(({ key }) => key === 'announce.completed')
  if (!isOver || desired(after, now).mute !== null || before.mute.alreadyMuted) return 0
  return VOLUMES[after.settings.endSound]
}
