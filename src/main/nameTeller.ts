/** My new name reaches every team: at once where its hub can be asked, else when the link is back, also after a restart. */
import type { State, TeamSlice } from '../core/app/state.ts'
import { askTeam, type HubRefusal, type TeamAccess } from './hubLink.ts'
import { log } from './log.ts'
import type { Loop } from './loop.ts'
import type { Stop } from './ports.ts'

type Tell = (known: TeamAccess, name: string) => Promise<{ ok: true } | HubRefusal>

/** A hub that refuses these will not take the name later either. */
const FINAL: ReadonlySet<string> = new Set(['bad_name', 'forbidden', 'not_found'])

const askHub: Tell = (known, name) => askTeam(known, '/v1/people/rename', { name })

export function tellNames(loop: Loop, accessTo: (team: TeamSlice) => TeamAccess | null, tell = askHub): Stop {
  const telling = new Set<string>()

  const look = ({ teams }: State): void => {
    for (const team of Object.values(teams)) {
      if (team.nameToTell === undefined || team.link.status !== 'online' || telling.has(team.team)) continue
      telling.add(team.team)
      tellOne(team, team.nameToTell)
        .catch((error: unknown) => log('cannot tell a team the new name', error))
        .finally(() => telling.delete(team.team))
    }
  }

  async function tellOne(team: TeamSlice, name: string): Promise<void> {
    const known = accessTo(team)
    const answer = known === null ? null : await tell(known, name)
    if (answer === null || (!answer.ok && !FINAL.has(answer.code))) return
    if (!answer.ok) await loop.dispatch({ type: 'notice.tell', key: `error.${answer.code}`, tone: 'problem' })
    telling.delete(team.team)
    await loop.dispatch({ type: 'team.nameTold', team: team.team, name })
    look(loop.state())
  }

  look(loop.state())
  return loop.subscribe((before, after) => {
    if (before.teams !== after.teams) look(after)
  })
}
