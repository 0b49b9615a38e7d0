/** The store for several hub nodes: everything lies in the engine, each node mirrors the teams that it is asked for. */
import { randomBytes } from 'node:crypto'
import { SECOND } from '../../../core/time/instant.ts'
import { isLoopback } from '../../address.ts'
import { teamRow } from '../books.ts'
import { viewOf } from '../delta.ts'
import { putDoc, vote } from '../documents.ts'
import { edit } from '../edits.ts'
import { claimItem, finishItem, sendItem } from '../items.ts'
import { begin, end, put, teamOf } from '../ledger.ts'
import { addInvite, CAPS, createTeam, redeem } from '../people.ts'
import { type Caller, type Store, StoreError, type TeamView } from '../port.ts'
import { decide, type Engine, type EngineOptions, healAll, memberOf, mirrorOf, tell } from './engine.ts'
import { adviseSentinels } from './sentinels.ts'
import { asking, checkEngine, type EngineLink, hostsOf, openLink, runScript } from './link.ts'
import { listIn } from './rows.ts'
import { sweepAll } from './sweep.ts'

/** So long a node that cannot reach the engine still calls itself ready: a failover is shorter. */
const MOST_DOWN = 5 * SECOND

/** Throws `EngineError`. */
export async function openEngine(options: EngineOptions): Promise<Store> {
  const link = await openLink(options.redis)
  try {
    for (const advice of await checkEngine(link.commands, hostsOf(options.redis).every(isLoopback)))
      options.onAdvice?.(advice)
    for (const advice of await adviseSentinels(options.redis)) options.onAdvice?.(advice)
    const pepper = await pepperOf(link)
    return engineStore(createEngine(options, link), pepper)
  } catch (error) {
    await link.close()
    throw error
  }
}

async function pepperOf({ commands }: EngineLink): Promise<string> {
  await asking(() => commands.hsetnx('tl:meta', 'pepper', randomBytes(32).toString('hex')))
  return String(await asking(() => commands.hget('tl:meta', 'pepper')))
}

function createEngine(options: EngineOptions, link: EngineLink): Engine {
  const engine: Engine = {
    link,
    caps: { ...CAPS, ...options.caps },
    options,
    mirrors: new Map(),
    loaded: new Map(),
    listeners: new Set(),
    node: randomBytes(6).toString('hex'),
    sweepFrom: options.clock.now() + options.restartLease,
    healedAt: -Infinity,
    tidiedAt: -Infinity,
  }
  link.news.on('message', (channel: string, text: string) => hear(engine, channel, text))
  link.news.on('ready', () => {
    const channels = [...engine.loaded.values()].map(({ keys }) => keys.channel)
    if (channels.length > 0)
      link.news
        .subscribe(...channels)
        .then(() => healAll(engine))
        .catch(() => {})
  })
  link.commands.on('ready', () => {
    engine.sweepFrom = Math.max(engine.sweepFrom, options.clock.now() + options.restartLease)
    healAll(engine)
  })
  return engine
}

function hear(engine: Engine, channel: string, text: string): void {
  const team = channel.slice('tl:c:'.length)
  if (!text.startsWith('@')) return engine.loaded.get(team)?.hear(text)
  const [node = '', device = ''] = text.slice(1).split(' ')
  if (node !== engine.node) tell(engine, { team, set: [], gone: [], elsewhere: [device] })
}

function engineStore(engine: Engine, pepper: string): Store {
  const views = new Map<string, TeamView>()
  const view = (team: string): TeamView | undefined => {
    const mirror = engine.loaded.get(team)
    const book = mirror?.team()
    if (mirror === undefined || book === undefined) return undefined
    const known = views.get(team) ?? viewOf(mirror.books, () => mirror.team() ?? book)
    views.set(team, known)
    return known
  }
  return {
    pepper,
    ...peopleSide(engine),
    ...statusSide(engine),
    ...paperSide(engine),
    view,
    async open(team) {
      if (!(await asking(() => engine.link.commands.sismember('tl:teams', team)))) return undefined
      await mirrorOf(engine, team)
      return view(team)
    },
    subscribe(listener) {
      engine.listeners.add(listener)
      return () => engine.listeners.delete(listener)
    },
    writable: () => engine.link.downFor() < MOST_DOWN,
    async close() {
      for (const mirror of engine.loaded.values()) mirror.stop()
      await engine.link.close()
    },
  }
}

function peopleSide(engine: Engine): Pick<Store, 'createTeam' | 'teams' | 'addInvite' | 'redeem' | 'token' | 'edit'> {
  const { commands } = engine.link
  return {
    async createTeam(team) {
      if ((await asking(() => commands.scard('tl:teams'))) >= engine.caps.teams) throw new StoreError('too_many_teams')
      await decide(engine, team.id, (ledger) => {
        createTeam(ledger, engine.caps, team)
        const book = teamOf(ledger, team.id)
        // The engine counts by itself: no numbers need to be reserved.
        book.high = Number.MAX_SAFE_INTEGER
        ledger.write(teamRow(book))
      })
    },
    async teams() {
      const ids = await asking(() => commands.smembers('tl:teams'))
      const mirrors = await Promise.all(ids.map((id) => mirrorOf(engine, id)))
      const books = mirrors.map((mirror) => mirror.team()).filter((book) => book !== undefined)
      return books.map(({ id, name, people }) => ({ id, name, people: people.size }))
    },
    addInvite: (team, invite) => decide(engine, team, (ledger) => addInvite(ledger, team, invite), { secure: true }),
    async redeem(key, newcomer, now) {
      const team = await asking(() => commands.hget('tl:invites', key.id))
      if (team === null) return { ok: false, code: 'invite_invalid' }
      return decide(engine, team, (ledger) => redeem(ledger, engine.caps, key, newcomer, now), { secure: true })
    },
    async token(id) {
      const team = await asking(() => commands.hget('tl:tokens', id))
      return team === null ? null : ((await mirrorOf(engine, team)).books.tokens.get(id) ?? null)
    },
    edit: (team, wish, now) => decide(engine, team, (ledger) => edit(ledger, team, wish, now), { secure: true }),
  }
}

function paperSide(engine: Engine): Pick<Store, 'putDoc' | 'vote' | 'send' | 'claim' | 'done'> {
  const { caps } = engine
  return {
    putDoc: (caller, write, now) => decide(engine, caller.team, (ledger) => putDoc(ledger, caps, caller, write, now)),
    vote: (caller, wish, now) => decide(engine, caller.team, (ledger) => vote(ledger, caller, wish, now)),
    send: (caller, item, now) => decide(engine, caller.team, (ledger) => sendItem(ledger, caps, caller, item, now)),
    claim: (caller, item, now) => decide(engine, caller.team, (ledger) => claimItem(ledger, caller, item, now)),
    done: (caller, item) => decide(engine, caller.team, (ledger) => finishItem(ledger, caller, item)),
  }
}

function statusSide(engine: Engine): Pick<Store, 'begin' | 'renew' | 'end' | 'put' | 'sweep'> {
  const { commands } = engine.link
  const start = async (caller: Caller, until: number, now: number) => {
    const { keys } = await mirrorOf(engine, caller.team)
    await asking(() => commands.zadd(keys.lease, until, memberOf(caller)))
    return decide(engine, caller.team, (ledger) => begin(ledger, caller, Infinity, now))
  }
  return {
    async begin(caller, until, now) {
      const held = await start(caller, until, now)
      await asking(() => commands.publish(`tl:c:${caller.team}`, `@${engine.node} ${caller.device}`))
      return held
    },
    async renew(callers, until, now) {
      for (const [team, members] of byTeam(callers)) {
        const mirror = await mirrorOf(engine, team)
        const lost = await runScript(commands, 'tidelineRenew', [mirror.keys.lease, until, ...members.keys()])
        // Their leases were ended although they are here: this node could not say so in time.
        for (const member of listIn(lost)) {
          const caller = members.get(String(member))
          if (caller !== undefined) await start(caller, until, now)
        }
      }
    },
    async end(caller, how, now) {
      const { keys } = await mirrorOf(engine, caller.team)
      if (!how.quit) return void (await asking(() => commands.zadd(keys.lease, 'XX', how.at, memberOf(caller))))
      await decide(engine, caller.team, (ledger) => end(ledger, caller, how, now))
      await asking(() => commands.zrem(keys.lease, memberOf(caller)))
    },
    put: (caller, write, now) => decide(engine, caller.team, (ledger) => put(ledger, caller, write, now)),
    sweep: (now) => sweepAll(engine, now),
  }
}

function byTeam(callers: readonly Caller[]): Map<string, Map<string, Caller>> {
  const teams = new Map<string, Map<string, Caller>>()
  for (const caller of callers) {
    const members = teams.get(caller.team) ?? new Map<string, Caller>()
    teams.set(caller.team, members.set(memberOf(caller), caller))
  }
  return teams
}
