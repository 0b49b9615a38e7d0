/** A slot in words, on everybody's own clock: to be read, copied and put into a calendar. */
import type { Seat, Slot } from '../../../core/team/overlap.ts'
import { cityOf } from '../../../core/team/names.ts'
import type { Instant } from '../../../core/time/instant.ts'
import { dateIn, UNKNOWN_CLOCK, type Zone } from '../../../core/time/zone.ts'
import type { MessageKey, Text, Times } from '../../lib/intl.tsx'

/** `15:00–16:00`; with the weekday where it is another day than the reader's. */
export function spanIn(slot: Pick<Slot, 'start' | 'end'>, zone: Zone, times: Times, text: Text): string {
  const span = text('overlap.span', { from: times.time(slot.start, zone), to: times.time(slot.end, zone) })
  const isOtherDay = dateIn(slot.start, zone) !== dateIn(slot.start, times.zone)
  return isOtherDay ? text('overlap.span.day', { day: times.weekday(slot.start, zone), span }) : span
}

/** `Thu 26 Nov, 15:00–16:00`. */
export const titleOf = (slot: Pick<Slot, 'start' | 'end'>, times: Times, text: Text): string =>
  text('overlap.slot', {
    date: times.date(dateIn(slot.start, times.zone), 'short'),
    span: spanIn(slot, times.zone, times, text),
  })

const IS: Readonly<Record<Exclude<Seat['worst'], 'available'>, MessageKey>> = {
  together: 'overlap.is.together',
  unsure: 'overlap.is.unsure',
  focus: 'overlap.is.focus',
  day: 'overlap.is.day',
  edge: 'overlap.is.edge',
  night: 'overlap.is.night',
  off: 'overlap.is.off',
}

/** Why a slot does not quite suit somebody; null where it does. */
export function markOf(seat: Seat, slot: Slot, text: Text): string | null {
  if (seat.worst === 'available' || (seat.worst === 'together' && !slot.isMixed)) return null
  return text(IS[seat.worst])
}

export interface SlotWords {
  readonly nameOf: (id: string) => string
  readonly zoneOf: (id: string) => Zone
  readonly times: Times
  readonly text: Text
}

/** Everybody's clock, a line each; the title says it on the reader's for who does not share theirs. */
export function slotLines(slot: Slot, { nameOf, zoneOf, times, text }: SlotWords): string[] {
  return slot.seats.map(({ id }) => {
    const zone = zoneOf(id)
    if (zone === UNKNOWN_CLOCK) return text('overlap.copy.noClock', { name: nameOf(id) })
    const day = times.date(dateIn(slot.start, zone), 'short')
    const span = text('overlap.span', { from: times.time(slot.start, zone), to: times.time(slot.end, zone) })
    return text('overlap.copy.line', { name: nameOf(id), day, span, city: cityOf(zone) })
  })
}

export const slotText = (slot: Slot, team: string, words: SlotWords): string =>
  [
    words.text('overlap.copy.title', {
      team,
      slot: titleOf(slot, words.times, words.text),
      city: cityOf(words.times.zone),
    }),
    ...slotLines(slot, words),
  ].join('\n')

/** Until when all stay reachable, where that is longer than the slot. */
export const freeUntil = ({ free, end }: Slot): Instant | null => (free !== null && free.end > end ? free.end : null)
