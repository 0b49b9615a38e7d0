/** Days to look at. All of them on 26 November 2026, 09:06 in Lisbon, unless the scene is about another time. */
import { reduce } from '../../src/core/app/reduce.ts'
import { noSession, type State } from '../../src/core/app/state.ts'
import type { Session } from '../../src/core/focus/session.ts'
import { HOUR, type Instant, MINUTE } from '../../src/core/time/instant.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { agreementScenes } from './agreementScenes.ts'
import { focusScenes } from './focusScenes.ts'
import { knocked } from './knockScenes.ts'
import { twoTeams, unshared, worldwide } from './overlapScenes.ts'
import { block, planOf, rhythmBlock, rhythmOf, stateWith, teamWith } from '../fakes/state.ts'

const DATE = '2026-11-26'
const at = (time: string): Instant => instantAt(DATE, time, 'Europe/Lisbon')
export const NOW = at('09:06')

const day = planOf(
  block('focus', DATE, '06:30', 90, { title: 'Read and think' }),
  block('personal', DATE, '08:00', 45, { title: 'School run' }),
  block('focus', DATE, '08:45', 135, { title: 'Draft the spec', id: 'draft' }),
  block('open', DATE, '11:00', 90, { title: 'Mail and reviews', place: 'home' }),
  block('rest', DATE, '12:30', 45, { title: 'Lunch and a walk' }),
  block('together', DATE, '13:30', 60, { title: 'Design review' }),
  block('open', DATE, '14:45', 75, { title: 'Core hours', place: 'home' }),
  block('personal', DATE, '16:00', 210, { title: 'Family' }),
  block('focus', DATE, '20:00', 120, { title: 'Night-owl block' }),
)

const inbox = {
  a: { id: 'a', title: 'Review PR 418', done: false, estimate: 45 },
  w: {
    id: 'w',
    title: 'Schema for the export',
    done: false,
    estimate: 180,
    waiting: { on: 'Ana', since: NOW - 3 * HOUR },
  },
  b: { id: 'b', title: 'Quarter notes', done: false },
  c: { id: 'c', title: 'Book dentist', done: true },
}

const team = teamWith(NOW - HOUR, {
  team: 'atlas',
  name: 'Team Atlas',
  shares: { place: true },
  link: { status: 'online', reason: null, since: NOW - HOUR, publishedAt: NOW - MINUTE },
})

const earlier: Session = [
  { type: 'started', at: at('06:32'), session: 's0', until: at('07:55'), title: 'Read and think' },
  { type: 'interrupted', at: at('07:10'), session: 's0' },
  { type: 'ended', at: at('07:55'), session: 's0', how: 'completed' },
]
const running = (more: Partial<Session[0]> = {}): Session => [
  {
    type: 'started',
    at: at('08:45'),
    session: 's1',
    until: at('09:30'),
    title: 'Draft the spec',
    block: 'draft',
    ...more,
  },
]

const lived = stateWith({
  plan: day,
  inbox,
  teams: { atlas: team },
  session: { ...noSession, past: [earlier] },
  mute: { level: 'verified', label: 'dunst 1.9.0', held: false, alreadyMuted: false, problem: null },
})
const focused = (current: Session): State => ({
  ...lived,
  session: { ...noSession, current, past: [earlier] },
  mute: { ...lived.mute, held: true },
})
const inBerlin = (plan: State['plan']): State => ({
  ...lived,
  plan,
  system: { ...lived.system, zone: 'Europe/Berlin' },
})

export interface Scene {
  readonly state: State
  readonly now: Instant
}
const scene = (state: State, now: Instant = NOW): Scene => ({ state, now })

const selfStarting = {
  ...lived,
  settings: { ...lived.settings, focus: { ...lived.settings.focus, auto: true, target: 240 } },
}
const SOON = at('08:41')

const workdays = { days: [1, 2, 3, 4, 5] }
const weekly = rhythmOf(
  rhythmBlock('deep', '08:00', '10:30', { ...workdays, title: 'Deep work' }),
  rhythmBlock('mail', '10:30', '12:00', { ...workdays, kind: 'open', title: 'Mail and reviews', place: 'home' }),
  rhythmBlock('lunch', '12:00', '13:00', { ...workdays, kind: 'rest', title: 'Lunch' }),
  rhythmBlock('school', '15:30', '18:00', { ...workdays, kind: 'personal', title: 'Family' }),
  rhythmBlock('review', '14:00', '15:00', { days: [2, 4], kind: 'together', title: 'Design review', every: 2 }),
  rhythmBlock('owl', '22:30', '01:00', { days: [1, 3, 7], title: 'Night-owl block' }),
)

export const SCENES: Readonly<Record<string, Scene>> = {
  ...focusScenes(lived, NOW),
  ...agreementScenes(lived, NOW),
  shared: scene({
    ...lived,
    settings: { ...lived.settings, name: 'Noor', focus: { ...lived.settings.focus, mode: 'pomodoro' } },
    teams: { atlas: { ...team, shares: { place: true, away: true } } },
  }),
  starts: scene(reduce(selfStarting, { type: 'look' }, SOON).state, SOON),
  rhythm: scene({
    ...lived,
    plan: planOf(
      block('focus', DATE, '09:00', 150, { id: `${DATE}@deep`, title: 'Deep work' }),
      block('together', '2026-11-27', '13:15', 45, { title: 'Call with Ana' }),
    ),
    rhythm: { ...weekly, daysOff: { '2026-11-28': 'Trip', '2026-11-29': 'Trip' } },
  }),
  session: scene(focused(running())),
  idle: scene(lived),
  loose: scene(
    focused([{ type: 'started', at: at('08:45'), session: 's1', until: at('09:35'), title: 'Fix the build' }]),
  ),
  interrupted: scene({
    ...focused([
      ...running(),
      { type: 'interrupted', at: at('09:05'), session: 's1' },
      { type: 'described', at: at('09:05'), session: 's1', of: at('09:05'), channel: 'chat', who: 'Ben Okafor' },
    ]),
    ledger: { ...lived.ledger, people: ['Ben Okafor', 'Ana'] },
  }),
  digest: scene({
    ...lived,
    session: {
      ...noSession,

      past: [
        earlier,
        [
          ...running({ until: at('09:05') }),
          { type: 'interrupted', at: at('08:50'), session: 's1', channel: 'call' },
          { type: 'back', at: at('08:56'), session: 's1', of: at('08:50') },
          { type: 'ended', at: at('09:05'), session: 's1', how: 'completed' },
        ],
      ],
    },
    ledger: {
      ...lived.ledger,
      digest: {
        session: 's1',
        endedAt: at('09:05'),
        held: {
          count: 5,
          senders: [
            { app: 'Thunderbird', count: 3 },
            { app: 'Element', count: 2 },
          ],
        },
      },
    },
  }),
  overrun: scene(focused(running({ until: at('11:40') })), at('11:20')),
  missed: scene(lived, at('11:20')),
  tasks: scene(
    {
      ...lived,
      plan: planOf(
        ...Object.values(day),
        block('focus', '2026-11-27', '09:00', 60, { title: 'Review PR 418', task: 'a' }),
      ),
      session: {
        ...noSession,
        past: [
          earlier,
          [...running({ until: at('09:05') }), { type: 'ended', at: at('09:05'), session: 's1', how: 'completed' }],
        ],
      },
      ledger: { ...lived.ledger, digest: { session: 's1', endedAt: at('09:05'), held: { count: 0, senders: [] } } },
    },
    NOW,
  ),
  paused: scene(focused([...running(), { type: 'paused', at: at('09:00'), session: 's1' }])),
  ending: scene(focused(running({ until: NOW - 500 }))),
  ended: scene({
    ...lived,
    session: {
      ...noSession,
      current: [...running(), { type: 'ended', at: NOW, session: 's1', how: 'stopped' }],
      undoUntil: NOW + 10_000,
      past: [earlier],
    },
  }),
  empty: scene(stateWith()),
  trip: scene({
    ...lived,
    plan: planOf(
      block('personal', '2026-11-24', '14:00', 44 * 60, { title: 'Trip' }),
      block('open', '2026-11-25', '10:00', 120, { title: 'Support' }),
    ),
  }),
  teams: scene(twoTeams(lived, team, DATE, NOW)),
  unshared: scene(unshared(lived, team, DATE, NOW)),
  world: scene(worldwide(lived, team, DATE, NOW)),
  knocks: scene(knocked(worldwide(lived, team, DATE, NOW), NOW)),
  offline: scene({
    ...lived,
    mute: { ...lived.mute, level: 'unsupported', label: '' },
    teams: {
      atlas: {
        ...team,
        link: { status: 'offline', reason: 'hub_unreachable', since: NOW - 9 * MINUTE, publishedAt: NOW - HOUR },
      },
    },
    notices: [{ id: 'n1', key: 'error.disk_full', values: {}, at: NOW, tone: 'problem' }],
  }),
  crowded: scene({
    ...lived,
    plan: planOf(
      block('focus', '2026-11-25', '22:30', 150, { title: 'Late night' }),
      block('focus', DATE, '08:00', 180, { title: 'A long title that does not fit into a narrow column at all' }),
      block('together', DATE, '08:30', 60, { title: 'Stand-up' }),
      block('open', DATE, '09:00', 90, { title: 'Support' }),
      block('open', DATE, '11:00', 15, { title: 'Fifteen' }),
      block('rest', DATE, '11:15', 10, { title: 'Ten' }),
      block('personal', DATE, '11:25', 5, { title: 'Five' }),
      block('open', DATE, '11:30', 30, { title: 'Thirty' }),
      block('focus', DATE, '22:00', 210, { title: 'Night shift' }),
    ),
  }),
  autumn: scene(
    inBerlin(planOf(block('focus', '2026-10-25', '01:30', 120, { title: 'Over the seam', zone: 'Europe/Berlin' }))),
    instantAt('2026-10-25', '04:10', 'Europe/Berlin'),
  ),
  spring: scene(
    inBerlin(planOf(block('focus', '2026-03-29', '01:30', 120, { title: 'Over the seam', zone: 'Europe/Berlin' }))),
    instantAt('2026-03-29', '04:10', 'Europe/Berlin'),
  ),
}
