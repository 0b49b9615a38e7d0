/** What the desktop held back during a mute, as far as its own history tells. Only numbers and senders are ever read. */
import type { Held } from '../../core/focus/digest.ts'
import type { Stop } from '../ports.ts'

/** From one moment, right after the mute, to another, right before it ends. */
export interface HeldMark {
  /** What was held back since the mark. To be asked before the mute ends. */
  take(): Promise<Held>
  /**
   * What the history tells only once the notices were shown: more senders for a `Held` that `take` gave. Absent where
   * `take` knows all. Ends by itself when every sender is known.
   */
  follow?(taken: Held, onSenders: (more: Held) => void): Stop
}

/** One desktop's history. Rejects where the desktop does not answer; whoever asks then takes nothing for told. */
export interface HeldAdapter {
  mark(): Promise<HeldMark>
}

/** The history of the desktop behind this mute adapter; null where it tells nothing. */
export type OpenHistory = (muteAdapter: string) => Promise<HeldAdapter | null>

/** The senders of these notices, most first; a notice that names none is left out. */
export function sendersOf(names: readonly string[]): Held['senders'] {
  const counts = new Map<string, number>()
  for (const name of names) if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([app, count]) => ({ app, count })).toSorted((one, other) => other.count - one.count)
}
