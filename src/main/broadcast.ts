/** Sends each window the changes of the slices that it watches, and nothing else. */
import type { SliceMessage, SliceName, Told, ToldWhole } from '../bridge/contract.ts'
import { difference, ROSTER_PREFIX, sliceOf } from '../core/app/snapshot.ts'
import type { Roster, State } from '../core/app/state.ts'
import { packPeople, packPortions } from '../core/team/pack.ts'
import { breath } from './breath.ts'
import type { WindowsPort } from './ports.ts'

export interface Broadcast {
  /** The named slices whole as they are now, and their changes from now on; these may come before those of thousands are packed. */
  watch(caller: number, names: readonly string[]): Promise<SliceMessage[]>
  unwatch(caller: number, names: readonly string[]): void
  forget(caller: number): void
  /** Nobody looks at this window: it is told nothing until `resume`, and then in one piece what it missed. */
  hold(caller: number): void
  resume(caller: number): void
  /** Tells the windows what differs between these two states. */
  tell(before: State, after: State): void
}

type Flat = Readonly<Record<string, unknown>>

/** A slice as a window knows it. */
interface Known {
  readonly rev: number
  readonly value: Flat
}

const nothing: Flat = {}

export function createBroadcast(send: WindowsPort['send'], state: () => State): Broadcast {
  const watchers = new Map<string, Set<number>>()
  const revs = new Map<string, number>()
  const rev = (name: string): number => revs.get(name) ?? 0
  /** Of windows that are told nothing: each of their slices, as they know it. */
  const held = new Map<number, Map<string, Known>>()

  return {
    async watch(caller, names) {
      const wholes = names.map((name) => {
        const callers = watchers.get(name) ?? new Set<number>()
        watchers.set(name, callers.add(caller))
        const full = sliceOf(state(), name) ?? nothing
        held.get(caller)?.set(name, { rev: rev(name), value: full })
        return { slice: name as SliceName, rev: rev(name), full }
      })
      const messages: SliceMessage[] = []
      for (const whole of wholes) messages.push({ ...whole, full: await packedWhole(whole.slice, whole.full) })
      return messages
    },
    unwatch(caller, names) {
      for (const name of names) watchers.get(name)?.delete(caller)
    },
    forget(caller) {
      held.delete(caller)
      for (const callers of watchers.values()) callers.delete(caller)
    },
    hold(caller) {
      const names = [...watchers].filter(([, callers]) => callers.has(caller)).map(([name]) => name)
      const value = (name: string): Flat => sliceOf(state(), name) ?? nothing
      held.set(caller, new Map(names.map((name) => [name, { rev: rev(name), value: value(name) }])))
    },
    resume(caller) {
      const known = held.get(caller) ?? new Map<string, Known>()
      held.delete(caller)
      const missed = [...known].filter(([name, { rev: had }]) => watchers.get(name)?.has(caller) && had !== rev(name))
      if (missed.length > 0)
        send(
          missed.map(([name, had]) => missedOf(name, had)),
          caller,
        )
    },
    tell(before, after) {
      const inboxes = new Map<number, SliceMessage[]>()
      for (const [name, callers] of watchers) {
        if (callers.size === 0) continue
        const had = sliceOf(before, name) ?? nothing
        const change = difference(had, sliceOf(after, name) ?? nothing)
        if (change === null) continue
        const prev = rev(name)
        revs.set(name, prev + 1)
        const set = packed(name, change.set, had)
        const message = { slice: name as SliceName, prev, rev: prev + 1, set, gone: change.gone } satisfies SliceMessage
        for (const caller of callers)
          if (!held.has(caller)) inboxes.set(caller, [...(inboxes.get(caller) ?? []), message])
      }
      for (const [caller, messages] of inboxes) send(messages, caller)
    },
  }

  function missedOf(name: string, { rev: prev, value }: Known): SliceMessage {
    const change = difference(value, sliceOf(state(), name) ?? nothing)
    const set = packed(name, change?.set ?? nothing, value)
    return { slice: name as SliceName, prev, rev: rev(name), set, gone: change?.gone ?? [] }
  }
}

/** A roster's people are packed for the way; `had` is what the windows have of them. */
const packed = (name: string, slice: Flat, had: Flat = nothing): Told =>
  name.startsWith(ROSTER_PREFIX) ? packPeople(slice as Roster, had as Roster) : slice

/** Between two portions main does what else it is asked for: windows that open need their files. */
async function packedWhole(name: string, slice: Flat): Promise<ToldWhole> {
  if (!name.startsWith(ROSTER_PREFIX)) return slice
  const portions: string[] = []
  for (const portion of packPortions(slice as Roster)) {
    portions.push(portion)
    await breath()
  }
  return portions
}
