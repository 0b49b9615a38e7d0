/** Reply-by against an oracle that walks minute by minute and reads calendars with `Intl`, not with our own zones. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evidenceOf } from '../availability/decide.ts'
import type { Urgency } from '../sync/items.ts'
import type { Person, SharedInterval } from '../sync/records.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../time/instant.ts'
import { addDays, instantAt } from '../time/zone.ts'
import { replyBy, type Responses } from './replyBy.ts'

const LISBON = 'Europe/Lisbon'
const at = (time: string, date = '2026-11-26', zone = LISBON): Instant => instantAt(date, time, zone)
const PLAN: SharedInterval[] = [
  { start: at('07:00'), end: at('09:30'), state: 'focusing' },
  { start: at('11:00'), end: at('12:00'), state: 'available' },
  { start: at('15:00'), end: at('16:00'), state: 'together' },
  { start: at('09:00', '2026-11-30'), end: at('12:00', '2026-11-30'), state: 'available' },
]
const person = (over: Partial<Person> = {}): Person => ({
  id: 'p',
  name: 'Ana',
  live: true,
  gone: null,
  presence: { rule: 4, zone: LISBON },
  manual: null,
  plan: { zone: LISBON, intervals: PLAN },
  asOf: at('06:00'),
  ...over,
})
const ask = (urgency: Urgency, now: Instant, agreed: Responses = {}, over: Partial<Person> = {}) =>
  replyBy(evidenceOf(person(over)), agreed, urgency, now)

describe('a Thursday before a weekend', () => {
  test('whenever: seen at the next reachable block, answered after so much reachable time', () => {
    expect(ask('whenever', at('08:00'))).toEqual({ seen: at('11:00'), reply: null })
    expect(ask('whenever', at('08:00'), { whenever: 30 })).toEqual({ seen: at('11:00'), reply: at('11:30') })
    expect(ask('whenever', at('08:00'), { whenever: 90 }).reply).toBe(at('15:30'))
    expect(ask('whenever', at('11:45'), { whenever: 90 })).toEqual({
      seen: at('11:45'),
      reply: at('09:15', '2026-11-30'),
    })
  })

  test('an exact fit ends with the block, and what lies beyond the shared days is not promised', () => {
    expect(ask('whenever', at('08:00'), { whenever: 60 }).reply).toBe(at('12:00'))
    expect(ask('whenever', at('08:00'), { whenever: 5 * 60 }).reply).toBe(at('12:00', '2026-11-30'))
    expect(ask('whenever', at('08:00'), { whenever: 5 * 60 + 1 }).reply).toBeNull()
  })

  test('today: before the last reachable moment of their day, else of the next day that has one', () => {
    expect(ask('today', at('08:00'))).toEqual({ seen: at('11:00'), reply: at('16:00') })
    expect(ask('today', at('08:00'), { today: 30 }).reply).toBe(at('11:30'))
    expect(ask('today', at('08:00'), { today: 600 }).reply).toBe(at('16:00'))
    expect(ask('today', at('16:00')).reply).toBe(at('12:00', '2026-11-30'))
  })

  test('urgent: at once where a device is on, counted in time at work', () => {
    expect(ask('urgent', at('08:00'), { urgent: 30 })).toEqual({ seen: at('08:00'), reply: at('08:30') })
    expect(ask('urgent', at('09:15'), { urgent: 30 }).reply).toBe(at('11:15'))
    expect(ask('urgent', at('08:00'), { urgent: 30 }, { live: false, gone: 'quit' })).toEqual({
      seen: null,
      reply: at('08:30'),
    })
  })

  test('a running session and a status by hand put it off', () => {
    const session = { rule: 2, state: 'focusing', until: at('11:40'), zone: LISBON } as const
    expect(ask('whenever', at('08:00'), { whenever: 30 }, { presence: session })).toEqual({
      seen: at('11:40'),
      reply: at('15:10'),
    })
    const sick = { state: 'off', until: at('00:00', '2026-11-27') } as const
    expect(ask('whenever', at('08:00'), { whenever: 30 }, { manual: sick }).seen).toBe(at('09:00', '2026-11-30'))
  })

  test('without a shared plan nothing is promised, and a live device still sees it now', () => {
    const nothing = { zone: LISBON, intervals: [] }
    expect(ask('whenever', at('08:00'), { whenever: 30 }, { plan: nothing })).toEqual({
      seen: at('08:00'),
      reply: null,
    })
    expect(ask('today', at('08:00'), {}, { plan: null, live: false, gone: 'quit' })).toEqual({
      seen: null,
      reply: null,
    })
  })

  test('away from the desk: nobody knows until when', () => {
    const idle = { rule: 5, state: 'away', zone: LISBON } as const
    expect(ask('whenever', at('11:15'), { whenever: 30 }, { presence: idle })).toEqual({ seen: null, reply: null })
    expect(ask('whenever', at('13:00'), { whenever: 30 }, { presence: idle }).seen).toBe(at('15:00'))
  })
})

/** Zones chosen to hurt, in the weeks in which the US and the EU are not on the same side of summer time. */
const ZONES = [
  'Pacific/Kiritimati',
  'Pacific/Chatham',
  'Australia/Lord_Howe',
  'America/Los_Angeles',
  'Asia/Kathmandu',
  LISBON,
]
const WEEKS = ['2026-03-05', '2026-03-26', '2026-04-02', '2026-09-24', '2026-10-01', '2026-10-22', '2026-10-29']
const STATES = ['available', 'focusing', 'together'] as const
const DAYS = 5

/** A split day: gaps and lengths in quarters of an hour; some days are off, some blocks run past midnight. */
const Days = fc.array(
  fc.array(fc.record({ gap: fc.nat(30), length: fc.integer({ min: 1, max: 24 }), state: fc.constantFrom(...STATES) }), {
    maxLength: 4,
  }),
  { minLength: DAYS, maxLength: DAYS },
)

function planOf(
  days: readonly (readonly { gap: number; length: number; state: (typeof STATES)[number] }[])[],
  first: string,
  zone: string,
): SharedInterval[] {
  const plan: SharedInterval[] = []
  days.forEach((pieces, day) => {
    let from = instantAt(addDays(first, day), '06:00', zone)
    for (const { gap, length, state } of pieces) {
      const start = Math.max(from + gap * 15 * MINUTE, plan.at(-1)?.end ?? 0)
      plan.push({ start, end: start + length * 15 * MINUTE, state })
      from = start + length * 15 * MINUTE
    }
  })
  return plan
}

const dates = new Map<string, Intl.DateTimeFormat>()
function dateBy(zone: string, instant: Instant): string {
  const format = dates.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone })
  dates.set(zone, format)
  return format.format(instant)
}

interface Life {
  readonly plan: readonly SharedInterval[]
  readonly zone: string
  /** A running session, or a status by hand, from now until then. */
  readonly held: { readonly as: 'session' | 'off' | 'green'; readonly until: Instant } | null
  readonly now: Instant
}

/** What the team reads at this minute, straight from product.md. */
function readAt({ plan, held }: Life, minute: Instant): string {
  if (held !== null && minute < held.until) return { session: 'focusing', off: 'off', green: 'available' }[held.as]
  return plan.find(({ start, end }) => start <= minute && minute < end)?.state ?? 'none'
}

function oracle(
  life: Life,
  agreed: number | undefined,
  urgency: Urgency,
): { seen: Instant | null; reply: Instant | null } {
  const isIn = (minute: Instant): boolean => {
    const state = readAt(life, minute)
    return state === 'available' || state === 'together' || (urgency === 'urgent' && state === 'focusing')
  }
  const lastMinute = Math.max(life.held?.until ?? 0, ...life.plan.map(({ end }) => end), life.now)
  let seen: Instant | null = null
  let counted: Instant | null = null
  let left = agreed ?? Infinity
  let last: Instant | null = null
  let day = dateBy(life.zone, life.now)
  let wasIn = false
  let closed = false
  for (let minute = life.now; minute < lastMinute; minute += MINUTE) {
    const now = isIn(minute)
    if (now) {
      const today = dateBy(life.zone, minute)
      if (seen === null) seen = minute
      if (counted === null && --left === 0) counted = minute + MINUTE
      if (!wasIn && today !== day) {
        if (last !== null) closed = true
        else day = today
      }
      if (!closed) last = minute + MINUTE
    }
    wasIn = now
  }
  if (urgency === 'urgent') return { seen: life.now, reply: counted }
  if (urgency === 'whenever' || last === null) return { seen, reply: counted }
  return { seen, reply: Math.min(last, counted ?? last) }
}

describe.each(ZONES)('%s, minute by minute', (zone) => {
  test.each(WEEKS)('from %s', (first) => {
    const when = fc.integer({ min: 0, max: 3 * 24 * 60 })
    const held = fc.option(
      fc.record({ as: fc.constantFrom('session', 'off', 'green'), hours: fc.integer({ min: 1, max: 30 }) }),
    )
    const agreed = fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined })
    const urgencies = fc.constantFrom<Urgency>('whenever', 'today', 'urgent')
    fc.assert(
      fc.property(Days, when, held, agreed, urgencies, (days, minute, hold, most, urgency) => {
        const plan = planOf(days, first, zone)
        if (plan.length === 0) return
        const now = instantAt(first, '00:00', zone) + minute * MINUTE
        const kept = hold === null ? null : { as: hold.as, until: now + hold.hours * HOUR }
        const presence =
          kept?.as === 'session'
            ? ({ rule: 2, state: 'focusing', until: kept.until, zone } as const)
            : ({ rule: 4, zone } as const)
        const manual =
          kept === null || kept.as === 'session'
            ? null
            : { state: kept.as === 'off' ? ('off' as const) : ('available' as const), until: kept.until }
        const told = evidenceOf(person({ presence, manual, plan: { zone, intervals: plan } }))
        const rule = most === undefined ? {} : { [urgency]: most }
        const expected = oracle({ plan, zone, held: kept, now }, most, urgency)
        expect(replyBy(told, rule, urgency, now)).toEqual(expected)
      }),
      { numRuns: 25, seed: DAY },
    )
  })
})
