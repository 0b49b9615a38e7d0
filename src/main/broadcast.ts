/** Sends each window the changes of the slices that it watches, and nothing else. */
import type { SliceMessage, SliceName } from '../bridge/contract.ts'
import { difference, sliceOf } from '../core/app/snapshot.ts'
import type { State } from '../core/app/state.ts'
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
        return { slice: name as SliceName, rev: rev(name), full: sliceOf(state(), name) ?? nothing }
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
        const change = difference(sliceOf(before, name) ?? nothing, sliceOf(after, name) ?? nothing)
        if (change === null) continue
        const prev = rev(name)
        revs.set(name, prev + 1)
        const message = { slice: name as SliceName, prev, rev: prev + 1, ...change } satisfies SliceMessage
        for (const caller of callers) inboxes.set(caller, [...(inboxes.get(caller) ?? []), message])
      }
      for (const [caller, messages] of inboxes) send(messages, caller)
    },
  }
}
