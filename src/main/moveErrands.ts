/** Moving a team to another hub: a copy of the old one, word to everybody, and going along. */
import { join } from 'node:path'
import { done, type Errand, type Outcome, refused } from '../core/app/intent.ts'
import type { TeamSlice } from '../core/app/state.ts'
import { BackupReply } from '../core/sync/doors.ts'
import { type HubAddress, readAddress } from '../core/sync/invite.ts'
import type { Instant } from '../core/time/instant.ts'
import { writeWhole } from './files/writeWhole.ts'
import { asSaveError } from './files/errors.ts'
import type { HostHub } from './hosting.ts'
import { askTeam, type TeamAccess } from './hubLink.ts'
import { ask } from './hubLink/ask.ts'
import type { Loop } from './loop.ts'
import type { Vault } from './ports.ts'
import { access, refusedByHub } from './teamAccess.ts'

export type MoveErrand = Extract<Errand, { type: 'team.backup' | 'team.export' | 'team.move' | 'team.follow' }>

interface Parts {
  readonly vault: Vault
  readonly hostHub: HostHub
  readonly dataDir: string
  readonly now: () => Instant
}

const BACKUP_PATIENCE = 25_000
const EXPORT_PATIENCE = 60_000
/** Five thousand people with full plans. */
const LARGEST_EXPORT = 128 * 1024 * 1024

export async function runMoveErrand(parts: Parts, errand: MoveErrand, loop: Loop): Promise<Outcome> {
  const { vault, hostHub } = parts
  const team = loop.state().teams[errand.team]
  const known = access(team, vault)
  if (team === undefined || known === null) return refused('no_such_team')
  if (errand.type === 'team.backup') return backup(team, hostHub)
  if (errand.type === 'team.export') return exported(known, parts)
  if (errand.type === 'team.move') return move(team, known, errand.to, loop)
  return team.movedTo === undefined ? refused('not_moved') : follow(team, known.token, team.movedTo, loop)
}

/** The value is where the copy lies: the whole hub that this computer runs, for `restore` on another. */
async function backup(team: TeamSlice, hostHub: HostHub): Promise<Outcome> {
  const where = team.hosted === 'no' ? team.alsoHosts : team.hosted
  if (where === undefined) return refused('not_hosted_here')
  const { ownerKey, ...address } = await hostHub(where === 'lan')
  const question = { ...address, route: '/v1/backup', bearer: ownerKey, body: {}, timeout: BACKUP_PATIENCE }
  const answer = await ask({ ...question, reply: BackupReply })
  return answer.kind === 'answered' ? { ok: true, value: answer.value.file } : refused('backup_failed')
}

/** For an owner to keep or to read: names, plans, statuses and documents, as the hub has them. */
async function exported(known: TeamAccess, { dataDir, now }: Parts): Promise<Outcome> {
  const answer = await askTeam(known, '/v1/team/export', {}, { timeout: EXPORT_PATIENCE, largest: LARGEST_EXPORT })
  if (!answer.ok) return refusedByHub(answer)
  const at = new Date(now()).toISOString().slice(0, 19).replaceAll(':', '-')
  const file = join(dataDir, 'exports', `team-${answer.value.team.id}-${at}.json`)
  try {
    writeWhole(file, `${JSON.stringify(answer.value, null, 2)}\n`)
    return { ok: true, value: file }
  } catch (error) {
    return refused(asSaveError(error).code)
  }
}

/** Nobody is told before the new hub was seen to have this team. */
async function move(team: TeamSlice, known: TeamAccess, typed: string, loop: Loop): Promise<Outcome> {
  const to = readAddress(typed)
  if (to === null) return refused('address_malformed')
  const there = await isThere(team, known.token, to)
  if (!there.ok) return there
  const told = await askTeam(known, '/v1/team/moved', { to })
  return told.ok ? follow(team, known.token, to, loop) : refusedByHub(told)
}

async function follow(team: TeamSlice, token: string, to: HubAddress, loop: Loop): Promise<Outcome> {
  const there = await isThere(team, token, to)
  if (!there.ok) return there
  return loop.dispatch({ type: 'team.followed', team: team.team, to })
}

/** The new hub came from a copy of the old one, so it knows this device. Another hub does not. */
async function isThere(team: TeamSlice, token: string, to: HubAddress): Promise<Outcome> {
  const answer = await askTeam({ ...to, token }, '/v1/team/people', {})
  if (answer.ok) return answer.value.team.id === team.team ? done : refused('not_this_team')
  return answer.code === 'removed' ? refused('not_this_team') : refusedByHub(answer)
}
