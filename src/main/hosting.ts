/** Hubs that this computer hosts for a team: at most one for this computer alone, and one for the local network. */
import { join } from 'node:path'
import { type HubChild, startHubChild } from './hubChild.ts'
import type { Loop } from './loop.ts'
import type { StartNode } from './ports.ts'

export type HostedHub = HubChild['address']
/** Starts the hub if it does not run yet. Rejects where it cannot be started. */
export type HostHub = (lan: boolean) => Promise<HostedHub>

export interface Hosting {
  readonly hostHub: HostHub
  /** Starts the hubs that the teams of the state live on, and tells the loop where they listen now. */
  resume(loop: Loop): Promise<void>
  stop(): Promise<void>
}

export interface HostingParts {
  readonly dataDir: string
  readonly entry: string
  readonly startNode: StartNode
  /** The address to listen on in the local network, where the person chose one (`TIDELINE_LAN_ADDRESS`). */
  readonly lanAddress: string | undefined
}

export function createHosting({ dataDir, entry, startNode, lanAddress }: HostingParts): Hosting {
  const children = new Map<boolean, Promise<HubChild>>()

  const child = (lan: boolean): Promise<HubChild> => {
    const known = children.get(lan)
    if (known !== undefined) return known
    const started = startHubChild({
      dataDir: join(dataDir, lan ? 'hub-lan' : 'hub'),
      lan,
      entry,
      startNode,
      ...(lanAddress === undefined ? {} : { lanAddress }),
    })
    children.set(lan, started)
    // One that did not start may be tried again.
    started.catch(() => children.delete(lan))
    return started
  }

  return {
    hostHub: async (lan) => (await child(lan)).address,
    async resume(loop) {
      const teams = Object.values(loop.state().teams)
      const hosted = teams.filter((team) => team.hosted !== 'no')
      const left = teams.flatMap(({ alsoHosts }) => (alsoHosts === undefined ? [] : [child(alsoHosts === 'lan')]))
      await Promise.all([
        ...left,
        ...hosted.map(async (team) => {
          const { address } = await child(team.hosted === 'lan')
          if (address.url !== team.url) await loop.dispatch({ type: 'team.moved', team: team.team, url: address.url })
        }),
      ])
    },
    async stop() {
      const running = await Promise.allSettled(children.values())
      await Promise.all(running.map(async (one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)))
    },
  }
}
