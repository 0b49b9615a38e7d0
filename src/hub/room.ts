/**
 * One team's listeners. Everything that changed in one turn of the event loop becomes one frame, built once and written
 * straight to each socket; whoever arrived in that turn gets one catch-up, built once for all who need the same. Who
 * reads too slowly is written nothing until the socket has drained, then gets what it missed as one delta: all that is
 * kept for it is a number.
 */
import { LIMITS } from '../core/sync/limits.ts'
import { syncFrames, upFrame } from './frames.ts'
import type { Change, DocView, PersonView, TeamView } from './store/port.ts'

/** The part of a socket that a room needs. */
export interface Wire {
  readonly writableLength: number
  /** False where the socket has as much waiting as it may. */
  write(bytes: Buffer): boolean
}

/** What a listener has already; null where that is nothing. */
export type From = { readonly epoch: string; readonly rev: number } | null

export interface Listener {
  readonly wire: Wire
  /** Puts what goes before and after into one write with the first frame; null once that is out. */
  greeting: ((first: Buffer) => Buffer) | null
  /** The last change it was given before it stopped being current; null before its first frame. */
  at: number | null
  /** Whether it gets changes as they happen. */
  current: boolean
  /** What it is being brought up to date with. */
  feed: { readonly frames: readonly Buffer[]; next: number; readonly rev: number } | null
  /** Since when it has not taken anything, in milliseconds; null while it takes what it is given. */
  stuckSince: number | null
}

export interface Room {
  /** Brings the listener up to date, then keeps it so. */
  join(listener: Listener, from: From, greeting?: (first: Buffer) => Buffer): void
  leave(listener: Listener): void
  /** The listener's socket took everything it was given. */
  drained(listener: Listener): void
  tell(change: Change): void
  /** Whoever has been stuck for too long. */
  stuck(): Listener[]
  readonly size: number
}

/** More changed people than this in one turn travel as deltas in several frames. */
const MOST_IN_ONE_UP = LIMITS.syncItems
/** Documents are larger than people. */
const MOST_DOCS_IN_ONE_UP = 8
const MOST_CACHED = 64
/**
 * When everybody arrives at once, each arrival is news for all who are there. A round of such news that took longer
 * than this is followed by a pause as long, so that the next round carries more of them.
 */
const LONG_ROUND_MS = 5
const LONGEST_PAUSE_MS = 100
/**
 * Changes that come fast share a frame only if the first of them does not leave alone: after a round that carried
 * several, the next one waits for this share of the time that it takes to tell everybody.
 */
const GATHERING = 0.25
const LONGEST_GATHERING_MS = 5
/** Telling fewer than these takes less time than there is to win. */
const FEWEST_TO_GATHER_FOR = 50

export const isFull = (wire: Wire): boolean => wire.writableLength > LIMITS.queued

export function createListener(wire: Wire): Listener {
  return { wire, greeting: null, at: null, current: false, feed: null, stuckSince: null }
}

/** What rooms did, for the curious. */
export interface Tally {
  rounds: number
  deliveries: number
  catchups: number
}
export const newTally = (): Tally => ({ rounds: 0, deliveries: 0, catchups: 0 })

/** `elapsed` counts milliseconds from any start, and fractions of them. */
export function createRoom(
  view: TeamView,
  now: () => number,
  tally: Tally = newTally(),
  elapsed: () => number = () => performance.now(),
): Room {
  const listeners = new Set<Listener>()
  /** Those who are current, by their sockets: hundreds of times a change, it counts that nothing else of them is touched. */
  const live = new Map<Wire, Listener>()
  const arrived = new Map<Listener, From>()
  const changed = new Set<string>()
  const gone = new Set<string>()
  const docs = new Set<string>()
  let renamed = false
  let sent = view.rev
  let planned = false
  let restUntil = 0
  let cache: { rev: number; frames: Map<number | null, Buffer[]> } = { rev: -1, frames: new Map() }

  const framesSince = (from: From): Buffer[] => {
    if (cache.rev !== view.rev || cache.frames.size > MOST_CACHED) cache = { rev: view.rev, frames: new Map() }
    const known = from === null || from.epoch !== view.epoch ? null : from.rev
    const name = known !== null && view.nameRev > known ? view.name : undefined
    const made = cache.frames.get(known) ?? syncFrames(view.since(from), known, view.rev, name)
    cache.frames.set(known, made)
    return made
  }
  /** Only called when everything that changed has been told: what the listener gets next is the next `up`. */
  const feed = (listener: Listener, from: From): void => {
    fallBehind(listener)
    tally.catchups += 1
    listener.feed = { frames: framesSince(from), next: 0, rev: view.rev }
    pump(listener)
  }
  const pump = (listener: Listener): void => {
    const { feed: todo, wire } = listener
    if (todo === null) return
    for (let bytes = todo.frames[todo.next]; bytes !== undefined; bytes = todo.frames[todo.next]) {
      if (isFull(wire)) {
        listener.stuckSince ??= now()
        return
      }
      const { greeting } = listener
      listener.greeting = null
      wire.write(greeting === null ? bytes : greeting(bytes))
      todo.next += 1
    }
    listener.feed = null
    listener.at = todo.rev
    listener.stuckSince = null
    if (todo.rev === sent) keepUp(listener)
    else arrive(listener, { epoch: view.epoch, rev: todo.rev })
  }
  const keepUp = (listener: Listener): void => {
    listener.current = true
    live.set(listener.wire, listener)
  }
  const fallBehind = (listener: Listener): void => {
    if (!listener.current) return
    listener.current = false
    live.delete(listener.wire)
  }
  const arrive = (listener: Listener, from: From): void => {
    fallBehind(listener)
    listener.feed = null
    arrived.set(listener, from)
    plan()
  }
  const plan = (): void => {
    if (planned) return
    planned = true
    const rest = restUntil === 0 ? 0 : restUntil - elapsed()
    if (rest >= 1) setTimeout(flush, rest)
    else setImmediate(rest > 0 ? whenRested : flush)
  }
  /** Timers are too coarse for less than a millisecond; meanwhile everything that arrives is read. */
  const whenRested = (): void => {
    if (elapsed() < restUntil) setImmediate(whenRested)
    else flush()
  }
  const flush = (): void => {
    planned = false
    const isCrowded = arrived.size > 0
    const isBusy = isCrowded || (changed.size > 1 && listeners.size >= FEWEST_TO_GATHER_FOR)
    const begun = isBusy ? elapsed() : 0
    const hadNews = tellChanges()
    const fed = [...arrived]
    arrived.clear()
    for (const [listener, from] of fed) feed(listener, from)
    restUntil = isBusy && hadNews ? restAfter(begun, isCrowded) : 0
  }
  const restAfter = (begun: number, isCrowded: boolean): number => {
    const ended = elapsed()
    const took = ended - begun
    if (!isCrowded) return ended + Math.min(GATHERING * took, LONGEST_GATHERING_MS)
    return took > LONG_ROUND_MS ? ended + Math.min(took, LONGEST_PAUSE_MS) : 0
  }
  const hasNews = (): boolean => changed.size + gone.size + docs.size > 0 || renamed
  const isMuch = (): boolean => changed.size + gone.size > MOST_IN_ONE_UP || docs.size > MOST_DOCS_IN_ONE_UP
  const papers = () => ({ docs: presentDocs(view, docs), ...(renamed ? { name: view.name } : {}) })
  const forgetNews = (): void => {
    for (const news of [changed, gone, docs]) news.clear()
    renamed = false
  }
  /** Answers whether there was anything to tell. */
  const tellChanges = (): boolean => {
    if (!hasNews() && sent === view.rev) return false
    const prev = sent
    sent = view.rev
    tally.rounds += 1
    const bytes = isMuch() ? null : upFrame(prev, sent, present(view, changed), [...gone], papers())
    forgetNews()
    if (bytes !== null) deliver(bytes)
    else for (const listener of [...live.values()]) feed(listener, { epoch: view.epoch, rev: prev })
    return true
  }
  const deliver = (bytes: Buffer): void => {
    tally.deliveries += live.size
    for (const wire of live.keys()) if (!wire.write(bytes)) stall(wire)
  }
  const stall = (wire: Wire): void => {
    const listener = live.get(wire)
    if (listener === undefined) return
    fallBehind(listener)
    listener.at = sent
    listener.stuckSince = now()
  }

  return {
    join(listener, from, greeting) {
      listeners.add(listener)
      if (greeting !== undefined) listener.greeting = greeting
      arrive(listener, from)
    },
    leave(listener) {
      listeners.delete(listener)
      arrived.delete(listener)
      fallBehind(listener)
    },
    drained(listener) {
      if (!listeners.has(listener) || listener.current || arrived.has(listener)) return
      listener.stuckSince = null
      if (listener.feed !== null) pump(listener)
      else if (listener.at === sent) keepUp(listener)
      else arrive(listener, listener.at === null ? null : { epoch: view.epoch, rev: listener.at })
    },
    tell(change) {
      for (const person of change.set) {
        changed.add(person)
        gone.delete(person)
      }
      for (const person of change.gone) {
        gone.add(person)
        changed.delete(person)
      }
      for (const doc of change.docs ?? []) docs.add(doc)
      renamed ||= change.renamed === true
      if (hasNews()) plan()
    },
    stuck: () => [...listeners].filter(({ stuckSince }) => stuckSince !== null && now() - stuckSince > LIMITS.stuck),
    get size() {
      return listeners.size
    },
  }
}

function presentDocs(view: TeamView, ids: Iterable<string>): DocView[] {
  return [...ids].flatMap((id) => view.doc(id) ?? [])
}

function present(view: TeamView, people: Iterable<string>): PersonView[] {
  const found: PersonView[] = []
  for (const id of people) {
    const person = view.person(id)
    if (person !== undefined) found.push(person)
  }
  return found
}
