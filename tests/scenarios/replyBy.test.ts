/**
 * Reply-by over the wire: a real hub, five people in zones chosen to hurt, in weeks in which the US and the EU are not on
 * the same side of summer time. What the others compute of what came equals walking every minute of their wall clocks.
 */
import { describe, expect, test } from 'vitest'
import { evidenceOf } from '../../src/core/availability/decide.ts'
import type { Urgency } from '../../src/core/sync/items.ts'
import { replyBy } from '../../src/core/team/replyBy.ts'
import { HOUR, type Instant, MINUTE } from '../../src/core/time/instant.ts'
import { addDays, dateIn, zonedTime } from '../../src/core/time/zone.ts'
import { rhythmBlock } from '../fakes/state.ts'
import { startTestApp, type TestApp } from '../hub/app.ts'
import { eventually, startHub } from '../hub/kit.ts'

type Kind = 'open' | 'focus' | 'together'
/** Weekdays, from and to, as the person's clock shows them. */
type Span = readonly [kind: Kind, days: readonly number[], from: string, to: string]

const WEEK = [1, 2, 3, 4, 5]
const PEOPLE: Readonly<Record<string, readonly Span[]>> = {
  'Pacific/Kiritimati': [
    ['open', WEEK, '06:30', '09:00'],
    ['focus', WEEK, '09:00', '11:00'],
    ['open', WEEK, '20:00', '21:45'],
  ],
  'Pacific/Chatham': [
    ['open', [1, 2, 4], '08:15', '10:00'],
    ['together', [7], '18:00', '19:30'],
  ],
  'Australia/Lord_Howe': [
    ['focus', WEEK, '05:00', '08:00'],
    ['open', WEEK, '13:30', '15:00'],
    ['open', [6], '10:00', '10:45'],
  ],
  'America/Los_Angeles': [
    ['open', WEEK, '09:00', '11:30'],
    ['together', [3], '11:30', '12:00'],
    ['open', WEEK, '21:00', '23:00'],
  ],
  'Asia/Kathmandu': [
    ['open', [1, 3, 5], '10:10', '12:05'],
    ['focus', WEEK, '14:00', '17:00'],
  ],
}
const ZONES = Object.keys(PEOPLE)
/** How far the shared plan reaches. */
const AHEAD = 15

/** One person's clock by `Intl` alone: date, weekday and time of a minute. */
function clockOf(zone: string): (at: Instant) => { date: string; day: number; time: string } {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
    hourCycle: 'h23',
  })
  return (at) => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    const date = `${part['year']}-${part['month']}-${part['day']}`
    return {
      date,
      day: ((new Date(`${date}T12:00Z`).getUTCDay() + 6) % 7) + 1,
      time: `${part['hour']}:${part['minute']}`,
    }
  }
}

interface Minute {
  readonly at: Instant
  readonly date: string
  readonly kind: Kind | null
}

/** Every minute from `from` to the end of what is shared, off on `dayOff`. */
function minutesOf(zone: string, from: Instant, dayOff: string): Minute[] {
  const clock = clockOf(zone)
  const last = addDays(clock(from).date, AHEAD)
  const minutes: Minute[] = []
  for (let at = from; ; at += MINUTE) {
    const { date, day, time } = clock(at)
    if (date > last) return minutes
    const spans = PEOPLE[zone] ?? []
    const found = spans.find(([, days, start, end]) => days.includes(day) && start <= time && time < end)
    minutes.push({ at, date, kind: date === dayOff ? null : (found?.[0] ?? null) })
  }
}

function walked(
  minutes: readonly Minute[],
  urgency: Urgency,
  agreed: number,
): { seen: Instant | null; reply: Instant | null } {
  const counts = ({ kind }: Minute): boolean =>
    kind === 'open' || kind === 'together' || (urgency === 'urgent' && kind === 'focus')
  const counted = minutes.filter(counts)
  const nth = counted[agreed - 1]
  const reply = nth === undefined ? null : nth.at + MINUTE
  if (urgency === 'urgent') return { seen: minutes[0]?.at ?? null, reply }
  const seen = counted[0]?.at ?? null
  if (urgency === 'whenever' || counted[0] === undefined) return { seen, reply }
  const { date } = counted[0]
  const last = counted.findLast((minute) => minute.date === date)
  const end = (last?.at ?? 0) + MINUTE
  return { seen, reply: Math.min(end, reply ?? end) }
}

describe.each([
  ['the US is ahead, the EU is not', '2027-03-17T08:00:00Z'],
  ['the EU is back, the US is not; Australia and Chatham went ahead before', '2026-10-28T16:20:00Z'],
  ['the last days of summer time in the south', '2027-03-31T21:05:00Z'],
])('%s', (_name, iso) => {
  test('what everybody computes of everybody equals every minute of their clocks', { timeout: 60_000 }, async () => {
    const ahead = Date.parse(iso) - Date.now()
    const hub = await startHub({ ahead })
    const start = Math.ceil(Date.parse(iso) / MINUTE) * MINUTE
    const apps: TestApp[] = []
    let invite = ''
    let team = ''
    for (const [index, zone] of ZONES.entries()) {
      const app = startTestApp(hub)
      app.shift(ahead)
      await app.loop.dispatch({ type: 'system.report', system: { zone } })
      const blocks = (PEOPLE[zone] ?? []).map(([kind, days, from, to], at) =>
        rhythmBlock(`b${at}`, from, to, { kind, days: [...days], zone, anchor: addDays(dateIn(start, zone), -14) }),
      )
      await app.must({ type: 'rhythm.add', blocks })
      await app.must({ type: 'rhythm.dayOff', dates: [addDays(dateIn(start, zone), 2)], name: 'Holiday' })
      if (index === 0) {
        team = await app.must({ type: 'team.host', name: 'Atlas', person: zone, lan: false })
        invite = await app.must({ type: 'team.invite', team })
      } else await app.must({ type: 'team.join', invite, person: zone })
      await eventually(() => app.team()?.link.status).toBe('online')
      apps.push(app)
    }
    const planned = (app: TestApp) =>
      Object.values(app.loop.state().rosters[team] ?? {}).filter(({ plan }) => plan !== null)
    for (const app of apps) await eventually(() => planned(app).length, 15_000).toBe(ZONES.length)
    const [viewer] = apps
    const people = viewer === undefined ? [] : planned(viewer)
    // Everybody holds the same of everybody, so what one computes all compute.
    const held = (app: TestApp) => new Map(planned(app).map(({ id, plan }) => [id, plan]))
    for (const app of apps) expect(held(app)).toEqual(new Map(people.map(({ id, plan }) => [id, plan])))
    for (const person of people) {
      const zone = person.plan?.zone ?? ''
      const all = minutesOf(zone, start, addDays(dateIn(start, zone), 2))
      for (let hours = 0; hours < 96; hours += 7) {
        const now = start + hours * HOUR
        const rest = all.slice((now - start) / MINUTE)
        for (const urgency of ['whenever', 'today', 'urgent'] as const)
          for (const agreed of [15, 240, 2_000])
            expect({
              zone,
              hours,
              urgency,
              agreed,
              ...replyBy(evidenceOf(person), { [urgency]: agreed }, urgency, now),
            }).toEqual({
              ...{ zone, hours, urgency, agreed },
              ...walked(rest, urgency, agreed),
            })
      }
    }
  })
})

test('a traveller’s plan with blocks of two zones counts as it lies', async () => {
  const hub = await startHub()
  const [ana, ben] = [startTestApp(hub), startTestApp(hub)]
  const team = await ana.must({ type: 'team.host', name: 'Atlas', person: 'Ana', lan: false })
  await ben.must({ type: 'team.join', invite: await ana.must({ type: 'team.invite', team }), person: 'Ben' })
  const date = addDays(dateIn(Date.now(), 'UTC'), 2)
  const tokyo = {
    id: 'a',
    kind: 'open',
    title: '',
    start: zonedTime(date, '09:00', 'Asia/Tokyo'),
    minutes: 60,
  } as const
  const home = { ...tokyo, id: 'b', start: zonedTime(date, '18:00', 'Europe/Lisbon') }
  await ben.must({ type: 'plan.addAll', blocks: [tokyo, home] })
  const sees = () => Object.values(ana.loop.state().rosters[team] ?? {}).find(({ name }) => name === 'Ben')
  await eventually(() => sees()?.plan?.intervals.length).toBe(2)
  const person = sees()
  if (person === undefined) throw new Error('nobody')
  const { seen, reply } = replyBy(evidenceOf(person), { whenever: 90 }, 'whenever', Date.now())
  expect([seen, reply]).toEqual([Date.parse(`${date}T00:00:00Z`), Date.parse(`${date}T18:30:00Z`)])
})
