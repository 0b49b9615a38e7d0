/** Sends each window the changes of the slices that it watches, and nothing else. */
import type { SliceMessage, SliceName, Told } from '../bridge/contract.ts'
import { difference, ROSTER_PREFIX, sliceOf } from '../core/app/snapshot.ts'
import type { Roster, State } from '../core/app/state.ts'
import { packPeople } from '../core/team/pack.ts'
import type { WindowsPort } from './ports.ts'

export interface Broadcast {
  /** The named slices whole, and their changes from now on. */
  watch(caller: number, names: readonly string[]): SliceMessage[]
  unwatch(caller: number, names: readonly string[]): void
  forget(caller: number): void
  /** Tells the windows what differs between these two states. */
  tell(before: State, after: State): void
}

type Flat = Readonly<Record<string, unknown>>
const nothing: Flat = {}

export function createBroadcast(send: WindowsPort['send'], state: () => State): Broadcast {
  const watchers = new Map<string, Set<number>>()
  const revs = new Map<string, number>()
  const rev = (name: string): number => revs.get(name) ?? 0

  return {
    watch(caller, names) {
      return names.map((name) => {
        const callers = watchers.get(name) ?? new Set<number>()
        watchers.set(name, callers.add(caller))
        const full = sliceOf(state(), name) ?? nothing
        return { slice: name as SliceName, rev: rev(name), full: packed(name, full) }
      })
    },
    unwatch(caller, names) {
      for (const name of names) watchers.get(name)?.delete(caller)
    },
    forget(caller) {
      for (const callers of watchers.values()) callers.delete(caller)
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
        for (const caller of callers) inboxes.set(caller, [...(inboxes.get(caller) ?? []), message])
      }
      for (const [caller, messages] of inboxes) send(messages, caller)
    },
  }
}

/** A roster's people are packed for the way; `had` is what the windows have of them. */
const packed = (name: string, slice: Flat, had: Flat = nothing): Told =>
  name.startsWith(ROSTER_PREFIX) ? packPeople(slice as Roster, had as Roster) : slice
