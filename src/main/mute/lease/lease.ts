/**
 * The mute lease: who holds, and what the desktop had before. Written down before the desktop is touched; the last holder
 * restores, and only what is still ours. Every change happens under the lock.
 */
import { commandLine } from '../host/shell.ts'
import { sameValue, type MuteAdapter, type MuteValue, problemOf } from '../port.ts'
import { allLeases, clearLease, guardLogin, type LeaseFiles, mirrorPath, readLease, saveLease } from './files.ts'
import { holderKey, type Lease } from './format.ts'
import { createLocker } from './lock.ts'
import { isAlive, thisProcess } from './process.ts'
import { armWatchdog, CANNOT_RESTORE, type Watchdog } from './watchdog.ts'

export interface LeaseBookOptions {
  readonly files: LeaseFiles
  readonly env: NodeJS.ProcessEnv
  readonly owner: string
  readonly now: () => number
  /** Whether somebody guards a hold has changed. */
  readonly onGuard: () => void
}

/** A start has better things to do than to get ready for the first click. */
const PREPARE_AFTER = 2_000

export interface LeaseBook {
  /** Joins the lease, or makes one and mutes. Throws `MuteError` with the desktop as it was, or as it was found. */
  take(adapter: MuteAdapter, until: number | null): Promise<Lease>
  /** Changes when our hold ends. */
  extend(until: number | null): Promise<void>
  /** Leaves the lease; the last holder restores. Throws where that failed: the lease then stays for `recover`. */
  give(findAgain: FindAgain, held: Lease): Promise<void>
  /** Whether the desktop would be restored if we died now. */
  isGuarded(lease: Lease): boolean
  /** Restores what dead holders left. Gives the adapter that was restored, or null. */
  recover(findAgain: FindAgain): Promise<string | null>
  /** Starts soon what the next `take` would have to wait for. A watchdog over no lease of ours does nothing. */
  prepare(): void
  /** Lets go of the processes; what is held has to be given before. */
  close(): void
}

/** The adapter of a lease on the desktop as it is now; null where nothing of the lease can be left. */
export type FindAgain = (adapter: string) => Promise<MuteAdapter | null>

export function createLeaseBook({ files, env, owner, now, onGuard }: LeaseBookOptions): LeaseBook {
  const me = { ...thisProcess(), owner }
  const mine = holderKey(me)
  const others = (lease: Lease | null) =>
    (lease?.holders ?? []).filter((holder) => holderKey(holder) !== mine && isAlive(holder))
  const { locked, ...locker } = createLocker(files.lock, env)
  let watchdog: Watchdog | null = null
  let preparing: NodeJS.Timeout | undefined

  function arm(): void {
    const since = now()
    const onLost = () => {
      watchdog = null
      // Killed once: by accident. Killed at once: something does not want it, and a loop would not help.
      if (now() - since > 1_000) arm()
      else onGuard()
    }
    watchdog ??= armWatchdog({ lease: files.lease, lock: files.lock, me: mine, env, onLost })
  }

  function disarm(how: keyof Watchdog): void {
    watchdog?.[how]()
    watchdog = null
  }

  async function join(adapter: MuteAdapter, until: number | null): Promise<Lease> {
    const found = readLease(files.lease) ?? mirrored(files, adapter)
    const value = await adapter.read()
    const known = found !== null && isStill(adapter, found, value) ? found : null
    const terms = known ?? newTerms(files, adapter, value, now())
    const lease = { ...terms, holders: [...others(found), { ...me, until }] }
    saveLease(files, lease)
    arm()
    guardLogin(files, lease)
    if (known === null && !lease.already) await muteOrUndo(adapter, lease)
    return lease
  }

  async function muteOrUndo(adapter: MuteAdapter, lease: Lease): Promise<void> {
    try {
      await adapter.mute(lease.previous)
    } catch (error) {
      const remaining = { ...lease, holders: others(lease) }
      // A desktop that does not answer may still have heard us: then the lease waits for the next try.
      const settled =
        !['timeout', 'bus_gone'].includes(problemOf(error)) &&
        (await putBack(async () => adapter, lease).then(
          () => true,
          () => false,
        ))
      if (settled && remaining.holders.length === 0) clearLease(files, lease)
      else saveLease(files, remaining)
      throw error
    }
  }

  async function leave(findAgain: FindAgain, held: Lease): Promise<void> {
    const written = readLease(files.lease)
    const remaining = others(written)
    if (written !== null && remaining.length > 0) {
      // Another holder has met a new desktop before us; its lease is not about ours.
      if (written.adapter !== held.adapter) await putBack(findAgain, held)
      return saveLease(files, { ...written, holders: remaining })
    }
    // Somebody may have emptied the folder: then what we remember has to do.
    const lease = written?.adapter === held.adapter ? written : held
    try {
      await putBack(findAgain, lease)
      clearLease(files, lease)
    } catch (error) {
      saveWhereItGoes({ ...lease, holders: [] })
      disarm('letGo')
      throw error
    }
  }

  function saveWhereItGoes(lease: Lease): void {
    try {
      saveLease(files, lease)
    } catch {
      // The desktop is what matters; the lease as it was still tells how to restore.
    }
  }

  async function recoverAll(findAgain: FindAgain): Promise<string | null> {
    let restored: string | null = null
    for (const lease of allLeases(files)) {
      if (lease.holders.some(isAlive)) continue
      if (await putBack(findAgain, lease)) restored = lease.adapter
      clearLease(files, lease)
    }
    return restored
  }

  return {
    take: (adapter, until) => locked(() => join(adapter, until)),
    extend: (until) =>
      locked(async () => {
        const lease = readLease(files.lease)
        if (lease !== null) saveLease(files, { ...lease, holders: [...others(lease), { ...me, until }] })
      }),
    give: (findAgain, held) => locked(() => leave(findAgain, held)),
    isGuarded: ({ already, restore }) => already || (watchdog !== null && restore !== CANNOT_RESTORE),
    recover: async (findAgain) => (allLeases(files).length === 0 ? null : locked(() => recoverAll(findAgain))),
    prepare() {
      if (preparing !== undefined) return
      preparing = setTimeout(() => {
        locker.prepare()
        arm()
      }, PREPARE_AFTER)
      preparing.unref()
    },
    close() {
      clearTimeout(preparing)
      locker.close()
      disarm('disarm')
    },
  }
}

/** Whether the desktop still has what the lease says we set, or what we found set already. */
const isStill = (adapter: MuteAdapter, lease: Lease, value: MuteValue): boolean =>
  lease.adapter === adapter.id && (lease.already ? adapter.isMuted(value) : sameValue(value, lease.ours))

function mirrored(files: LeaseFiles, adapter: MuteAdapter): Lease | null {
  const path = adapter.persists ? mirrorPath(files, adapter.id) : null
  return path === null ? null : readLease(path)
}

function newTerms(files: LeaseFiles, adapter: MuteAdapter, previous: MuteValue, since: number): Omit<Lease, 'holders'> {
  const already = adapter.isMuted(previous)
  const ours = already ? previous : adapter.target(previous)
  const command = already ? [] : adapter.restoreCommand(previous, ours)
  return {
    adapter: adapter.id,
    already,
    previous,
    ours,
    since,
    restore: command === null ? CANNOT_RESTORE : commandLine(command),
    mirror: adapter.persists && !already ? mirrorPath(files, adapter.id) : null,
    login: adapter.persists && !already ? files.login : null,
  }
}

/**
 * Restores where the desktop still has our value; true where it did. A server that is gone took its memory with it, and there is
 * nothing to restore, unless another holder has muted its successor meanwhile.
 */
async function putBack(findAgain: FindAgain, { adapter: id, already, previous, ours }: Lease): Promise<boolean> {
  let gone: MuteAdapter | null = null
  if (already) return false
  for (;;) {
    const adapter = await findAgain(id)
    if (adapter === null || adapter === gone) return false
    try {
      if (!sameValue(await adapter.read(), ours)) return false
      await adapter.restore(previous)
      return true
    } catch (error) {
      if (problemOf(error) !== 'unsupported') throw error
      gone = adapter
    }
  }
}

export type { Lease }
