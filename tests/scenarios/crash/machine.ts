/**
 * A machine whose processes can be killed at any call that touches the disk or the desktop, and whose power can fail.
 * Files are real; what a power cut takes is what nobody had synced.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type * as Fs from 'node:fs'
import { dirname } from 'node:path'

/** Thrown into a process that is dead: at the call where it died, and at every later one. */
export class Killed extends Error {}

/** A number from 0 up to 1, the same row for the same seed. */
export type Random = () => number

/** mulberry32: small, seeded, good enough to choose among cases. */
export function seeded(seed: number): Random {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

export const upTo = (random: Random, most: number): number => Math.floor(random() * (most + 1))

export interface Process {
  readonly id: number
  readonly boot: string
  alive: boolean
  /** Dies at the call of this number; never where it is infinite. */
  callsLeft: number
  /** Where it died. */
  diedAt: string
  readonly random: Random
  readonly handles: Set<number>
  /** What runs when the process ends: a watchdog's pipe closes. */
  readonly orphans: Set<() => void>
}

interface Undo {
  readonly folder: string
  readonly undo: () => void
}

const running = new AsyncLocalStorage<Process>()
const living = new Set<number>()
/** Appended or written and not yet synced: the file, and how much of it is safe. */
const unsynced = new Map<string, number>()
/** Names that changed in a folder which nobody synced since. */
let renamed: Undo[] = []
let count = 0
let boot = 1
let fs: typeof Fs | null = null

export const useRealFs = (real: typeof Fs): void => void (fs = real)
const disk = (): typeof Fs => {
  if (fs === null) throw new Error('the file layer is not in place')
  return fs
}

export const currentProcess = (): Process | undefined => running.getStore()
export const isLiving = (id: number): boolean => living.has(id)

/** Runs a program as a process that dies at one of its calls. */
export async function asProcess<Result>(
  random: Random,
  callsLeft: number,
  program: (self: Process) => Promise<Result>,
): Promise<Result> {
  count += 1
  const self: Process = {
    id: count,
    boot: `boot-${boot}`,
    alive: true,
    callsLeft,
    diedAt: '',
    random,
    handles: new Set(),
    orphans: new Set(),
  }
  living.add(self.id)
  return running.run(self, () => program(self))
}

/** The kernel closes what a dead process held open. */
export function die(self: Process, where: string): void {
  if (!self.alive) return
  self.alive = false
  self.diedAt = where
  living.delete(self.id)
  for (const handle of self.handles) disk().closeSync(handle)
  self.handles.clear()
}

/** A call: the process may die before it, after it, or (with `half`) within it. */
export function call<Result>(what: string, run: () => Result, half?: () => void): Result {
  const self = running.getStore()
  if (self === undefined) return run()
  if (!self.alive) throw new Killed(what)
  self.callsLeft -= 1
  if (self.callsLeft > 0) return run()
  const when = half === undefined ? upTo(self.random, 1) : upTo(self.random, 2)
  if (when === 1) run()
  if (when === 2) half?.()
  die(self, what)
  throw new Killed(what)
}

export const wrote = (file: string, safe: number): void => void (unsynced.has(file) || unsynced.set(file, safe))
export const synced = (file: string): void => {
  unsynced.delete(file)
  renamed = renamed.filter(({ folder }) => folder !== file)
}
/** The name's file before a change, to come back where the folder was not synced when the power went. */
export function nameChanges(file: string): void {
  if (running.getStore() === undefined) return
  const old = disk().existsSync(file) ? disk().readFileSync(file) : null
  const undo = (): void => {
    if (old === null) disk().rmSync(file, { force: true })
    else disk().writeFileSync(file, old)
  }
  renamed.push({ folder: dirname(file), undo })
}
export function moved(from: string, to: string): void {
  const safe = unsynced.get(from)
  unsynced.delete(from)
  if (safe !== undefined) unsynced.set(to, safe)
}

/** Bytes and names that were not on the disk may be gone, newest first: a file system keeps them in order. */
export function cutPower(random: Random): void {
  boot += 1
  for (const [file, safe] of unsynced) {
    const size = disk().statSync(file, { throwIfNoEntry: false })?.size ?? 0
    if (size > safe) disk().truncateSync(file, safe + upTo(random, size - safe))
  }
  for (let lost = upTo(random, renamed.length); lost > 0; lost -= 1) renamed.pop()?.undo()
  forgetUnsynced()
}

/** Whatever waits in memory gets to the disk in the end, as long as the power stays. */
export function forgetUnsynced(): void {
  unsynced.clear()
  renamed = []
}
