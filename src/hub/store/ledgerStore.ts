/** A store made of the books in memory and a log that makes their rows durable. */
import { HOUR } from '../../core/time/instant.ts'
import { teamRow } from './books.ts'
import { viewOf } from './delta.ts'
import { begin, end, hasRevs, type Ledger, openLedger, put, renew, sweep, teamOf } from './ledger.ts'
import { loadBooks } from './load.ts'
import { putDoc, vote } from './documents.ts'
import { edit, tidy } from './edits.ts'
import { claimItem, finishItem, sendItem } from './items.ts'
import { addInvite, type Caps, CAPS, createTeam, redeem, undoRedeem } from './people.ts'
import { type Change, type Edit, type Newcomer, type Redeemed, type Store, StoreError, type TeamView } from './port.ts'
import type { Image, Row } from './tables.ts'

/** Where rows go to become durable. */
export interface Log {
  write(row: Row): void
  /**
   * Resolves once every row so far is durable (`soon`, the default, lets more rows gather for a moment), rejects where
   * that failed; the rows are tried again until they are.
   */
  durable(when?: 'soon' | 'now'): Promise<void>
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
  readonly caps?: Partial<Caps>
}

export async function ledgerStore({
  image,
  log,
  pepper,
  now,
  restartLease,
  caps: some = {},
}: LedgerOptions): Promise<Store> {
  const caps = { ...CAPS, ...some }
  const listeners = new Set<(change: Change) => void>()
  const write = (row: Row): void => log.write(row)
  const ledger = openLedger(
    { books: loadBooks(image, now + restartLease, write), write, ...tellers(log, listeners) },
    now,
  )
  await log.durable('now')
  const views = new Map<string, TeamView>()
  return {
    ...peopleSide(ledger, log, caps),
    ...statusSide(ledger, log),
    ...paperSide(ledger, log, caps),
    pepper,
    open: (team) => Promise.resolve(cachedView(ledger, views, team)),
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
  if (book === undefined) views.delete(team)
  if (known !== undefined || book === undefined) return book === undefined ? undefined : known
  // A team that was removed is looked at once more by whoever still holds its view.
  const view = viewOf(ledger.books, () => ledger.books.teams.get(team) ?? book)
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
      await log.durable('now')
    },
    teams: () =>
      Promise.resolve(
        [...ledger.books.teams.values()].map(({ id, name, people }) => ({ id, name, people: people.size })),
      ),
    async addInvite(team: string, invite: Parameters<Store['addInvite']>[1]) {
      mustWrite(ledger, log, team)
      addInvite(ledger, team, invite)
      await log.durable('now')
    },
    async redeem(key: { id: string; hash: string }, newcomer: Newcomer, now: number): Promise<Redeemed> {
      mustWrite(ledger, log, ledger.books.invites.get(key.id)?.team)
      const invite = ledger.books.invites.get(key.id)
      const redeemed = redeem(ledger, caps, key, newcomer, now)
      if (!redeemed.ok || invite === undefined) return redeemed
      try {
        await log.durable('now')
      } catch (error) {
        undoRedeem(ledger, invite, newcomer, now)
        throw error
      }
      return redeemed
    },
    token: (id: string) => ledger.books.tokens.get(id) ?? null,
    async edit(team: string, wish: Edit, now: number) {
      mustWrite(ledger, log, team)
      edit(ledger, team, wish, now)
      await log.durable('now')
    },
  }
}

function paperSide(ledger: Ledger, log: Log, caps: Caps): Pick<Store, 'putDoc' | 'vote' | 'send' | 'claim' | 'done'> {
  async function decided<T>(team: string, decide: () => T): Promise<T> {
    mustWrite(ledger, log, team)
    const answer = decide()
    await log.durable()
    return answer
  }
  return {
    putDoc: (caller, write, now) => decided(caller.team, () => putDoc(ledger, caps, caller, write, now)),
    vote: (caller, wish, now) => decided(caller.team, () => vote(ledger, caller, wish, now)),
    send: (caller, item, now) => decided(caller.team, () => sendItem(ledger, caps, caller, item, now)),
    claim: (caller, item, now) => decided(caller.team, () => claimItem(ledger, caller, item, now)),
    done: (caller, item) => decided(caller.team, () => finishItem(ledger, caller, item)),
  }
}

const TIDY_EVERY = HOUR

function statusSide(ledger: Ledger, log: Log): Pick<Store, 'begin' | 'renew' | 'end' | 'put' | 'sweep'> {
  let tidied = -Infinity
  return {
    begin(caller, until, now) {
      try {
        if (!hasRevs(teamOf(ledger, caller.team))) throw new StoreError('store')
        return begin(ledger, caller, until, now)
      } catch (error) {
        return Promise.reject(error)
      }
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
      if (log.failing() || Math.abs(now - tidied) < TIDY_EVERY) return
      tidied = now
      for (const team of ledger.books.teams.values()) if (hasRevs(team)) tidy(ledger, team, now)
    },
  }
}
