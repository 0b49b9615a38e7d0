/**
 * Five people in the zones that hurt, real links and a real hub: what each reads of the others equals a look at every
 * minute, in the weeks when the clocks of the US, Europe, Lord Howe and Chatham are set.
 */
import { expect, test, vi } from 'vitest'
import { sharedPlan, sharedWindow } from '../../src/core/availability/cut.ts'
import { evidenceOf } from '../../src/core/availability/decide.ts'
import { checkCoreHours } from '../../src/core/agreement/coreHours.ts'
import type { WeeklyHours } from '../../src/core/agreement/rules.ts'
import { plannedIn } from '../../src/core/planner/planned.ts'
import { Rhythm } from '../../src/core/planner/rhythm.ts'
import type { Person, SharedPlan } from '../../src/core/sync/records.ts'
import { findOverlap } from '../../src/core/team/overlap.ts'
import { attendeeOf } from '../../src/core/team/overlap/attendee.ts'
import { replyBy } from '../../src/core/team/replyBy.ts'
import { dayWindow, ribbonOf } from '../../src/core/team/ribbon.ts'
import { DAY } from '../../src/core/time/instant.ts'
import { askOracle } from '../scenarios/overlapOracle.ts'
import { connect, eventually, joinAs, type Member, newTeam, online, startHub } from './kit.ts'
import {
  atWork,
  clockIn,
  intervalsOf,
  isWithin,
  lastOfDay,
  MINUTE,
  repliesBy,
  stateIn,
  type WallPerson,
  WORLD,
} from './worldOracle.ts'

/** Late on a day in the west and early on the next in the east. */
const MOMENTS = [
  ['the US is ahead of Europe', '2026-03-06T22:07Z'],
  ['the US has changed, Europe follows', '2026-03-27T09:31Z'],
  ['Lord Howe and Chatham end their summer', '2026-04-03T05:02Z'],
  ['Chatham begins its summer', '2026-09-25T14:45Z'],
  ['Lord Howe begins its summer by half an hour', '2026-10-02T19:20Z'],
  ['Europe has changed, the US follows', '2026-10-23T11:00Z'],
  ['the US changes', '2026-10-30T06:58Z'],
] as const

const KIND = { available: 'open', focusing: 'focus', together: 'together' } as const

/** As the planner keeps it: a rhythm on the person's own clock, private blocks and all. */
function planAt({ zone, blocks }: WallPerson, now: number): SharedPlan {
  const rhythm = Rhythm.parse({
    blocks: Object.fromEntries(
      blocks.map(({ days, start, end, state }, index) => [
        `b${index}`,
        {
          id: `b${index}`,
          kind: state === null ? 'personal' : KIND[state],
          start,
          end,
          days,
          zone,
          anchor: '2026-01-05',
        },
      ]),
    ),
  })
  const { start, end } = sharedWindow(now, zone)
  return sharedPlan(
    plannedIn({ plan: {}, rhythm }, { start: start - DAY, end: end + DAY }),
    zone,
    { place: false },
    now,
  )
}

type Team = readonly (WallPerson & { readonly member: Member })[]

/** A process of its own whose clock is set to this moment: a hub takes no plan of another year. */
async function hubAt(moment: number) {
  const set = `const real = Date.now; const by = ${moment} - real(); Date.now = () => real() + by`
  vi.stubEnv('NODE_OPTIONS', `--import=data:text/javascript,${encodeURIComponent(set)}`)
  try {
    return await startHub()
  } finally {
    vi.unstubAllEnvs()
  }
}

async function world(moment: number): Promise<Team> {
  const invite = await newTeam(await hubAt(moment))
  const by = moment - Date.now()
  const team = await Promise.all(
    WORLD.map(async (person) => ({
      ...person,
      member: connect(await joinAs(invite, person.name), null, () => Date.now() + by),
    })),
  )
  for (const { member } of team) await online(member)
  return team
}

/** Everybody publishes their plan of this moment, and everybody has read everybody's. */
async function published(team: Team, now: number): Promise<void> {
  const plans = new Map(team.map((one) => [one.name, planAt(one, now)]))
  for (const { name, zone, member: one } of team) {
    one.link.publish({ presence: { rule: 4, zone }, manual: null, plan: plans.get(name) ?? null })
  }
  for (const { member: viewer } of team) {
    for (const { name } of team) {
      const start = plans.get(name)?.intervals[0]?.start
      await eventually(() => viewer.people.get(name)?.plan?.intervals[0]?.start).toBe(start)
      await eventually(() => viewer.people.get(name)?.live).toBe(true)
    }
  }
}

const personIn = (viewer: Member, name: string): Person => {
  const person = viewer.people.get(name)
  if (person === undefined) throw new Error(`${name} is not there.`)
  return person
}

/** The days in which every plan speaks, whoever's midnight it is. */
const SURE_DAYS = 13
const span = (now: number): readonly [number, number] => [
  Math.ceil(now / MINUTE),
  Math.ceil(now / MINUTE) + SURE_DAYS * 1_440,
]

test.each(MOMENTS)(
  '%s: ribbons, reply-by, core hours and overlap of %s',
  { timeout: 120_000 },
  async (_why, moment) => {
    const now = Date.parse(moment.replace('Z', ':00Z'))
    const team = await world(now)
    await published(team, now)
    for (const viewer of team) {
      checkRibbons(viewer, team, now)
      checkReplies(viewer, team, now)
    }
    const [first] = team
    if (first === undefined) throw new Error('Nobody is there.')
    checkCore(first.member, team, now)
    checkOverlap(first.member, team, now)
  },
)

function checkRibbons(viewer: Team[number], team: Team, now: number): void {
  const day = dayWindow(now, viewer.zone)
  const clock = clockIn(viewer.zone)
  const today = clock(Math.floor(now / MINUTE)).date
  expect(
    [day.start - MINUTE, day.start, day.end - MINUTE, day.end].map((at) => clock(at / MINUTE).date === today),
  ).toEqual([false, true, true, false])
  for (const person of team) {
    const pieces = ribbonOf(personIn(viewer.member, person.name), true, day, now).map((piece) => ({
      ...piece,
      start: Math.max(piece.start, day.start),
      end: Math.min(piece.end, day.end),
    }))
    expect(pieces).toEqual(intervalsOf(person, day.start / MINUTE, day.end / MINUTE))
  }
}

function checkReplies(viewer: Team[number], team: Team, now: number): void {
  const [start, end] = span(now)
  const agreed = { whenever: 300, today: 900, urgent: 200 }
  const at = (minute: number | null): number | null => (minute === null ? null : minute * MINUTE)
  for (const person of team) {
    const told = evidenceOf(personIn(viewer.member, person.name), true)
    const { seen, reply } = repliesBy(person, start, end, agreed.whenever)
    expect(replyBy(told, agreed, 'whenever', now)).toEqual({ seen: at(seen), reply: at(reply) })
    const last = lastOfDay(person, start, end)
    const counted = repliesBy(person, start, end, agreed.today).reply
    const today = Math.min(last ?? Infinity, counted ?? Infinity)
    expect(replyBy(told, agreed, 'today', now)).toEqual({ seen: at(seen), reply: at(today) })
    expect(replyBy(told, agreed, 'urgent', now)).toEqual({
      seen: now,
      reply: at(atWork(person, start, end, agreed.urgent)),
    })
  }
}

function checkCore(viewer: Member, team: Team, now: number): void {
  const [start, end] = span(now)
  const own = { days: [1, 2, 3, 4, 5], start: '10:00', end: '12:00' }
  const fixed = { days: [2, 4, 7], start: '12:15', end: '14:00', zone: 'America/Los_Angeles' }
  const hours: readonly WeeklyHours[] = [own, fixed]
  const checked = team.map(({ name }) => ({ id: name, plan: personIn(viewer, name).plan }))
  const { gaps, unknown } = checkCoreHours(hours, checked, now)
  expect(unknown).toEqual([])
  let lacking = 0
  for (const person of team) {
    const told = new Set<number>()
    for (const { missing } of gaps.filter((gap) => gap.person === person.name)) {
      for (const one of missing) for (let at = one.start; at < one.end; at += MINUTE) told.add(at / MINUTE)
    }
    const wrong: number[] = []
    for (let minute = start; minute < end; minute += 1) {
      const state = stateIn(person, minute)
      const isCore = hours.some((each) => isWithin(clockIn(each.zone ?? person.zone)(minute), each))
      const lacks = isCore && (state === null || state === 'focusing')
      if (lacks) lacking += 1
      if (lacks !== told.has(minute)) wrong.push(minute)
    }
    expect([person.name, wrong]).toEqual([person.name, []])
  }
  // Some keep all of them, and not everybody does.
  expect(lacking).toBeGreaterThan(0)
}

function checkOverlap(viewer: Member, team: Team, now: number): void {
  const [start, end] = span(now)
  for (const [count, length] of [
    [2, 45],
    [3, 30],
    [5, 60],
  ] as const) {
    const some = team.slice(0, count)
    const tally = Object.fromEntries(some.map(({ name }, index) => [personIn(viewer, name).id, index * 120]))
    const { slots, isFree } = findOverlap({
      attendees: some.map(({ name }) => attendeeOf(personIn(viewer, name), true, now)),
      length: length * MINUTE,
      window: { start: start * MINUTE, end: end * MINUTE },
      tally,
      most: 1_000,
    })
    const oracle = askOracle({
      people: some.map((person) => ({
        id: personIn(viewer, person.name).id,
        zone: person.zone,
        intervals: intervalsOf(person, start - 2 * 1_440, end + 2 * 1_440),
        knownUntil: Infinity,
      })),
      start,
      end,
      length,
      tally,
      closed: [],
    })
    expect(isFree).toBe(oracle.free.length > 0)
    if (isFree) {
      const free = slots.map((slot) => [(slot.free?.start ?? 0) / MINUTE, (slot.free?.end ?? 0) / MINUTE] as const)
      expect(free.toSorted(([a], [b]) => a - b)).toEqual(oracle.free)
    }
    const [best] = slots
    expect(best === undefined ? null : oracle.cost(best.start / MINUTE)).toBe(oracle.least)
    for (const slot of slots.slice(0, 8)) {
      for (const { id, burden } of slot.seats) expect(burden).toBe(oracle.burden(id, slot.start / MINUTE))
    }
  }
}
