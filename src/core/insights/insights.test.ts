import { expect, test } from 'vitest'
import { stateWith } from '../../../tests/fakes/state.ts'
import { insightsReport, InsightsReport } from '../app/report/insights.ts'
import { SessionEvent } from '../focus/session.ts'
import { MINUTE } from '../time/instant.ts'
import { instantAt } from '../time/zone.ts'

const ZONE = 'Europe/Lisbon'
const at = (date: string, time: string): number => instantAt(date, time, ZONE)
/** Thursday. */
const NOW = at('2026-11-26', '12:00')

function session(date: string, from: string, to: string, ...inside: object[]): SessionEvent[] {
  const id = `s-${date}-${from}`
  return [
    { type: 'started', at: at(date, from), session: id, until: at(date, to) },
    ...inside.map((event) => ({ session: id, ...event })),
    { type: 'ended', at: at(date, to), session: id, how: 'completed' },
  ].map((event) => SessionEvent.parse(event))
}
const tap = (time: string, more: object = {}, date = '2026-11-26'): object => ({
  type: 'interrupted',
  at: at(date, time),
  ...more,
})

const journal: SessionEvent[] = [
  ...session('2026-11-22', '10:00', '11:00', tap('10:10', { channel: 'mail' }, '2026-11-22')),
  ...session('2026-11-23', '10:00', '11:30', tap('10:10', { channel: 'call', urgent: true }, '2026-11-23')),
  ...session(
    '2026-11-26',
    '09:00',
    '10:00',
    tap('09:10', { channel: 'chat', who: 'Ben' }),
    { type: 'paused', at: at('2026-11-26', '09:10') },
    { type: 'resumed', at: at('2026-11-26', '09:24'), until: at('2026-11-26', '10:00') },
  ),
  SessionEvent.parse({ ...tap('10:30'), session: '' }),
]

test('today and this week, by day, by channel, with the refocus time that is known', () => {
  const report = insightsReport(journal, stateWith(), NOW)
  expect(InsightsReport.parse(report)).toEqual(report)
  expect(report.today).toMatchObject({
    focus: 46 * MINUTE,
    sessions: 1,
    interruptions: 2,
    urgent: 0,
    channels: [
      { channel: 'chat', count: 1 },
      { channel: 'unsaid', count: 1 },
    ],
    refocus: { median: 14 * MINUTE, known: 1 },
  })
  expect(report.week).toMatchObject({ focus: 136 * MINUTE, sessions: 2, interruptions: 3, urgent: 1 })
  expect(report.week.days.map(({ date, focus }) => [date, focus / MINUTE])).toEqual([
    ['2026-11-23', 90],
    ['2026-11-24', 0],
    ['2026-11-25', 0],
    ['2026-11-26', 46],
    ['2026-11-27', 0],
    ['2026-11-28', 0],
    ['2026-11-29', 0],
  ])
  expect(report.log.map(({ answers }) => answers)).toEqual([
    { channel: 'call', urgent: true },
    { channel: 'chat', who: 'Ben' },
    {},
  ])
  expect(report.research).toBe(23 * MINUTE)
})

test('a break on its own is no session, and whoever is called out of it was not focusing', () => {
  const rest = session('2026-11-26', '11:00', '11:10').map((event) =>
    event.type === 'started' ? { ...event, mode: 'break' as const } : event,
  )
  const { today } = insightsReport([...journal, ...rest], stateWith(), NOW)
  expect(today).toMatchObject({ sessions: 1, focus: 46 * MINUTE })
})

test('an empty journal has nothing to say, and says so', () => {
  expect(insightsReport([], stateWith(), NOW).week).toMatchObject({
    focus: 0,
    channels: [],
    refocus: { median: null, known: 0 },
  })
})
