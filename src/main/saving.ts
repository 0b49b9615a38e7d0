/** Which slices are kept under which name, and saving only those that an intent changed. */
import type { KeptName } from '../core/persist/kept.ts'
import type { State, TeamSlice } from '../core/app/state.ts'
import type { Keeper } from './ports.ts'

type SavedName = Exclude<KeptName, 'rosters' | 'outboxes'>

const SAVED: Readonly<Record<SavedName, (state: State) => unknown>> = {
  settings: (state) => state.settings,
  plan: (state) => state.plan,
  inbox: (state) => state.inbox,
  status: (state) => ({ status: state.status }),
  teams: (state) => Object.fromEntries(Object.entries(state.teams).map(([id, team]) => [id, membership(team)])),
}

/** What of a team is kept: how to reach it. The link and the invite are of this run only. */
function membership({ link: _link, invite: _invite, ...rest }: TeamSlice): unknown {
  return rest
}

const touched: Readonly<Record<SavedName, (before: State, after: State) => boolean>> = {
  settings: (before, after) => before.settings !== after.settings,
  plan: (before, after) => before.plan !== after.plan,
  inbox: (before, after) => before.inbox !== after.inbox,
  status: (before, after) => before.status !== after.status,
  teams: (before, after) =>
    before.teams !== after.teams &&
    JSON.stringify(SAVED.teams(before)) !== JSON.stringify(SAVED.teams(after)),
}

/** Writes what differs; throws `SaveError` when the disk refuses. */
export function saveChanges(keeper: Keeper, before: State, after: State): void {
  for (const name of Object.keys(SAVED) as SavedName[]) {
    if (touched[name](before, after)) keeper.save(name, SAVED[name](after))
  }
}

/** The last-known teammates, for a start without the hub. Losing the newest copy costs nothing: the hub owns them. */
export const saveRosters = (keeper: Keeper, state: State): void => keeper.save('rosters', state.rosters)
