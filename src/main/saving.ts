/** Which slices are kept under which name, and saving only those that an intent changed. */
import type { KeptName } from '../core/persist/kept.ts'
import type { State, TeamSlice } from '../core/app/state.ts'
import { log } from './log.ts'
import type { Loop } from './loop.ts'
import type { Keeper, Stop } from './ports.ts'

type SavedName = Exclude<KeptName, 'rosters' | 'docs' | 'outboxes'>

const SAVED: Readonly<Record<SavedName, (state: State) => unknown>> = {
  settings: (state) => state.settings,
  plan: (state) => state.plan,
  rhythm: (state) => state.rhythm,
  inbox: (state) => state.inbox,
  calendars: (state) => state.calendars,
  busy: (state) => state.busy,
  starts: (state) => state.starts,
  status: (state) => ({ status: state.status }),
  teams: (state) => Object.fromEntries(Object.entries(state.teams).map(([id, team]) => [id, membership(team)])),
  papers: (state) => state.papers,
}

/** What of a team is kept: how to reach it. The link, the invite and the book are of this run only. */
function membership({ link: _link, invite: _invite, book: _book, movedTo: _to, ...rest }: TeamSlice): unknown {
  return rest
}

const touched: Readonly<Record<SavedName, (before: State, after: State) => boolean>> = {
  settings: (before, after) => before.settings !== after.settings,
  plan: (before, after) => before.plan !== after.plan,
  rhythm: (before, after) => before.rhythm !== after.rhythm,
  inbox: (before, after) => before.inbox !== after.inbox,
  calendars: (before, after) => before.calendars !== after.calendars,
  busy: (before, after) => before.busy !== after.busy,
  starts: (before, after) => before.starts !== after.starts,
  status: (before, after) => before.status !== after.status,
  teams: (before, after) =>
    before.teams !== after.teams && JSON.stringify(SAVED.teams(before)) !== JSON.stringify(SAVED.teams(after)),
  papers: (before, after) => before.papers !== after.papers,
}

/** Writes what differs; throws `SaveError` when the disk refuses. */
export function saveChanges(keeper: Keeper, before: State, after: State): void {
  for (const name of Object.keys(SAVED) as SavedName[]) {
    if (touched[name](before, after)) keeper.save(name, SAVED[name](after))
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
