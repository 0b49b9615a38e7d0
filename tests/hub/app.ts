/** The app's own loop, links and errands against a real hub: everything but windows and Electron. */
import { onTestFinished } from 'vitest'
import type { Errand, Outcome, Wish } from '../../src/core/app/intent.ts'
import type { TeamSlice } from '../../src/core/app/state.ts'
import { openLink } from '../../src/main/hubLink.ts'
import { createLinks, tokenName } from '../../src/main/links.ts'
import { createLoop, type Loop } from '../../src/main/loop.ts'
import { type MoveErrand, runMoveErrand } from '../../src/main/moveErrands.ts'
import { tellNames } from '../../src/main/nameTeller.ts'
import { type PeopleErrand, runPeopleErrand } from '../../src/main/peopleErrands.ts'
import type { Vault } from '../../src/main/ports.ts'
import { access } from '../../src/main/teamAccess.ts'
import { renewToken } from '../../src/main/tokenRenewal.ts'
import { createTeamErrands } from '../../src/main/teamErrands.ts'
import { stateWith } from '../fakes/state.ts'
import { fakeDisk } from '../fakes/world.ts'
import type { TestHub } from './kit.ts'

export interface TestApp {
  readonly loop: Loop
  readonly secrets: Map<string, string>
  /** What was told by notices, as `<key> <title>`. */
  readonly told: readonly string[]
  /** From now on this computer's clock is ahead by so much. */
  shift(millis: number): void
  /** Says goodbye to its hubs, until `wake`. */
  sleep(): Promise<void>
  wake(): void
  /** The only team, or undefined. */
  team(): TeamSlice | undefined
  do(wish: Wish): Promise<Outcome>
  /** Grants it and gives its value, or throws the code. */
  must(wish: Wish): Promise<string>
  /** Asks who is in the team, and tells names in their order and the number of my devices. */
  people(): Promise<{ names: string[]; devices: number; role: string }>
}

const isMove = (errand: Errand): errand is MoveErrand =>
  ['team.backup', 'team.export', 'team.move', 'team.follow'].includes(errand.type)

/** What it writes lies in `dataDir`. */
export function startTestApp(hub: TestHub, dataDir = hub.data): TestApp {
  const told: string[] = []
  let ahead = 0
  const now = (): number => Date.now() + ahead
  const secrets = new Map<string, string>()
  const vault: Vault = {
    kind: 'file',
    get: (name) => secrets.get(name) ?? null,
    set: (name, secret) => void secrets.set(name, secret),
    remove: (name) => void secrets.delete(name),
  }
  const outboxes = new Map<string, unknown>()
  const links = createLinks({
    open: (target, news, team) => {
      const outbox = { load: () => outboxes.get(team), save: (value: unknown) => void outboxes.set(team, value) }
      return openLink(target, news, { now, random: Math.random, outbox })
    },
    token: (team) => vault.get(tokenName(team)),
    dispatch: (intent) => loop.dispatch(intent),
    renew: (team) => renewToken(team, access(loop.state().teams[team], vault), vault),
  })
  const pinned = hub.fingerprint === undefined ? {} : { fingerprint: hub.fingerprint }
  const hosted = { url: hub.url, ownerKey: hub.ownerKey, ...pinned }
  const teams = createTeamErrands({ vault, links, hostHub: async () => hosted })
  const runErrand = async (errand: Errand): Promise<Outcome> => {
    if (errand.type === 'team.host') return teams.host(errand, loop)
    if (errand.type === 'team.join') return teams.join(errand, loop)
    if (errand.type === 'team.invite') return teams.invite(errand, loop)
    if (errand.type === 'team.leave') return teams.leave(errand, loop)
    if (isMove(errand))
      return runMoveErrand({ vault, hostHub: async () => hosted, dataDir, now: Date.now }, errand, loop)
    return runPeopleErrand({ vault, links }, errand as PeopleErrand, loop)
  }
  const disk = fakeDisk()
  const loop: Loop = createLoop(stateWith(), {
    clock: { now, steady: () => performance.now() },
    keeper: disk.keeper,
    journal: disk.journal,
    reconcile: async (desired) => links.match(loop.state().teams, desired.outgoing, loop.state().papers),
    runErrand,
    announce: (key, values) => void told.push(`${key} ${values['title']}`),
  })
  const stop = tellNames(loop, (team) => access(team, vault))
  onTestFinished(async () => {
    stop()
    await links.stop()
  })
  const team = (): TeamSlice | undefined => Object.values(loop.state().teams)[0]
  const must = async (wish: Wish): Promise<string> => {
    const outcome = await loop.dispatch(wish)
    if (!outcome.ok) throw new Error(outcome.code)
    return outcome.value ?? ''
  }
  return {
    loop,
    secrets,
    told,
    shift: (millis) => void (ahead = millis),
    sleep: () => links.sleep(),
    wake: () => links.wake(),
    team,
    do: (wish) => loop.dispatch(wish),
    must,
    async people() {
      await must({ type: 'team.people', team: team()?.team ?? '' })
      const book = team()?.book
      return {
        names: (book?.people ?? []).map(({ name }) => name).toSorted(),
        devices: book?.devices.length ?? 0,
        role: book?.role ?? '',
      }
    },
  }
}
