/** Which slices are kept under which name, and saving only those that an intent changed. */
import type { KeptName } from '../core/persist/kept.ts'
import type { State, TeamSlice } from '../core/app/state.ts'
import { dayAt } from '../core/planner/day.ts'
import type { Instant } from '../core/time/instant.ts'
import { log } from './log.ts'
import type { Loop } from './loop.ts'
import type { PlanMonths } from './planMonths.ts'
import type { Keeper, Stop } from './ports.ts'

/** The plan is kept by its months, see `planMonths.ts`. */
type SavedName = Exclude<KeptName, 'rosters' | 'docs' | 'outboxes' | 'plan'>

const SAVED: Readonly<Record<SavedName, (state: State, now: Instant) => unknown>> = {
  settings: (state) => state.settings,
  history: ({ history, system, settings }, now) => ({ ...history, day: dayAt(now, system.zone, settings.dayEndsAt) }),
  rhythm: (state) => state.rhythm,
  inbox: (state) => state.inbox,
  calendars: (state) => state.calendars,
  busy: (state) => state.busy,
  starts: (state) => state.starts,
  status: (state) => ({ status: state.status }),
  // Before the papers: a crash in between must not tell the hub that a knock is done with which nobody keeps.
  letters: (state) => state.letters,
  papers: (state) => state.papers,
  teams: (state) => memberships(state),
}

const memberships = ({ teams }: State): unknown =>
  Object.fromEntries(Object.entries(teams).map(([id, team]) => [id, membership(team)]))

/** What of a team is kept: how to reach it. The link, the invite and the book are of this run only. */
function membership({ link: _link, invite: _invite, book: _book, movedTo: _to, ...rest }: TeamSlice): unknown {
  return rest
}

const touched: Readonly<Record<SavedName, (before: State, after: State) => boolean>> = {
  settings: (before, after) => before.settings !== after.settings,
  history: (before, after) => before.history !== after.history,
  rhythm: (before, after) => before.rhythm !== after.rhythm,
  inbox: (before, after) => before.inbox !== after.inbox,
  calendars: (before, after) => before.calendars !== after.calendars,
  busy: (before, after) => before.busy !== after.busy,
  starts: (before, after) => before.starts !== after.starts,
  status: (before, after) => before.status !== after.status,
  teams: (before, after) =>
    before.teams !== after.teams && JSON.stringify(memberships(before)) !== JSON.stringify(memberships(after)),
  letters: (before, after) => before.letters !== after.letters,
  papers: (before, after) => before.papers !== after.papers,
}

export interface SaveParts {
  readonly keeper: Keeper
  readonly now: Instant
  /** Without it the plan is one file. */
  readonly months?: Pick<PlanMonths, 'save'> | undefined
}

/** Writes what differs; throws `SaveError` when the disk refuses. */
export function saveChanges({ keeper, now, months }: SaveParts, before: State, after: State): void {
  if (before.plan !== after.plan) {
    if (months === undefined) keeper.save('plan', after.plan)
    else months.save(before.plan, after.plan)
  }
  for (const name of Object.keys(SAVED) as SavedName[]) {
    if (touched[name](before, after)) keeper.save(name, SAVED[name](after, now))
  }
}

/**
 * Keeps the last-known teammates and documents for a start without the hub: when a link goes down, and at the end. Losing the newest
 * copy costs nothing: the hub owns them. Returns how to stop, which keeps them once more.
 */
export function keepRosters(loop: Pick<Loop, 'state' | 'subscribe'>, keeper: Keeper): Stop {
  const keep = (state: State): void => {
    try {
      keeper.save('rosters', state.rosters)
      keeper.save('docs', state.docs)
    } catch (error) {
      log('cannot keep the last-known teammates', error)
    }
  }
  const isUp = (state: State): boolean => Object.values(state.teams).some((team) => team.link.status === 'online')
  const stop = loop.subscribe((before, after) => {
    if (before.teams !== after.teams && isUp(before) && !isUp(after)) keep(before)
  })
  return () => {
    stop()
    if (Object.keys(loop.state().rosters).length > 0) keep(loop.state())
  }
}
