/**
 * Five people in zones that hurt, around the days on which clocks are set in one country and not in another: what each
 * of them reads of the core hours, through the hub, is what looking at every minute on everybody's own clock finds.
 */
import { expect, onTestFinished, test } from 'vitest'
import { checkCoreHours } from '../../src/core/agreement/coreHours.ts'
import type { WeeklyHours } from '../../src/core/agreement/rules.ts'
import type { Block } from '../../src/core/planner/block.ts'
import { zonedTime } from '../../src/core/time/zone.ts'
import { clock, coreRuns, HARD_ZONES, slotsOf } from '../scenarios/coreOracle.ts'
import { startTestApp } from './app.ts'
import { eventually, startHub } from './kit.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** A hub whose clock is not today's. */
async function hubAt(shift: number) {
  const before = process.env['NODE_OPTIONS']
  const shifted = encodeURIComponent(`const now=Date.now;Date.now=()=>now()+${shift}`)
  process.env['NODE_OPTIONS'] = `--import=data:text/javascript,${shifted}`
  try {
    return await startHub()
  } finally {
    if (before === undefined) delete process.env['NODE_OPTIONS']
    else process.env['NODE_OPTIONS'] = before
  }
}

/** Each works at other times, and not every day; one through the nights on which clocks are set. */
const DAYS: readonly (readonly (readonly [start: string, minutes: number, kind: Block['kind']])[])[] = [
  [
    ['09:00', 180, 'open'],
    ['13:00', 240, 'together'],
  ],
  [
    ['07:30', 120, 'focus'],
    ['10:00', 90, 'open'],
    ['20:00', 120, 'open'],
  ],
  [['22:00', 420, 'open']],
  [
    ['06:00', 240, 'open'],
    ['11:00', 60, 'personal'],
    ['12:00', 300, 'focus'],
  ],
  [
    ['15:00', 45, 'open'],
    ['16:15', 200, 'together'],
  ],
]

const CORE: WeeklyHours[] = [
  { days: [1, 2, 4], start: '14:00', end: '16:30', zone: 'America/Los_Angeles' },
  { days: [3, 7], start: '00:30', end: '05:00', zone: 'Pacific/Chatham' },
  { days: [5, 6], start: '09:30', end: '11:00' },
]

/** The minute at which this person's clock shows it, found by looking. */
function minuteAt(date: string, wall: string, zone: string): number {
  const about = Date.parse(`${date}T${wall}Z`)
  const minutes = Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3))
  for (let at = about - DAY; at <= about + DAY; at += MINUTE) {
    const read = clock(at, zone)
    if (read.date === date && read.wall === minutes) return at
  }
  throw new Error(`${date} ${wall} is not shown in ${zone}`)
}

test.each(['2026-10-21', '2026-03-04'])('from %s', async (date) => {
  const now = Date.parse(`${date}T10:20Z`)
  const shift = now - Date.now()
  const hub = await hubAt(shift)
  const people = HARD_ZONES.map((zone) => ({ zone, app: startTestApp(hub) }))
  for (const { app } of people) app.shift(shift)
  const [first] = people
  const team = (await first?.app.must({ type: 'team.host', name: 'Atlas', person: 'P0', lan: false })) ?? ''
  const invite = (await first?.app.must({ type: 'team.invite', team })) ?? ''
  const reachable = new Map<string, Set<number>>()
  for (const [index, { zone, app }] of people.entries()) {
    await app.loop.dispatch({ type: 'system.report', system: { zone } })
    if (index > 0) await app.must({ type: 'team.join', invite, person: `P${index}` })
    const there = new Set<number>()
    const blocks: Block[] = []
    for (let day = -1; day < 16; day += 1) {
      const on = clock(now + day * DAY, zone)
      if ((on.weekday + index) % 6 === 0) continue
      for (const [wall, minutes, kind] of DAYS[(day + index + 5) % DAYS.length] ?? []) {
        blocks.push({ id: `${index}${day}${wall}`, kind, title: '', minutes, start: zonedTime(on.date, wall, zone) })
        const start = minuteAt(on.date, wall, zone)
        const isReachable = kind === 'open' || kind === 'together'
        // Where blocks meet, the later one is what others read.
        for (const at of slotsOf({ start, end: start + minutes * MINUTE }, MINUTE))
          if (isReachable) there.add(at)
          else if (kind === 'focus') there.delete(at)
      }
    }
    await app.must({ type: 'plan.addAll', blocks })
    reachable.set(app.team()?.me ?? '', there)
  }
  onTestFinished(() => reachable.clear())
  const zones = new Map(people.map(({ app, zone }) => [app.team()?.me ?? '', zone]))
  let found = 0
  for (const { app } of people) {
    const roster = () => Object.values(app.loop.state().rosters[team] ?? {})
    await eventually(() => roster().filter(({ plan }) => (plan?.intervals.length ?? 0) > 10).length).toBe(people.length)
    const minute = now - (now % MINUTE)
    const { gaps, unknown } = checkCoreHours(CORE, roster(), minute)
    expect(unknown).toEqual([])
    const told = gaps.flatMap(({ person, missing }) =>
      missing.flatMap((part) => slotsOf(part, MINUTE).map((at) => `${person} ${at}`)),
    )
    const expected = [...zones].flatMap(([person, zone]) =>
      CORE.flatMap((hours) => coreRuns(hours, zone, minute, MINUTE))
        .flatMap((run) => slotsOf(run, MINUTE))
        .filter((at) => at >= minute && reachable.get(person)?.has(at) !== true)
        .map((at) => `${person} ${at}`),
    )
    expect(told.toSorted()).toEqual(expected.toSorted())
    found += told.length
  }
  expect(found).toBeGreaterThan(1_000)
})
