/** Ready rhythms to begin a day with: wall times, to be put on any date in any zone. */
import { HOUR, MINUTE } from '../time/instant.ts'
import { type PlainDate, type WallTime, type Zone, zonedTime } from '../time/zone.ts'
import type { Block, BlockKind } from './block.ts'

/** A name for the block, where its kind alone says too little; the catalogue has the words. */
export type ReadyTitle =
  | 'deep'
  | 'mail'
  | 'reviews'
  | 'team'
  | 'school'
  | 'family'
  | 'lunch'
  | 'walk'
  | 'errands'
  | 'evening'
  | 'night'

export interface ReadyBlock {
  readonly kind: BlockKind
  readonly title: ReadyTitle
  readonly start: WallTime
  readonly minutes: number
}

export const READY_NAMES = ['early', 'split', 'night', 'parent', 'classic'] as const
export type ReadyName = (typeof READY_NAMES)[number]

const part = (kind: BlockKind, title: ReadyTitle, start: WallTime, hours: number): ReadyBlock => ({
  kind,
  title,
  start,
  minutes: Math.round((hours * HOUR) / MINUTE),
})

export const READY: Readonly<Record<ReadyName, readonly ReadyBlock[]>> = {
  early: [
    part('focus', 'deep', '06:00', 2.5),
    part('open', 'mail', '08:45', 1.25),
    part('together', 'team', '10:00', 1),
    part('rest', 'lunch', '11:30', 0.75),
    part('focus', 'reviews', '12:15', 1.5),
    part('open', 'mail', '13:45', 0.75),
    part('personal', 'family', '15:00', 4),
  ],
  split: [
    part('focus', 'deep', '08:00', 2.5),
    part('open', 'mail', '10:30', 1.5),
    part('rest', 'lunch', '12:00', 1),
    part('personal', 'errands', '13:00', 3),
    part('together', 'team', '16:00', 1),
    part('open', 'reviews', '17:00', 1),
    part('personal', 'family', '18:00', 2),
    part('focus', 'evening', '20:00', 2),
  ],
  night: [
    part('rest', 'walk', '10:30', 1),
    part('open', 'mail', '12:00', 1.5),
    part('together', 'team', '14:00', 1),
    part('open', 'reviews', '15:00', 1.5),
    part('personal', 'family', '17:00', 3),
    part('focus', 'deep', '20:30', 1.5),
    part('focus', 'night', '22:30', 2.5),
  ],
  parent: [
    part('focus', 'deep', '05:45', 1.25),
    part('personal', 'school', '07:30', 1.25),
    part('focus', 'deep', '09:00', 2),
    part('open', 'mail', '11:00', 1.5),
    part('rest', 'lunch', '12:30', 0.5),
    part('together', 'team', '13:00', 1),
    part('open', 'reviews', '14:00', 1),
    part('personal', 'family', '15:15', 5),
  ],
  classic: [
    part('open', 'mail', '09:00', 1),
    part('focus', 'deep', '10:00', 2),
    part('rest', 'lunch', '12:00', 1),
    part('together', 'team', '13:00', 1),
    part('focus', 'reviews', '14:00', 1.5),
    part('open', 'mail', '15:30', 1.5),
  ],
}

/** A ready rhythm as blocks of one date. Ids and words come from the caller, so that this stays pure. */
export function readyBlocks(
  name: ReadyName,
  date: PlainDate,
  zone: Zone,
  make: { readonly id: () => string; readonly title: (title: ReadyTitle) => string },
): Block[] {
  return READY[name].map(({ kind, title, start, minutes }) => ({
    id: make.id(),
    kind,
    title: make.title(title),
    start: zonedTime(date, start, zone),
    minutes,
  }))
}
