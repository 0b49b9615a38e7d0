/** Host, join, invite, leave: what is asked of a hub, and how the answer enters the state. */
import { done, type Errand, type Outcome, refused } from '../core/app/intent.ts'
import type { Membership, TeamSlice } from '../core/app/state.ts'
import { createInvite, createTeam, type HubRefusal, type JoinedTeam, joinTeam, leaveTeam } from './hubLink.ts'
import type { HostedHub, HostHub } from './hosting.ts'
import { type Links, tokenName } from './links.ts'
import type { Loop } from './loop.ts'
import type { Vault } from './ports.ts'

type Wanted<Type extends Errand['type']> = Extract<Errand, { type: Type }>

export interface TeamErrands {
  host(wish: Wanted<'team.host'>, loop: Loop): Promise<Outcome>
  join(wish: Wanted<'team.join'>, loop: Loop): Promise<Outcome>
  invite(wish: Wanted<'team.invite'>, loop: Loop): Promise<Outcome>
  leave(wish: Wanted<'team.leave'>, loop: Loop): Promise<Outcome>
  retry(wish: Wanted<'team.retry'>): Outcome
}

export interface TeamErrandParts {
  readonly vault: Vault
  readonly links: Links
  readonly hostHub: HostHub
}

/** The hub keeps a name for each device. A computer's own name often holds its owner's, and no teammate needs it. */
const DEVICE_NAME = 'computer'

const refusedByHub = ({ code, retryMs }: HubRefusal): Outcome =>
  refused(code, retryMs === undefined ? undefined : { seconds: Math.ceil(retryMs / 1_000) })

export function createTeamErrands({ vault, links, hostHub }: TeamErrandParts): TeamErrands {
  async function enter(joined: JoinedTeam, hosted: Membership['hosted'], person: string, loop: Loop): Promise<Outcome> {
    const { team, token, url, fingerprint, device } = joined
    const address = { url, ...(fingerprint === undefined ? {} : { fingerprint }) }
    if (loop.state().teams[team.id] !== undefined) {
      await leaveTeam({ ...address, token })
      return refused('already_in_team', { team: team.name })
    }
    vault.set(tokenName(team.id), token)
    const invited = hosted === 'no' ? null : await createInvite({ ...address, token })
    const membership: Membership = {
      ...address,
      team: team.id,
      name: team.name,
      me: joined.person,
      device,
      hosted,
      shares: { place: false },
    }
    await loop.dispatch({ type: 'team.joined', membership, invite: invited?.ok === true ? invited.invite : null })
    await loop.dispatch({ type: 'settings.change', change: { name: person } })
    return { ok: true, value: team.id }
  }

  return {
    async host(wish, loop) {
      const hub = await started(hostHub, wish.lan)
      if (hub === null) return refused('hub_not_started')
      const { url, ownerKey, fingerprint } = hub
      const address = { url, ...(fingerprint === undefined ? {} : { fingerprint }) }
      const created = await createTeam({ ...address, ownerKey, name: wish.name })
      if (!created.ok) return refusedByHub(created)
      const joined = await joinTeam({ invite: created.invite, name: wish.person, deviceName: DEVICE_NAME })
      return joined.ok ? enter(joined, wish.lan ? 'lan' : 'loopback', wish.person, loop) : refusedByHub(joined)
    },
    async join(wish, loop) {
      const joined = await joinTeam({ invite: wish.invite.trim(), name: wish.person, deviceName: DEVICE_NAME })
      return joined.ok ? enter(joined, 'no', wish.person, loop) : refusedByHub(joined)
    },
    async invite({ team: id }, loop) {
      const known = access(loop.state().teams[id], vault)
      if (known === null) return refused('no_such_team')
      const answer = await createInvite(known)
      if (!answer.ok) return refusedByHub(answer)
      await loop.dispatch({ type: 'team.invited', team: id, invite: answer.invite })
      return { ok: true, value: answer.invite }
    },
    async leave({ team: id }, loop) {
      const known = access(loop.state().teams[id], vault)
      if (known !== null) {
        const answer = await leaveTeam(known)
        if (!answer.ok && answer.code !== 'removed') return refusedByHub(answer)
      }
      await links.drop(id)
      await loop.dispatch({ type: 'team.left', team: id })
      vault.remove(tokenName(id))
      return done
    },
    retry({ team }) {
      links.wake(team)
      return done
    },
  }
}

function access(
  team: TeamSlice | undefined,
  vault: Vault,
): { url: string; token: string; fingerprint?: string } | null {
  const token = team === undefined ? null : vault.get(tokenName(team.team))
  if (team === undefined || token === null) return null
  return { url: team.url, token, ...(team.fingerprint === undefined ? {} : { fingerprint: team.fingerprint }) }
}

async function started(hostHub: HostHub, lan: boolean): Promise<HostedHub | null> {
  try {
    return await hostHub(lan)
  } catch {
    return null
  }
}
