/**
 * One team as this node knows it. Decisions are made by the ledger's rules on a draft over the books; the engine takes
 * the draft's rows if nobody was faster, and only what the engine took is shown to anyone, on this node as on others.
 */
import type { Redis } from 'ioredis'
import { randomBytes } from 'node:crypto'
import { type Books, teamRow, type TeamBook } from '../books.ts'
import { createDeadlines } from '../deadlines.ts'
import { arm, type Ledger } from '../ledger.ts'
import { fillBooks } from '../load.ts'
import { type Change, StoreError } from '../port.ts'
import { show } from '../show.ts'
import { type Row, TABLE_NAMES } from '../tables.ts'
import { applyRows } from './apply.ts'
import { draftOver } from './draft.ts'
import { asking, type EngineLink, runScript } from './link.ts'
import { listIn, packed, readHashes, readNews, unpacked } from './rows.ts'

export interface MirrorParts {
  readonly link: EngineLink
  readonly tell: (change: Change) => void
  /** Replicas that must have what is marked as secure. */
  readonly replicas: number
}

export interface Wish<T> {
  decide(ledger: Ledger): T
  /** Members of the leases that must have run out by `at` for this to happen. */
  readonly lapsed?: { readonly at: number; readonly members: readonly string[] }
  /** Must be on a replica before it is confirmed. */
  readonly secure?: boolean
}

export interface Mirror {
  readonly books: Books
  readonly ledger: Ledger
  readonly keys: TeamKeys
  team(): TeamBook | undefined
  /** Rejects with what `decide` threw, or with `StoreError('store')`. */
  submit<T>(wish: Wish<T>): Promise<T>
  /** What another node told. */
  hear(text: string): void
  /** Looks whether anything was missed. */
  heal(): Promise<void>
  stop(): void
}

export interface TeamKeys {
  readonly prefix: string
  readonly head: string
  readonly log: string
  readonly lease: string
  readonly channel: string
}
export function keysOf(team: string): TeamKeys {
  const prefix = `tl:{${team}}:`
  return { prefix, head: `${prefix}head`, log: `${prefix}log`, lease: `${prefix}lease`, channel: `tl:c:${team}` }
}

interface Waiting {
  readonly wish: Wish<unknown>
  readonly done: (value: unknown) => void
  readonly failed: (error: unknown) => void
}
type Outcome = { readonly value: unknown } | { readonly error: unknown }

const MOST_AT_ONCE = 100
/** Other nodes may be faster a few times in a row, not for ever. */
const MOST_TRIES = 50
/** Not loaded yet: `heal` does that. */
export function createMirror(parts: MirrorParts, id: string): Mirror {
  const { link } = parts
  const keys = keysOf(id)
  const books: Books = { teams: new Map(), tokens: new Map(), invites: new Map() }
  const ledger: Ledger = {
    books,
    write: () => {},
    tell: () => {},
    whenDurable: () => {},
    deadlines: createDeadlines(),
  }
  const queue: Waiting[] = []
  let seq = 0
  let running = false
  let stopped = false
  let healing: Promise<void> | null = null

  const refresh = (people: Iterable<string>): void => {
    const team = books.teams.get(id)
    for (const name of team === undefined ? [] : people) {
      const person = team?.people.get(name)
      if (team === undefined || person === undefined) continue
      // What the engine holds is what others were told: what ran out is there until a sweep has ended it for all.
      person.shown = show(person, 0)
      arm(ledger, team, person, 0)
    }
  }
  const absorb = (at: number, rev: number, rows: readonly Row[]): void => {
    seq = at
    const { change, touched } = applyRows(books, id, rows)
    const team = books.teams.get(id)
    if (team !== undefined) team.rev = Math.max(rev, 0)
    refresh(touched)
    const { set, gone, docs, revoked, inbox, renamed } = change
    if (set.length + gone.length > 0 || docs || revoked || inbox || renamed) parts.tell(change)
  }

  const load = async (): Promise<void> => {
    const before = books.teams.get(id)
    const asked = link.commands.multi().hgetall(keys.head)
    for (const table of TABLE_NAMES) asked.hgetall(keys.prefix + table)
    const replies = (await asking(() => asked.exec())) ?? []
    const read = readHashes(replies.map(([, value]) => value))
    // Something newer was heard while this was on its way.
    if (before !== undefined && read.seq !== null && read.seq < seq) return load()
    for (const shelf of [books.teams, books.tokens, books.invites]) shelf.clear()
    seq = read.seq ?? 0
    fillBooks(books, read.image, Infinity)
    const team = books.teams.get(id)
    if (team !== undefined) {
      team.rev = read.rev
      refresh(team.people.keys())
    }
    if (before !== undefined) compareAll(before, team)
  }
  /** After a jump: everybody who differs is news, or everything if it is another history. */
  const compareAll = (before: TeamBook, team: TeamBook | undefined): void => {
    const gone = [...before.people.keys()].filter((person) => !team?.people.has(person))
    const reset = team !== undefined && team.epoch !== before.epoch
    const all = team === undefined ? [] : [...team.people.values()].filter(({ rev }) => rev > before.rev)
    const docs = team === undefined ? [] : [...team.docs.values()].filter(({ rev }) => rev > before.rev)
    const people = new Set([...before.items.values(), ...(team?.items.values() ?? [])].map(({ to }) => to))
    const inbox = [...people].map((person) => inboxJump(before, team, person))
    const set = all.map((person) => person.id)
    parts.tell({ team: id, set, gone, docs: docs.map((doc) => doc.id), inbox, ...(reset ? { reset } : {}) })
  }

  const catchUp = async (): Promise<void> => {
    if (seq === 0) return load()
    const reply = await runScript(link.commands, 'tidelineSince', [keys.head, keys.log, keys.prefix, seq])
    const [at, rev, rows] = listIn(reply)
    if (at === 'back') await revive(Number(rev))
    if (at === 'gone' || at === 'back' || rows === 'all') return load()
    if (Number(at) > seq && Array.isArray(rows)) absorb(Number(at), Number(rev), unpacked(rows))
  }
  /** The engine lost what it had confirmed: what this node has seen is never numbered again. */
  const revive = async (found: number): Promise<void> => {
    const team = books.teams.get(id)
    if (team === undefined || found >= seq) return
    const row = JSON.stringify(teamRow({ ...team, epoch: randomBytes(8).toString('hex') }).rest)
    await runScript(link.commands, 'tidelineRevive', [
      ...[keys.head, keys.log, keys.prefix, keys.channel, id, seq, team.rev, row],
      JSON.stringify({ s: seq + 1000, r: team.rev + 1000, rows: 'all' }),
    ])
  }
  const heal = (): Promise<void> => {
    healing ??= catchUp().finally(() => (healing = null))
    return healing
  }

  const commit = async (batch: readonly Waiting[], rows: readonly Row[], rev: number): Promise<string> => {
    const lapsed = batch.flatMap(({ wish }) => wish.lapsed?.members ?? [])
    const lapsedAt = Math.min(...batch.map(({ wish }) => wish.lapsed?.at ?? Number.MAX_SAFE_INTEGER))
    const secure = parts.replicas > 0 && batch.some(({ wish }) => wish.secure === true)
    const redis: Redis = secure ? link.patient : link.commands
    const base = seq
    const cells = packed(rows)
    const news = JSON.stringify({ s: base + 1, r: rev, rows: cells.length > 6_000 ? 'all' : cells })
    const lead = [keys.head, keys.log, keys.lease, keys.prefix, keys.channel, id, base, rev, news, lapsedAt]
    const reply = await runScript(redis, 'tidelineCommit', [...lead, lapsed.length, ...lapsed, ...cells])
    const [word] = listIn(reply)
    if (word === 'done' && seq === base) absorb(base + 1, rev, rows)
    if (word !== 'done' || !secure) return String(word)
    const copies = await asking(() => redis.wait(parts.replicas, 500))
    return copies >= parts.replicas ? 'done' : 'alone'
  }

  /** Decides the whole batch on what is known now; answers whether it is settled. */
  const attempt = async (batch: Waiting[]): Promise<boolean> => {
    const { ledger: draft, rows } = draftOver(books, id)
    const outcomes = batch.map(({ wish }) => decided(wish, draft))
    const mustCommit = rows.size > 0 || batch.some(({ wish }) => wish.lapsed !== undefined)
    const rev = draft.books.teams.get(id)?.rev ?? books.teams.get(id)?.rev ?? 0
    const word = mustCommit ? await commit(batch, [...rows.values()], rev) : 'done'
    if (word === 'conflict') await heal()
    // Somebody whose lease had run out is back: nothing to do for them any more.
    if (word === 'alive')
      settleAll(
        batch.splice(0).filter((each) => keep(each, batch)),
        () => ({ value: undefined }),
      )
    if (word === 'alone') settleAll(batch, (_, at) => failedAlone(batch[at], outcomes[at]))
    if (word === 'done') settleAll(batch, (_, at) => outcomes[at] ?? { value: undefined })
    return word === 'done' || word === 'alone'
  }
  const run = async (): Promise<void> => {
    running = true
    while (queue.length > 0 && !stopped) {
      const batch = queue.splice(0, MOST_AT_ONCE)
      try {
        let isSettled = false
        for (let tries = 0; !isSettled && batch.length > 0; tries += 1) {
          if (tries === MOST_TRIES) throw new StoreError('store')
          isSettled = await attempt(batch)
        }
      } catch (error) {
        settleAll(batch, () => ({ error }))
      }
    }
    running = false
  }

  return {
    books,
    ledger,
    keys,
    team: () => books.teams.get(id),
    submit<T>(wish: Wish<T>): Promise<T> {
      return new Promise<T>((done, failed) => {
        queue.push({ wish, done: (value) => done(value as T), failed })
        if (!running) void run()
      })
    },
    hear(text) {
      const { s, r, rows } = readNews(text)
      if (s <= seq && rows !== 'all') return
      if (s === seq + 1 && rows !== 'all') return absorb(s, r, unpacked(rows))
      void heal().catch(() => {})
    },
    heal,
    stop() {
      stopped = true
      settleAll(queue.splice(0), () => ({ error: new StoreError('store') }))
    },
  }
}

function decided(wish: Wish<unknown>, draft: Ledger): Outcome {
  try {
    return { value: wish.decide(draft) }
  } catch (error) {
    return { error }
  }
}

function settleAll(batch: readonly Waiting[], outcomeOf: (each: Waiting, at: number) => Outcome): void {
  for (const [at, each] of batch.entries()) {
    const outcome = outcomeOf(each, at)
    if ('error' in outcome) each.failed(outcome.error)
    else each.done(outcome.value)
  }
}

/** Puts what has no lapsed lease back into the batch; answers whether it was left out. */
function keep(each: Waiting, batch: Waiting[]): boolean {
  const isLapse = each.wish.lapsed !== undefined
  if (!isLapse) batch.push(each)
  return isLapse
}

const failedAlone = (each: Waiting | undefined, outcome: Outcome | undefined): Outcome =>
  each?.wish.secure === true ? { error: new StoreError('not_replicated') } : (outcome ?? { value: undefined })

function inboxJump(before: TeamBook, team: TeamBook | undefined, person: string) {
  const set = [...(team?.items.values() ?? [])].filter(({ to }) => to === person)
  const gone = [...before.items.values()].filter(({ to, id }) => to === person && !team?.items.has(id))
  return { person, set, gone: gone.map(({ id }) => id) }
}
