/** How the lists of large teams begin, asked for long before everybody in them can be there. */
import type { Bridge } from '../../bridge/contract.ts'
import type { Roster } from '../../core/app/state.ts'
import type { TeamHead } from '../../core/app/teamHead.ts'
import { unpackPeople } from '../../core/team/pack.ts'

export interface Head extends Omit<TeamHead, 'people'> {
  /** Those of the beginning, me, and who is named above the list. */
  readonly people: Roster
}

export interface Heads {
  /** Whether there is one: a small team comes whole as soon. */
  ask(team: string): Promise<boolean>
  /** Hands it out once: a moment later it is no longer true. */
  take(team: string): Head | null
}

export function startHeads(bridge: Bridge): Heads {
  const heads = new Map<string, Head>()
  return {
    async ask(team) {
      const told = await bridge.call('teamHead', { team }).catch(() => null)
      if (told !== null) heads.set(team, { ...told, people: unpackPeople(told.people) })
      return told !== null
    },
    take(team) {
      const head = heads.get(team) ?? null
      heads.delete(team)
      return head
    },
  }
}
