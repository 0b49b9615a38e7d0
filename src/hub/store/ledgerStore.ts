/** A store made of the books in memory and a log that makes their rows durable. */
import { teamRow } from './books.ts'
import { viewOf } from './delta.ts'
import { begin, end, hasRevs, type Ledger, openLedger, put, renew, sweep, teamOf } from './ledger.ts'
import { loadBooks } from './load.ts'
import { addInvite, type Caps, CAPS, createTeam, redeem, removePerson, undoRedeem } from './people.ts'
import { type Change, type Newcomer, type Redeemed, type Store, StoreError, type TeamView } from './port.ts'
import type { Image, Row } from './tables.ts'

/** Where rows go to become durable. */
export interface Log {
  write(row: Row): void
  /** Resolves once every row so far is durable, rejects where that failed; the rows are tried again until they are. */
  durable(): Promise<void>
  /** True from a failed write until one works again. */
  failing(): boolean
  close(): Promise<void>
}

export interface LedgerOptions {
  readonly image: Image
  readonly log: Log
  readonly pepper: string
  readonly now: number
  /** Milliseconds that a device that was live at the last stop has to come back. */
  readonly restartLease: number
  readonly caps?: Caps
}

export async function ledgerStore({
  image,
  log,
  pepper,
  now,
  restartLease,
  caps = CAPS,
}: LedgerOptions): Promise<Store> {
  const listeners = new Set<(change: Change) => void>()
  const write = (row: Row): void => log.write(row)
  const ledger = openLedger(
    { books: loadBooks(image, now + restartLease, write), write, ...tellers(log, listeners) },
    now,
  )
  await log.durable()
  const views = new Map<string, TeamView>()
  return {
    ...peopleSide(ledger, log, caps),
    ...statusSide(ledger, log),
    pepper,
    view: (team) => cachedView(ledger, views, team),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    writable: () => !log.failing(),
    async close() {
      for (const team of ledger.books.teams.values()) write(teamRow(team, team.rev))
      await log.close()
    },
  }
}

function tellers(log: Log, listeners: ReadonlySet<(change: Change) => void>): Pick<Ledger, 'whenDurable' | 'tell'> {
  const whenDurable = (then: () => void): void => {
    log.durable().then(then, () => setTimeout(() => whenDurable(then), 1_000).unref())
  }
  return {
    whenDurable,
    tell: (change) => {
      for (const listener of listeners) listener(change)
    },
  }
}

function cachedView(ledger: Ledger, views: Map<string, TeamView>, team: string): TeamView | undefined {
  const known = views.get(team)
  const book = ledger.books.teams.get(team)
  if (known !== undefined || book === undefined) return known
  const view = viewOf(book)
  views.set(team, view)
  return view
}

/** Refuses before anything changes: a decision that cannot be written must not be seen. */
function mustWrite(ledger: Ledger, log: Log, team?: string): void {
  if (log.failing()) throw new StoreError('store')
  if (team !== undefined && !hasRevs(teamOf(ledger, team))) throw new StoreError('store')
}

function peopleSide(ledger: Ledger, log: Log, caps: Caps) {
  return {
    async createTeam(team: Parameters<Store['createTeam']>[0]) {
      mustWrite(ledger, log)
      createTeam(ledger, caps, team)
      await log.durable()
    },
    teams: () => [...ledger.books.teams.values()].map(({ id, name, people }) => ({ id, name, people: people.size })),
    async addInvite(team: string, invite: Parameters<Store['addInvite']>[1]) {
      mustWrite(ledger, log, team)
      addInvite(ledger, team, invite)
      await log.durable()
    },
    async redeem(key: { id: string; hash: string }, newcomer: Newcomer, now: number): Promise<Redeemed> {
      mustWrite(ledger, log, ledger.books.invites.get(key.id)?.team)
      const invite = ledger.books.invites.get(key.id)
      const redeemed = redeem(ledger, caps, key, newcomer, now)
      if (!redeemed.ok || invite === undefined) return redeemed
      try {
        await log.durable()
      } catch (error) {
        undoRedeem(ledger, invite, newcomer, now)
        throw error
      }
      return redeemed
    },
    token: (id: string) => Promise.resolve(ledger.books.tokens.get(id) ?? null),
    async removePerson(team: string, person: string, now: number) {
      mustWrite(ledger, log, team)
      removePerson(ledger, team, person, now)
      await log.durable()
    },
  }
}

function statusSide(ledger: Ledger, log: Log): Pick<Store, 'begin' | 'renew' | 'end' | 'put' | 'sweep'> {
  return {
    async begin(caller, until, now) {
      if (!hasRevs(teamOf(ledger, caller.team))) throw new StoreError('store')
      return begin(ledger, caller, until, now)
    },
    async renew(callers, until) {
      renew(ledger, callers, until)
    },
    async end(caller, how, now) {
      end(ledger, caller, how, now)
    },
    async put(caller, write, now) {
      mustWrite(ledger, log, caller.team)
      const written = put(ledger, caller, write, now)
      await log.durable()
      return written
    },
    async sweep(now) {
      sweep(ledger, now)
    },
  }
}
