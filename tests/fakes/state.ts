import { notKnown } from '../../src/core/availability/here.ts'
import { emptyState, type Membership, type State, type SystemSlice, type TeamSlice } from '../../src/core/app/state.ts'
import type { Block, BlockKind } from '../../src/core/planner/block.ts'
import type { Rhythm, RhythmBlock } from '../../src/core/planner/rhythm.ts'
import type { Instant } from '../../src/core/time/instant.ts'
import { zonedTime } from '../../src/core/time/zone.ts'

export const system: SystemSlice = {
  zone: 'Europe/Lisbon',
  trayHost: true,
  vault: 'keyring',
  dataDir: 'data',
  version: '0.1.0',
  shortcutTaken: true,
  interruptShortcutTaken: true,
  here: notKnown,
  platform: 'linux',
}

export const stateWith = (change: Partial<State> = {}): State => ({ ...emptyState(system), ...change })

/** A block on a date by its wall-clock start, in Lisbon unless told otherwise. */
export function block(
  kind: BlockKind,
  date: string,
  time: string,
  minutes: number,
  more: Partial<Block> & { zone?: string } = {},
): Block {
  const { zone = 'Europe/Lisbon', ...rest } = more
  return { id: `${kind}-${date}-${time}`, kind, title: '', start: zonedTime(date, time, zone), minutes, ...rest }
}

export const planOf = (...blocks: readonly Block[]): State['plan'] =>
  Object.fromEntries(blocks.map((one) => [one.id, one]))

/** A block of the rhythm, each day in Lisbon unless told otherwise. */
export const rhythmBlock = (id: string, start: string, end: string, more: Partial<RhythmBlock>): RhythmBlock => ({
  id,
  kind: 'focus',
  title: '',
  start,
  end,
  days: [1, 2, 3, 4, 5, 6, 7],
  every: 1,
  zone: 'Europe/Lisbon',
  anchor: '2026-11-23',
  skipped: [],
  ...more,
})

export const rhythmOf = (...blocks: readonly RhythmBlock[]): Rhythm => ({
  blocks: Object.fromEntries(blocks.map((one) => [one.id, one])),
  daysOff: {},
})

/** How this computer is in a team: as `me` in Atlas. */
export const membershipWith = (change: Partial<Membership> = {}): Membership => ({
  ...{ team: 't', name: 'Atlas', me: 'me', device: 'd', url: 'https://hub.example', hosted: 'no' },
  shares: { place: false },
  ...change,
})

/** The same with a link that is up since then. */
export const teamWith = (since: Instant, change: Partial<TeamSlice> = {}): TeamSlice => ({
  ...membershipWith(),
  link: { status: 'online', reason: null, since, publishedAt: null },
  invite: null,
  ...change,
})
