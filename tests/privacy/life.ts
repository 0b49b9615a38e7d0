/** One real app whose every byte on its way to a real hub is written down, and a person who uses it. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Wish } from '../../src/core/app/intent.ts'
import type { Person } from '../../src/core/sync/records.ts'
import { openTalk, type Talk } from '../../src/main/cli/talk.ts'
import { joinTeam, openLink } from '../../src/main/hubLink.ts'
import { inviteTo } from '../e2e/invite.ts'
import { type SpawnedApp, spawnApp } from '../harness/app.ts'
import { startDesktop } from '../harness/desktop.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { waitFor } from '../harness/wait.ts'
import { networkPeers } from './sockets.ts'
import { startTap, type Tap } from './tap.ts'

export const ZONE = 'Europe/Lisbon'

export interface Life {
  readonly tap: Tap
  readonly hub: Hub
  readonly app: SpawnedApp
  readonly talk: Talk
  readonly dataDir: string
  readonly invite: string
  /** Whom the app's processes spoke to so far. */
  readonly peers: ReadonlySet<string>
  /** Grants a wish and answers the frames that it caused; waits for at least one. */
  tells(wish: Wish): Promise<unknown[]>
  /** Grants wishes and answers the frames of the second after. */
  grants(...wishes: readonly Wish[]): Promise<unknown[]>
  stop(): Promise<void>
}

export async function startLife(name: string): Promise<Life> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-privacy-'))
  const [desktop, hub] = await Promise.all([
    startDesktop(),
    startHub(path.join(dir, 'hub'), ['--rates', 'puts=1000,frames=1000']),
  ])
  const invite = await inviteTo(path.join(dir, 'hub'), 'Atlas')
  const tap = await startTap(hub.port)
  const dataDir = path.join(dir, 'data')
  const app = await spawnApp(desktop, {
    dataDir,
    args: [invite, '--hub', tap.url, '--name', name],
    env: { TZ: ZONE, LC_ALL: 'en_GB.UTF-8' },
  })
  const talk = await waitFor('the control socket', () => openTalk(dataDir), 20_000)
  await waitFor(
    'the first plan to be published',
    async () => tap.frames().some(({ text }) => /"t":"plan"/.test(text)) && isPublished(talk),
  )
  const { peers, stop: stopWatching } = watchPeers(app.pid)
  const since = (mark: number): unknown[] =>
    tap
      .frames()
      .slice(mark)
      .map(({ text }): unknown => JSON.parse(text))
  return {
    tap,
    hub,
    app,
    talk,
    dataDir,
    invite,
    peers,
    async tells(wish) {
      const mark = tap.frames().length
      await talk.do(wish)
      await waitFor(`a frame after ${wish.type}`, () => tap.frames().length > mark)
      return since(mark)
    },
    async grants(...wishes) {
      const mark = tap.frames().length
      for (const wish of wishes) await talk.do(wish)
      await aSecond()
      return since(mark)
    },
    async stop() {
      stopWatching()
      talk.close()
      await app.stop()
      await tap.stop()
      await hub.stop()
      await desktop.stop()
      await rm(dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** That nothing comes can only be known by waiting. */
const aSecond = (): Promise<void> => new Promise((done) => void setTimeout(done, 1_000))

async function isPublished(talk: Talk): Promise<boolean> {
  const [team] = (await talk.status()).teams
  return team?.link.status === 'online' && team.link.publishedAt !== null
}

function watchPeers(pid: number): { peers: ReadonlySet<string>; stop(): void } {
  const peers = new Set<string>()
  const timer = setInterval(() => networkPeers(pid).forEach((peer) => peers.add(peer)), 100)
  return { peers, stop: () => clearInterval(timer) }
}

export interface Teammate {
  /** What this teammate holds of a person. */
  sees(name: string): Person | undefined
  leave(): Promise<void>
}

/** A teammate straight at the hub, to see what others are told. */
export async function teammate(invite: string): Promise<Teammate> {
  const joined = await joinTeam({ invite, name: 'Ben Okafor', deviceName: 'laptop' })
  if (!joined.ok) throw new Error(joined.code)
  const people = new Map<string, Person>()
  const { url, token, device, team } = joined
  const news = {
    link: () => {},
    people: ({ set }: { set: readonly Person[] }) => set.forEach((person) => people.set(person.name, person)),
  }
  const outbox = { load: () => null, save: () => {} }
  const link = openLink({ url, token, device, team: team.id }, news, { now: Date.now, random: () => 0.1, outbox })
  return { sees: (name) => people.get(name), leave: () => link.close('logout') }
}
