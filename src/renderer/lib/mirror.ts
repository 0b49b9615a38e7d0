/** A read-only copy of main's slices. It is fed by news only; a window changes nothing but by asking main. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Bridge, SliceMessage, SliceName, Slices, Told, ToldWhole } from '../../bridge/contract.ts'
import type { Roster } from '../../core/app/state.ts'
import { unpackPeople, unpackPortions } from '../../core/team/pack.ts'
import { inSlices } from './inSlices.ts'

export interface Held {
  readonly rev: number
  readonly value: Slices[SliceName]
}
export type Mirrored = Readonly<Record<string, Held>>

type Change = Extract<SliceMessage, { prev: number }>

export interface Mirror {
  readonly store: Omit<StoreApi<Mirrored>, 'setState'>
  /** Asks for these slices and settles when they are there. Asking for one again only counts. */
  watch(names: readonly SliceName[]): Promise<void>
  /** Takes back one `watch`; the last one forgets the slice. */
  unwatch(names: readonly SliceName[]): void
  stop(): void
}

/** A slice out of the copy; undefined until main told it. */
export function sliceIn<Name extends SliceName>(mirrored: Mirrored, name: Name): Slices[Name] | undefined {
  // Main sends what the contract says for this name: the one place where that is taken on trust.
  return mirrored[name]?.value as Slices[Name] | undefined
}

type Whole = Extract<SliceMessage, { full: ToldWhole }>

const isInPortions = (told: ToldWhole): told is readonly string[] => Array.isArray(told)

/** What main told, unpacked where it came packed. */
function opened(told: Told, before?: Held): Readonly<Record<string, unknown>> {
  return typeof told === 'string' ? unpackPeople(told, before?.value as Roster | undefined) : told
}

/** What made each value out of the one before: whoever read that one need not read all of it again. */
const news = new WeakMap<object, SliceNews>()

interface SliceNews {
  readonly before: object
  readonly ids: readonly string[]
}

/** How this value of a slice differs from the one before; undefined where it came whole. */
export const newsIn = (slice: object): SliceNews | undefined => news.get(slice)

type Fields = Record<string, unknown>

/** As a spread of both. Of thousands it takes half the time, since what has no prototype is a mere table from the start. */
function merged(before: object, set: Readonly<Fields>): Fields {
  const value = Object.create(null) as Fields
  const old = before as Readonly<Fields>
  for (const key in old) value[key] = old[key]
  for (const key in set) value[key] = set[key]
  return value
}

function changed(held: Held, change: Change): Held {
  const set = opened(change.set, held)
  const value = typeof change.set === 'string' ? merged(held.value, set) : { ...held.value, ...set }
  for (const key of change.gone) delete value[key]
  // Only the newest remembers the one before it: else each would keep all that ever were.
  news.delete(held.value)
  news.set(value, { before: held.value, ids: [...Object.keys(set), ...change.gone] })
  return { rev: change.rev, value: value as Slices[SliceName] }
}

/** Starts listening. Changes that come while the whole slice is on its way wait for it. */
export function startMirror(bridge: Bridge): Mirror {
  const store = createStore<Mirrored>(() => ({}))
  const watchers = new Map<SliceName, number>()
  const asking = new Map<SliceName, Change[]>()

  function takeFull(name: SliceName, held: Held): void {
    const waiting = asking.get(name) ?? []
    asking.delete(name)
    store.setState({ [name]: held })
    for (const change of waiting) takeChange(change)
  }

  function takeChange(change: Change): void {
    const waiting = asking.get(change.slice)
    if (waiting !== undefined) waiting.push(change)
    else {
      const held = store.getState()[change.slice]
      if (held === undefined || held.rev >= change.rev) return
      if (held.rev === change.prev) store.setState({ [change.slice]: changed(held, change) })
      else void ask([change.slice]).catch(() => undefined)
    }
  }

  function take(message: SliceMessage): void {
    if (!watchers.has(message.slice)) return
    if ('full' in message) void takeWhole(message, asking.get(message.slice))
    else takeChange(message)
  }

  /** Thousands of people are read a little at a time. What was taken back meanwhile, or asked for anew, is left. */
  async function takeWhole({ slice, rev, full }: Whole, waiting: readonly Change[] | undefined): Promise<void> {
    const value = isInPortions(full) ? await inSlices(() => unpackPortions(full)) : opened(full)
    if (watchers.has(slice) && asking.get(slice) === waiting)
      takeFull(slice, { rev, value: value as Slices[SliceName] })
  }

  async function ask(names: readonly SliceName[]): Promise<void> {
    const waiting = new Map(names.map((name) => [name, [] as Change[]]))
    for (const [name, changes] of waiting) asking.set(name, changes)
    try {
      const wholes = (await bridge.call('watch', names.slice())).filter((message) => 'full' in message)
      await Promise.all(wholes.map((whole) => takeWhole(whole, waiting.get(whole.slice))))
    } finally {
      for (const [name, changes] of waiting) if (asking.get(name) === changes) asking.delete(name)
    }
  }

  const deaf = bridge.on('slices', (messages) => messages.forEach(take))

  return {
    store,
    async watch(names) {
      const fresh = names.filter((name) => !watchers.has(name))
      for (const name of names) watchers.set(name, (watchers.get(name) ?? 0) + 1)
      if (fresh.length > 0) await ask(fresh)
    },
    unwatch(names) {
      const left = names.filter((name) => {
        const count = (watchers.get(name) ?? 1) - 1
        if (count > 0) watchers.set(name, count)
        else watchers.delete(name)
        return count <= 0
      })
      if (left.length === 0) return
      for (const name of left) asking.delete(name)
      const kept = Object.entries(store.getState()).filter(([name]) => !left.includes(name as SliceName))
      store.setState(Object.fromEntries(kept), true)
      void bridge.call('unwatch', left).catch(() => undefined)
    },
    stop: deaf,
  }
}
