/** A whole iCalendar file: its events within a window, and how many of them could not be read. */
import ICAL from 'ical.js'
import type { CalendarEvent } from '../../../core/calendar/event.ts'
import type { Interval } from '../../../core/planner/block.ts'
import type { Zone } from '../../../core/time/zone.ts'
import { MOST_BYTES, MOST_EVENTS, MOST_OCCURRENCES } from '../limits.ts'
import { CalendarProblem } from '../problem.ts'
import { occurrences } from './occurrences.ts'
import { type Master, parseEvent } from './parse.ts'
import { cutPieces, type Pieces } from './pieces.ts'
import { ianaName, utc, type Zones, zonesOf } from './zones.ts'

export interface CalendarRead {
  readonly name: string
  readonly events: readonly CalendarEvent[]
  /** Events that are not shown: they cannot be read, or happen too often to be appointments. */
  readonly skipped: number
}

/** Throws `CalendarProblem`. `zone` is where floating times and dates are meant. */
export function readIcs(bytes: Uint8Array, window: Interval, zone: Zone): CalendarRead {
  if (bytes.byteLength > MOST_BYTES) throw new CalendarProblem('calendar_too_large')
  const pieces = cutPieces(decode(bytes))
  if (!pieces.isCalendar) throw new CalendarProblem('calendar_not_ics')
  if (pieces.events.length > MOST_EVENTS) throw new CalendarProblem('calendar_too_many')
  const zones = zonesOf(pieces.timezones, ianaName(pieces.zone) ?? zone)
  const { masters, skipped } = parseAll(pieces, zones)
  const found = { events: [] as CalendarEvent[], skipped: pieces.broken + skipped }
  for (const { master, replaced } of seriesOf(masters)) {
    const some = attempt(() => occurrences(master, replaced, window))
    if (some === null || found.events.length + some.length > MOST_OCCURRENCES) found.skipped += 1
    else found.events.push(...some)
  }
  found.events.push(...pieces.freeBusy.flatMap((piece) => attempt(() => busyOf(piece, window)) ?? []))
  return {
    name: pieces.name,
    events: found.events.toSorted((a, b) => a.start - b.start || a.end - b.end),
    skipped: found.skipped,
  }
}

function decode(bytes: Uint8Array): string {
  const [a, b] = bytes
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

function attempt<Value>(work: () => Value): Value | null {
  try {
    return work()
  } catch {
    return null
  }
}

function parseAll({ events }: Pieces, zones: Zones): { masters: Master[]; skipped: number } {
  const read = events.map((text) => attempt(() => parseEvent(text, zones)))
  const masters = read.filter((event) => event !== null)
  return { masters, skipped: read.length - masters.length }
}

interface Series {
  master: Master | null
  replaced: Master[]
}

/** Events by what they belong to. Of two versions of one the higher sequence counts; without a UID each is its own. */
function seriesOf(masters: readonly Master[]): Series[] {
  const series = new Map<string, Series>()
  masters.forEach((event, at) => {
    const key = event.uid === '' ? `${at}` : `u${event.uid}`
    const known = series.get(key) ?? { master: null, replaced: [] }
    series.set(key, known)
    if (event.replaces !== null) known.replaced = withNewer(known.replaced, event)
    else if (known.master === null || event.sequence >= known.master.sequence) known.master = event
  })
  return [...series.values()]
}

function withNewer(known: readonly Master[], event: Master): Master[] {
  const name = event.replaces?.time.toString()
  const same = known.find(({ replaces }) => replaces?.time.toString() === name)
  if (same === undefined) return [...known, event]
  return same.sequence > event.sequence ? [...known] : [...known.filter((one) => one !== same), event]
}

/** Published free/busy (RFC 5545 section 3.6.4) has no titles. */
function busyOf(text: string, window: Interval): CalendarEvent[] {
  const piece = ICAL.Component.fromString(text)
  return piece.getAllProperties('freebusy').flatMap((property) => {
    const type = (property.getFirstParameter('fbtype') ?? 'BUSY').toUpperCase()
    if (type === 'FREE') return []
    const weight = type === 'BUSY-TENTATIVE' ? 'tentative' : type === 'BUSY-UNAVAILABLE' ? 'out' : 'busy'
    return property.getValues().flatMap((period: unknown) => {
      if (!(period instanceof ICAL.Period)) return []
      const [start, end] = [period.start, period.getEnd()].map((time) => utc.instant(time)) as [number, number]
      return end > window.start && start < window.end ? [{ start, end, title: '', allDay: false, weight } as const] : []
    })
  })
}
