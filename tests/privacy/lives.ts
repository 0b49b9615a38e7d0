/** Random lives for property tests: what of them is shared, and everything that nobody else may notice. */
import fc from 'fast-check'
import { noSession, type SessionSlice, type State } from '../../src/core/app/state.ts'
import { type BusyTime, Calendar } from '../../src/core/calendar/calendar.ts'
import { CHANNELS } from '../../src/core/focus/answers.ts'
import { type Block } from '../../src/core/planner/block.ts'
import { HOUR, MINUTE } from '../../src/core/time/instant.ts'
import { inZone } from '../../src/core/time/zone.ts'
import { planOf, rhythmBlock, rhythmOf, stateWith, system } from '../fakes/state.ts'

export const NOW = Date.UTC(2026, 10, 26, 9, 6)
const DAY = 24 * HOUR

const anyTitle = fc.string({ maxLength: 30 })
const anyName = fc.string({ minLength: 1, maxLength: 20 })
const anyPlace = fc.option(fc.string({ minLength: 1, maxLength: 20 }), { nil: undefined })
const anyTime = { start: fc.integer({ min: -3 * DAY, max: 18 * DAY }), minutes: fc.integer({ min: 5, max: 20 * 60 }) }
export const sharedPart = fc.array(
  fc.record({ ...anyTime, kind: fc.constantFrom('focus', 'open', 'together'), weekly: fc.boolean() }),
  {
    maxLength: 12,
  },
)
const privateBlocks = fc.array(
  fc.record({
    ...anyTime,
    kind: fc.constantFrom('personal', 'rest'),
    title: anyTitle,
    place: anyPlace,
    before: fc.nat(12),
  }),
  { maxLength: 8 },
)
/** What comes back each week, as hours of the day. */
const rhythmPart = (...kinds: readonly Block['kind'][]) =>
  fc.array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      from: fc.nat(23),
      hours: fc.integer({ min: 1, max: 12 }),
      days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
      every: fc.constantFrom(1, 2),
      title: anyTitle,
    }),
    { maxLength: 4 },
  )
const hour = (count: number): string => `${String(count % 24).padStart(2, '0')}:00`
const rhythmFrom = (shared: Shared, own: Private): State['rhythm'] =>
  rhythmOf(
    ...[...own.rhythm, ...shared.filter(({ weekly }) => weekly).map(weeklyOf)].map(({ from, hours, ...one }, index) =>
      rhythmBlock(`${one.kind}${index}`, hour(from), hour(from + hours), one),
    ),
  )
const weeklyOf = ({ kind, start }: Shared[number]): Private['rhythm'][number] => {
  const from = ((start % 24) + 24) % 24
  return { kind, from, hours: 1 + (from % 5), days: [1, 3, 5], every: 1, title: '' }
}

/** Everything about a life that nobody else may notice. */
export const privatePart = fc.record({
  rhythm: rhythmPart('personal', 'rest'),
  titles: fc.array(anyTitle, { minLength: 12, maxLength: 12 }),
  places: fc.array(anyPlace, { minLength: 12, maxLength: 12 }),
  blocks: privateBlocks,
  tasks: fc.array(
    anyTitle.filter((text) => text.trim() !== ''),
    { maxLength: 4 },
  ),
  sessionTitle: anyTitle,
  notes: fc.array(anyTitle, { maxLength: 4 }),
  interruptions: fc.array(
    fc.record({
      who: fc.option(fc.constantFrom('Ana', 'Ben Okafor', 'the boss'), { nil: undefined }),
      channel: fc.constantFrom(...CHANNELS),
      urgent: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  outcome: anyTitle,
  energy: fc.constantFrom<1 | 2 | 3>(1, 2, 3),
  estimate: fc.integer({ min: 1, max: 6_000 }),
  /** Limits of one's own, which blocks stay where they are, and of which task they are. */
  rest: fc.integer({ min: 0, max: 1_440 }),
  fixed: fc.boolean(),
  held: fc.nat(99),
  here: fc.record({
    input: fc.constantFrom('active', 'idle', 'unknown'),
    locked: fc.constantFrom(true, false, null),
    asleep: fc.boolean(),
  }),
  intention: anyTitle,
  mute: fc.constantFrom('with', 'always', 'never'),
  /** How a calendar is called and where it lies; and others that are only drawn. */
  calendar: fc.record({ name: anyName, host: anyName, skipped: fc.nat(9) }),
  drawn: fc.array(fc.record({ start: anyTime.start, minutes: anyTime.minutes, name: anyName }), { maxLength: 4 }),
})
export type Shared = typeof sharedPart extends fc.Arbitrary<infer T> ? T : never
export type Private = typeof privatePart extends fc.Arbitrary<infer T> ? T : never

function planFrom(shared: Shared, own: Private, places: Private['places']): State['plan'] {
  const entries: Block[] = []
  shared.forEach(({ kind, start, minutes }, index) => {
    entries.push(...ownBlocksBefore(own, index))
    entries.push({
      ...blockOf({ id: `s${index}`, kind, start, minutes, title: own.titles[index] ?? '', place: places[index] }),
      fixed: own.fixed,
      ...(own.fixed ? { task: 't0' } : {}),
    })
  })
  return planOf(...entries, ...ownBlocksBefore(own, null, shared.length))
}

/** Private blocks lie anywhere among the others, as a plan grows over days. */
const ownBlocksBefore = ({ blocks }: Private, index: number | null, from = 0): Block[] =>
  blocks.flatMap((one, at) =>
    (index === null ? one.before >= from : one.before === index) ? [blockOf({ ...one, id: `p${at}` })] : [],
  )

function blockOf({
  id,
  kind,
  start,
  minutes,
  title,
  place,
}: Omit<Block, 'start' | 'place'> & { start: number; place: string | undefined }): Block {
  return {
    id,
    kind,
    title,
    minutes,
    start: inZone(NOW + start, system.zone),
    ...(place === undefined ? {} : { place }),
  }
}

function sessionFrom(running: boolean, own: Private): SessionSlice['current'] {
  if (!running) return null
  const started = {
    type: 'started',
    at: NOW - HOUR,
    session: 's',
    until: NOW + HOUR,
    title: own.sessionTitle,
    block: 'p0',
  } as const
  return [
    started,
    { type: 'intended', at: NOW - HOUR, session: 's', text: own.intention } as const,
    ...own.notes.map((note, at) => ({ type: 'interrupted', at: NOW - HOUR + at, session: 's', note }) as const),
    ...own.interruptions.map(
      (said, at) => ({ type: 'interrupted', at: NOW - MINUTE + at, session: 's', ...said }) as const,
    ),
    { type: 'outcome', at: NOW - 1, session: 's', text: own.outcome },
    { type: 'energy', at: NOW - 1, session: 's', level: own.energy },
  ]
}

export function lifeOf(shared: Shared, own: Private, running: boolean, places = own.places): State {
  const life = stateWith({
    plan: planFrom(shared, own, places),
    rhythm: rhythmFrom(shared, own),
    session: { ...noSession, current: sessionFrom(running, own) },
    ledger: ledgerOf(own),
    ...calendarsOf(shared, own),
    system: { ...system, here: own.here },
    inbox: Object.fromEntries(own.tasks.map((title, at) => [`t${at}`, taskOf(`t${at}`, title, own)])),
  })
  const limits = { ...life.settings.limits, rest: own.rest, reachable: own.estimate % 1_440 }
  return { ...life, settings: { ...life.settings, mute: own.mute, limits, reflow: own.fixed, energy: !own.fixed } }
}

const taskOf = (id: string, title: string, { estimate, fixed }: Private): State['inbox'][string] => ({
  id,
  title,
  done: !fixed,
  estimate,
  ...(fixed ? { waiting: { on: title.slice(0, 80), since: NOW - estimate } } : {}),
})

/** Meetings are shared as time; what they are, and whatever another calendar holds that binds nobody, is not. */
function calendarsOf(shared: Shared, { calendar, drawn }: Private): Pick<State, 'calendars' | 'busy'> {
  const meetings = shared.slice(0, 3).map(({ start, minutes }) => busyAt(start + HOUR, minutes))
  const calendars: Record<string, Calendar> = { work: calendarAs('work', calendar) }
  const busy: Record<string, BusyTime[]> = { work: meetings }
  drawn.forEach(({ name, start, minutes }, at) => {
    calendars[`d${at}`] = { ...calendarAs(`d${at}`, { name, host: name, skipped: 0 }), means: 'nothing' }
    busy[`d${at}`] = [busyAt(start, minutes)]
  })
  return { calendars, busy }
}

const busyAt = (start: number, minutes: number): BusyTime => ({
  start: NOW + start,
  end: NOW + start + minutes * MINUTE,
  as: 'together',
})
const calendarAs = (id: string, { name, host, skipped }: Private['calendar']): Calendar => ({
  ...Calendar.parse({ id, name: 'x', source: { kind: 'url', host: 'x' } }),
  name,
  source: { kind: 'url', host },
  skipped,
})

/** Interruptions without a session, who they were, and what the desktop held back. */
const ledgerOf = ({ interruptions, held }: Private): State['ledger'] => ({
  people: interruptions.flatMap(({ who }) => who ?? []),
  channels: interruptions.map(({ channel }) => channel),
  stray: interruptions.map(
    (said, at) => ({ type: 'interrupted', at: NOW - 2 * HOUR + at, session: '', ...said }) as const,
  ),
  digest: { session: 's', endedAt: null, held: { count: held, senders: [{ app: 'Mail', count: held }] } },
})
