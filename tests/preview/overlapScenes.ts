/** A team all over the world, to look at the overlap finder with: `/?scene=world#/team`. */
import type { State, TeamSlice } from '../../src/core/app/state.ts'
import type { Person, SharedInterval } from '../../src/core/sync/records.ts'
import type { TeamDocs } from '../../src/core/team/docs.ts'
import { HOUR, type Instant } from '../../src/core/time/instant.ts'
import { addDays, instantAt, UNKNOWN_CLOCK } from '../../src/core/time/zone.ts'

type Span = readonly [from: string, hours: number, state?: SharedInterval['state']]

/** The same blocks on each of ten days from the date on. */
const planOf = (zone: string, date: string, spans: readonly Span[]): SharedInterval[] =>
  Array.from({ length: 10 }, (_none, day) =>
    spans.map(([from, hours, state = 'available']) => {
      const start = instantAt(addDays(date, day), from, zone)
      return { start, end: start + hours * HOUR, state }
    }),
  )
    .flat()
    .toSorted((a, b) => a.start - b.start)

const people: readonly (readonly [id: string, name: string, zone: string, spans: readonly Span[]])[] = [
  [
    'ana',
    'Ana Duarte',
    'Europe/Lisbon',
    [
      ['08:00', 4],
      ['20:00', 2, 'focusing'],
    ],
  ],
  [
    'ben',
    'Ben Okafor',
    'Africa/Lagos',
    [
      ['09:00', 3],
      ['14:00', 2, 'together'],
    ],
  ],
  [
    'chiara',
    'Chiara Rossi',
    'Asia/Taipei',
    [
      ['06:00', 3],
      ['16:00', 3],
    ],
  ],
  [
    'dev',
    'Dev Patel',
    'Asia/Kathmandu',
    [
      ['08:00', 3, 'focusing'],
      ['13:00', 5],
    ],
  ],
  [
    'eli',
    'Eli Tane',
    'Pacific/Chatham',
    [
      ['07:00', 5],
      ['19:00', 2],
    ],
  ],
  [
    'mara',
    'Mara Lindqvist-Hernández',
    'America/Los_Angeles',
    [
      ['09:00', 3],
      ['13:00', 4],
    ],
  ],
]

export function worldwide(state: State, team: TeamSlice, date: string, now: Instant): State {
  const roster = people.map(([id, name, zone, spans]): Person => {
    const plan = { zone, intervals: planOf(zone, addDays(date, -1), spans) }
    return { id, name, live: true, gone: null, presence: { rule: 4, zone }, manual: null, plan, asOf: now }
  })
  const docs: TeamDocs = {
    'meeting.m1': {
      id: 'meeting.m1',
      v: 1,
      by: 'ana',
      at: now - 48 * HOUR,
      kind: 'meeting',
      body: { start: now - 30 * HOUR, end: now - 29 * HOUR, bore: { eli: 480, mara: 240 } },
    },
    'waiting.w1': {
      id: 'waiting.w1',
      v: 1,
      by: 'mara',
      at: now - 3 * HOUR,
      kind: 'waiting',
      body: { who: 'mara', on: team.me, what: 'the review of the contract', since: now - 3 * HOUR },
    },
    'waiting.w2': {
      id: 'waiting.w2',
      v: 1,
      by: 'eli',
      at: now - 30 * HOUR,
      kind: 'waiting',
      body: { who: 'eli', on: 'ana', what: 'the schema', since: now - 30 * HOUR },
    },
    'checkin.ana': {
      id: `checkin.ana.${date}`,
      v: 1,
      by: 'ana',
      at: now - HOUR,
      kind: 'checkin',
      body: { did: 'Drew the map of the import', next: 'Its errors, one by one', waiting: 'Nobody' },
    },
  }
  return {
    ...state,
    settings: { ...state.settings, checkIns: true },
    rosters: { [team.team]: Object.fromEntries(roster.map((one) => [one.id, one])) },
    docs: { [team.team]: docs },
  }
}

/** The same with some who keep their plan, their clock or both to themselves: `/?scene=unshared#/team`. */
export function unshared(state: State, team: TeamSlice, date: string, now: Instant): State {
  const world = worldwide(state, team, date, now)
  const zone = UNKNOWN_CLOCK
  const plan = { zone, intervals: planOf('Europe/Berlin', addDays(date, -1), [['10:00', 5]]) }
  const told = { live: true, gone: null, manual: null, asOf: now } as const
  const focusing = { rule: 2, state: 'focusing', until: now + HOUR, zone } as const
  const more: readonly Person[] = [
    { ...told, id: 'fay', name: 'Fay Noble', presence: { rule: 4, zone }, plan },
    { ...told, id: 'gus', name: 'Gus Weber', presence: { rule: 4, zone: 'Europe/Berlin' }, plan: null },
    { ...told, id: 'hana', name: 'Hana Mori', presence: focusing, plan: null },
    { ...told, id: 'ivo', name: 'Ivo Petrov', live: false, gone: 'quit', presence: null, plan: null },
  ]
  const roster = { ...world.rosters[team.team], ...Object.fromEntries(more.map((one) => [one.id, one])) }
  const named = { ...world.settings, name: 'Noor', checkIns: false }
  return { ...world, settings: named, rosters: { [team.team]: roster } }
}

/** Two teams in one list, one of them out of reach: `/?scene=teams#/team`. */
export function twoTeams(state: State, team: TeamSlice, date: string, now: Instant): State {
  const { [team.team]: here = {}, ...rest } = unshared(state, team, date, now).rosters
  const link = { status: 'offline', reason: 'hub_unreachable', since: now - HOUR, publishedAt: null } as const
  const other: TeamSlice = { ...team, team: 'borealis', name: 'Borealis', me: 'p9', link }
  const [one, another, ...others] = Object.values(here)
  const there = [one, another].flatMap((person) => (person === undefined ? [] : [person]))
  return {
    ...state,
    settings: { ...state.settings, name: 'Noor', lastTeam: 'all' },
    teams: { ...state.teams, borealis: other },
    rosters: {
      ...rest,
      borealis: Object.fromEntries(there.map((person) => [person.id, person])),
      [team.team]: Object.fromEntries([one, ...others].flatMap((person) => (person ? [[person.id, person]] : []))),
    },
  }
}
