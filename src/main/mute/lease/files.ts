/**
 * Where the lease lies, and writing it so that it is either the old one or the new one, and there for others when we go on. All of it
 * at once, without a turn of the event loop: a click waits for it while the tray and the windows are being drawn.
 */
import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { syncFolder } from '../../files/writeWhole.ts'
import { MuteError } from '../port.ts'
import { type Lease, parseLease, printLease } from './format.ts'
import { removeLoginHook, writeLoginHook } from './loginHook.ts'

export interface LeaseFiles {
  readonly lease: string
  readonly lock: string
  /** The folder of the copies that outlive a restart of the machine; null where there is no home. */
  readonly mirrors: string | null
  /** What the desktop starts at login; null likewise. */
  readonly login: string | null
}

/** One lease for a bus: two instances find each other by its address. */
export function leaseFiles(runtimeDir: string, busAddress: string | null, env: NodeJS.ProcessEnv): LeaseFiles {
  const address = (busAddress ?? 'none').split(';')[0]?.replace(/,?guid=[^,]*/, '') ?? ''
  const bus = createHash('sha256').update(address).digest('hex').slice(0, 16)
  const stem = join(runtimeDir, 'tideline', `mute-${bus}`)
  return { lease: `${stem}.lease`, lock: `${stem}.lock`, mirrors: mirrorFolder(env), login: loginEntry(env) }
}

function mirrorFolder(env: NodeJS.ProcessEnv): string | null {
  const state = env['XDG_STATE_HOME'] || (env['HOME'] ? join(env['HOME'], '.local', 'state') : '')
  return isAbsolute(state) ? join(state, 'tideline') : null
}

function loginEntry(env: NodeJS.ProcessEnv): string | null {
  const config = env['XDG_CONFIG_HOME'] || (env['HOME'] ? join(env['HOME'], '.config') : '')
  return isAbsolute(config) ? join(config, 'autostart', 'tideline-restore-mute.desktop') : null
}

export const mirrorPath = ({ mirrors }: LeaseFiles, adapter: string): string | null =>
  mirrors === null ? null : join(mirrors, `mute-${adapter}.lease`)

/** The lease in a file; null where there is none that we understand. */
export function readLease(path: string): Lease | null {
  try {
    return parseLease(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/** The leases that are on this machine for us: the bus's own first, then the copies of persisting desktops. */
export function allLeases({ lease, mirrors }: LeaseFiles): Lease[] {
  const names = mirrors === null ? [] : namesIn(mirrors)
  const copies = names.filter(isMirror).map((name) => join(mirrors ?? '', name))
  const found = [lease, ...copies].map(readLease)
  const known = found.filter((each) => each !== null)
  return known.filter((each, at) => known.findIndex(({ adapter }) => adapter === each.adapter) === at)
}

const isMirror = (name: string): boolean => /^mute-[\w-]+\.lease$/.test(name)

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/**
 * Safe from our own death when it returns, and on the disk where the desktop would remember over the machine's restart. Where it
 * forgets, a lease need not outlive that either. Throws `not_saved`.
 */
export function saveLease(files: LeaseFiles, lease: Lease): void {
  try {
    writeSafely(files.lease, printLease(lease), lease.mirror !== null)
  } catch (error) {
    throw new MuteError('not_saved', 'the lease could not be written', { cause: error })
  }
  // The copy is a second net for a power cut; without it the first still holds.
  if (lease.mirror !== null) writeWhereItGoes(lease.mirror, printLease(lease))
}

function writeWhereItGoes(path: string, text: string): void {
  try {
    writeSafely(path, text, true)
    // Its name has to outlive a power cut too: the desktop's own setting will.
    syncFolder(dirname(path))
  } catch {
    // A home that is full or read-only: the lease itself is written.
  }
}

/** Forgets a lease. The bus's file may by now hold another desktop's, which stays. */
export function clearLease(files: LeaseFiles, { adapter, mirror }: Lease): void {
  const current = readLease(files.lease)
  if (current === null || current.adapter === adapter) rmSync(files.lease, { force: true })
  if (mirror !== null) forgetMirror(mirror)
  forgetLogin(files)
}

/** Before the desktop is muted, so that a power cut finds the way back too. Its absence is no reason not to mute. */
export function guardLogin({ mirrors, login }: LeaseFiles, { mirror }: Lease): void {
  if (mirror === null || mirrors === null || login === null) return
  try {
    writeLoginHook(mirrors, login)
  } catch {
    // A home that is full or read-only: our own next start restores.
  }
}

function forgetLogin({ mirrors, login }: LeaseFiles): void {
  if (mirrors === null || login === null || namesIn(mirrors).some(isMirror)) return
  removeLoginHook(mirrors, login)
}

/** A copy that came back after a power cut would undo what the person has muted since. */
function forgetMirror(path: string): void {
  rmSync(path, { force: true })
  if (existsSync(dirname(path))) syncFolder(dirname(path))
}

function writeSafely(path: string, text: string, onDisk: boolean): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}`
  const file = openSync(draft, 'w', 0o600)
  try {
    writeFileSync(file, text)
    if (onDisk) fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, path)
}
