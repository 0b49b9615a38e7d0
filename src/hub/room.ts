/**
 * One team's listeners. Everything that changed in one turn of the event loop becomes one frame, built once and written
 * straight to each socket. Who reads too slowly is written nothing until the socket has drained, then gets what it
 * missed as one delta: all that is kept for it is a number.
 */
import { LIMITS } from '../core/sync/limits.ts'
import { syncFrames, upFrame } from './frames.ts'
import type { Change, DocView, PersonView, TeamView } from './store/port.ts'

/** The part of a socket that a room needs. */
export interface Wire {
  readonly writableLength: number
  write(bytes: Buffer): unknown
}

export interface Listener {
  readonly wire: Wire
  /** The last change it was given; null before its first frame. */
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
  join(listener: Listener, from: { readonly epoch: string; readonly rev: number } | null): void
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

export const isFull = (wire: Wire): boolean => wire.writableLength > LIMITS.queued

export function createListener(wire: Wire): Listener {
  return { wire, at: null, current: false, feed: null, stuckSince: null }
}

export function createRoom(view: TeamView, now: () => number): Room {
  const listeners = new Set<Listener>()
  const changed = new Set<string>()
  const gone = new Set<string>()
  const docs = new Set<string>()
  let renamed = false
  let sent = view.rev
  let planned = false
  let cache: { rev: number; frames: Map<number | null, Buffer[]> } = { rev: -1, frames: new Map() }

  const framesSince = (from: { readonly epoch: string; readonly rev: number } | null): Buffer[] => {
    if (cache.rev !== view.rev || cache.frames.size > MOST_CACHED) cache = { rev: view.rev, frames: new Map() }
    const known = from === null || from.epoch !== view.epoch ? null : from.rev
    const name = known !== null && view.nameRev > known ? view.name : undefined
    const made = cache.frames.get(known) ?? syncFrames(view.since(from), known, view.rev, name)
    cache.frames.set(known, made)
    return made
  }
  const feed = (listener: Listener, from: { readonly epoch: string; readonly rev: number } | null): void => {
    flush()
    listener.current = false
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
      wire.write(bytes)
      todo.next += 1
    }
    listener.feed = null
    listener.at = todo.rev
    if (todo.rev !== view.rev) return feed(listener, { epoch: view.epoch, rev: todo.rev })
    listener.current = true
    listener.stuckSince = null
  }
  const flush = (): void => {
    planned = false
    if (changed.size === 0 && gone.size === 0 && docs.size === 0 && !renamed) return
    const prev = sent
    sent = view.rev
    const many = changed.size + gone.size > MOST_IN_ONE_UP || docs.size > MOST_DOCS_IN_ONE_UP
    const papers = { docs: presentDocs(view, docs), ...(renamed ? { name: view.name } : {}) }
    const bytes = many ? null : upFrame(prev, sent, present(view, changed), [...gone], papers)
    changed.clear()
    gone.clear()
    docs.clear()
    renamed = false
    for (const listener of listeners) if (listener.current) deliver(listener, prev, bytes)
  }
  const deliver = (listener: Listener, prev: number, bytes: Buffer | null): void => {
    if (bytes === null) return feed(listener, { epoch: view.epoch, rev: prev })
    if (isFull(listener.wire)) {
      listener.current = false
      listener.stuckSince = now()
      return
    }
    listener.wire.write(bytes)
    listener.at = sent
  }

  return {
    join(listener, from) {
      listeners.add(listener)
      feed(listener, from)
    },
    leave: (listener) => void listeners.delete(listener),
    drained(listener) {
      if (!listeners.has(listener) || listener.current) return
      listener.stuckSince = null
      if (listener.feed !== null) pump(listener)
      else feed(listener, listener.at === null ? null : { epoch: view.epoch, rev: listener.at })
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
      if (planned || (changed.size === 0 && gone.size === 0 && docs.size === 0 && !renamed)) return
      planned = true
      setImmediate(flush)
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
