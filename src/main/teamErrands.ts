/** Host, join, invite, leave: what is asked of a hub, and how the answer enters the state. */
import { done, type Errand, type Outcome, refused } from '../core/app/intent.ts'
import type { Membership } from '../core/app/state.ts'
import { readInvite } from '../core/sync/invite.ts'
import { askTeam, createInvite, createTeam, type JoinedTeam, joinTeam, leaveTeam, type TeamAccess } from './hubLink.ts'
import { access, refusedByHub } from './teamAccess.ts'
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

export function createTeamErrands({ vault, links, hostHub }: TeamErrandParts): TeamErrands {
  async function enter(
    joined: JoinedTeam,
    hosted: Membership['hosted'],
    person: string | undefined,
    loop: Loop,
  ): Promise<Outcome> {
    const { team, token, url, fingerprint, device } = joined
    const address = { url, ...(fingerprint === undefined ? {} : { fingerprint }) }
    const present = loop.state().teams[team.id]
    if (present !== undefined) {
      const known = { ...address, token }
      // Whoever comes in twice as the same person gives the new device back, and not everything that is theirs.
      if (present.me === joined.person) await askTeam(known, '/v1/devices/remove', { device })
      else await leaveTeam(known)
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
    const name = person ?? (await nameThere({ ...address, token }, joined.person))
    if (name !== null && loop.state().settings.name === '')
      await loop.dispatch({ type: 'settings.change', change: { name } })
    await loop.dispatch({ type: 'team.joined', membership, invite: invited?.ok === true ? invited.invite : null })
    return { ok: true, value: team.id }
  }

  /**
   * An invite to a hub that has one of my teams already, at another address: a computer whose place in its network
   * changed. The certificate is the same, so it may see the token that it knows; null where it is not so.
   */
  async function sameHub(invite: string, loop: Loop): Promise<Outcome | null> {
    const link = readInvite(invite.trim())
    if (link?.fingerprint === undefined) return null
    const { url, fingerprint } = link
    for (const team of Object.values(loop.state().teams)) {
      if (team.hosted !== 'no' || team.fingerprint !== fingerprint || team.url === url) continue
      const token = vault.get(tokenName(team.team))
      const there = token === null ? null : await askTeam({ url, fingerprint, token }, '/v1/team/people', {})
      if (there?.ok !== true || there.value.team.id !== team.team) continue
      const outcome = await loop.dispatch({ type: 'team.followed', team: team.team, to: { url, fingerprint } })
      return outcome.ok ? { ok: true, value: team.team } : outcome
    }
    return null
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
      const back = await sameHub(wish.invite, loop)
      if (back !== null) return back
      const named = wish.person === undefined ? {} : { name: wish.person }
      const joined = await joinTeam({ invite: wish.invite.trim(), ...named, deviceName: DEVICE_NAME })
      if (joined.ok) return enter(joined, 'no', wish.person, loop)
      // Only an invite for a further device of somebody needs no name.
      return wish.person === undefined && joined.code === 'bad_name' ? refused('name_needed') : refusedByHub(joined)
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

/** What a further device of mine is called by: the name that the team knows. */
async function nameThere(known: TeamAccess, person: string): Promise<string | null> {
  const answer = await askTeam(known, '/v1/team/people', {})
  return answer.ok ? (answer.value.people.find(({ id }) => id === person)?.name ?? null) : null
}

async function started(hostHub: HostHub, lan: boolean): Promise<HostedHub | null> {
  try {
    return await hostHub(lan)
  } catch {
    return null
  }
}
