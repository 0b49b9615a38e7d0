import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SharedInterval } from '../sync/records.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../time/instant.ts'
import { instantAt } from '../time/zone.ts'
import { checkInDue, checkInId, pastCheckIns, todaysCheckIns } from './checkIn.ts'
import type { TeamDocs } from './docs.ts'
import { longerWaits, type Wait, waitClock, waitsIn } from './waiting.ts'

const ZONE = 'America/Los_Angeles'
const at = (time: string, date = '2026-11-02'): Instant => instantAt(date, time, ZONE)
const span = (from: string, to: string, state: SharedInterval['state'] = 'available'): SharedInterval => ({
  start: at(from),
  end: at(to),
  state,
})

describe('the waiting-on clock', () => {
  const waiter = [span('08:00', '12:00'), span('13:00', '16:00', 'focusing'), span('16:00', '18:00')]

  test('is the first moment at which both can be reached, and what of the waiter`s blocks goes by until then', () => {
    const answerer = [span('09:00', '11:00', 'focusing'), span('17:00', '19:00')]
    expect(waitClock(waiter, answerer, at('11:00'))).toEqual({ joint: at('17:00'), lost: 5 * HOUR })
    expect(waitClock(waiter, [span('10:30', '11:30')], at('11:00'))).toEqual({ joint: at('11:00'), lost: 0 })
    expect(waitClock(waiter, [], at('11:00'))).toEqual({ joint: null, lost: null })
  })

  test('equals a look at every minute', () => {
    const anyPlan = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 200 }), fc.nat(2)), { maxLength: 8 })
      .map((parts) => {
        let minute = 0
        return parts.map(([gap, length, state]): SharedInterval => {
          const start = (minute += gap) * MINUTE
          const end = (minute += length) * MINUTE
          return { start, end, state: (['available', 'focusing', 'together'] as const)[state] ?? 'available' }
        })
      })
    fc.assert(
      fc.property(anyPlan, anyPlan, fc.nat(600), (one, other, from) => {
        const is = (plan: readonly SharedInterval[], minute: number) =>
          plan.find(({ start, end }) => start <= minute * MINUTE && minute * MINUTE < end)?.state
        const reachable = (state: string | undefined): boolean => state === 'available' || state === 'together'
        let joint: number | null = null
        let lost = 0
        for (let minute = from; minute < 4_000 && joint === null; minute += 1) {
          if (reachable(is(one, minute)) && reachable(is(other, minute))) joint = minute
          else if (is(one, minute) !== undefined) lost += 1
        }
        const expected = joint === null ? { joint: null, lost: null } : { joint: joint * MINUTE, lost: lost * MINUTE }
        expect(waitClock(one, other, from * MINUTE)).toEqual(expected)
      }),
    )
  })

  test('whom a moved block makes wait longer is known, and whom it does not is left alone', () => {
    const wait = (id: string, who: string, on: string): Wait => ({
      id,
      version: 1,
      who,
      on,
      what: 'the contract',
      since: 0,
      link: null,
    })
    const waits = [wait('a', 'ana', 'me'), wait('b', 'me', 'ben'), wait('c', 'ana', 'ben')]
    const plans: Record<string, SharedInterval[]> = { ana: [span('10:00', '18:00')], ben: [span('14:00', '18:00')] }
    const mine = { before: [span('10:00', '12:00'), span('14:00', '15:00')], after: [span('14:00', '16:00')] }
    const longer = longerWaits(waits, 'me', (id) => plans[id] ?? [], mine, at('09:00'))
    expect(longer).toEqual([{ wait: waits[0], before: at('10:00'), after: at('14:00') }])
    expect(longerWaits(waits, 'me', (id) => plans[id] ?? [], { ...mine, after: [] }, at('09:00'))).toMatchObject([
      { wait: { id: 'a' }, after: null },
      { wait: { id: 'b' }, after: null },
    ])
  })
})

test('documents of other kinds are no waits, and who waits longest comes first', () => {
  const doc = (id: string, since: number) => ({
    id,
    v: 3,
    by: 'ana',
    at: since,
    kind: 'waiting' as const,
    body: { who: 'ana', on: 'ben', what: id, since },
  })
  const docs: TeamDocs = {
    x: doc('waiting.x', 20),
    y: doc('waiting.y', 10),
    z: { id: 'z', v: 1, by: 'ana', at: 1, kind: 'unreadable' },
  }
  expect(waitsIn(docs).map(({ what, version }) => [what, version])).toEqual([
    ['waiting.y', 3],
    ['waiting.x', 3],
  ])
})

describe('check-ins', () => {
  const day = [span('08:00', '10:00'), span('20:00', '23:30', 'focusing')]

  test.each([
    ['07:59', null, null],
    ['08:00', null, 'morning'],
    ['12:00', {}, null],
    ['23:14', { next: 'x' }, null],
    ['23:15', { next: 'x' }, 'evening'],
    ['23:15', { did: 'x' }, null],
  ] as const)('at %s, said %o: %s', (time, said, due) => expect(checkInDue(day, ZONE, said, at(time))).toBe(due))

  test('nothing is asked on a day off', () => expect(checkInDue(day, ZONE, null, at('12:00', '2026-11-03'))).toBeNull())

  test('today is each writer`s own today; my old ones may go', () => {
    const doc = (person: string, date: string, written: Instant) => ({
      id: checkInId(person, date),
      v: 1,
      by: person,
      at: written,
      kind: 'checkin' as const,
      body: { did: date },
    })
    const all = [
      doc('me', '2026-11-02', at('09:00')),
      doc('me', '2026-10-20', at('09:00') - 13 * DAY),
      doc('eli', '2026-11-03', at('09:00')),
      doc('eli', '2026-11-02', at('09:00') - DAY),
    ]
    const docs: TeamDocs = Object.fromEntries(all.map((one) => [one.id, one]))
    const zoneOf = (person: string): string => (person === 'eli' ? 'Pacific/Kiritimati' : ZONE)
    expect(todaysCheckIns(docs, zoneOf, at('12:00')).map(({ id }) => id)).toEqual([
      'checkin.eli.2026-11-03',
      'checkin.me.2026-11-02',
    ])
    expect(pastCheckIns(docs, 'me', '2026-11-02').map(({ date }) => date)).toEqual(['2026-10-20'])
  })
})
