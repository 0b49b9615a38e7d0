/** Where the lease lies, and writing it so that it is either the old one or the new one, and on the disk when we go on. */
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import { MuteError } from '../port.ts'
import { type Lease, parseLease, printLease } from './format.ts'

export interface LeaseFiles {
  readonly lease: string
  readonly lock: string
  /** The folder of the copies that outlive a restart of the machine; null where there is no home. */
  readonly mirrors: string | null
}

/** One lease for a bus: two instances find each other by its address. */
export function leaseFiles(runtimeDir: string, busAddress: string | null, env: NodeJS.ProcessEnv): LeaseFiles {
  const address = (busAddress ?? 'none').split(';')[0]?.replace(/,?guid=[^,]*/, '') ?? ''
  const bus = createHash('sha256').update(address).digest('hex').slice(0, 16)
  const stem = join(runtimeDir, 'tideline', `mute-${bus}`)
  return { lease: `${stem}.lease`, lock: `${stem}.lock`, mirrors: mirrorFolder(env) }
}

function mirrorFolder(env: NodeJS.ProcessEnv): string | null {
  const state = env['XDG_STATE_HOME'] || (env['HOME'] ? join(env['HOME'], '.local', 'state') : '')
  return isAbsolute(state) ? join(state, 'tideline') : null
}

export const mirrorPath = ({ mirrors }: LeaseFiles, adapter: string): string | null =>
  mirrors === null ? null : join(mirrors, `mute-${adapter}.lease`)

/** The lease in a file; null where there is none that we understand. */
export async function readLease(path: string): Promise<Lease | null> {
  try {
    return parseLease(await readFile(path, 'utf8'))
  } catch {
    return null
  }
}

/** The leases that are on this machine for us: the bus's own first, then the copies of persisting desktops. */
export async function allLeases({ lease, mirrors }: LeaseFiles): Promise<Lease[]> {
  const names = mirrors === null ? [] : await readdir(mirrors).catch((): string[] => [])
  const copies = names.filter((name) => /^mute-[\w-]+\.lease$/.test(name)).map((name) => join(mirrors ?? '', name))
  const found = await Promise.all([lease, ...copies].map(readLease))
  const known = found.filter((each) => each !== null)
  return known.filter((each, at) => known.findIndex(({ adapter }) => adapter === each.adapter) === at)
}

/** On the disk when it resolves. Throws `not_saved`. */
export async function saveLease(files: LeaseFiles, lease: Lease): Promise<void> {
  try {
    await writeSafely(files.lease, printLease(lease))
  } catch (error) {
    throw new MuteError('not_saved', 'the lease could not be written', { cause: error })
  }
  // The copy is a second net for a power cut; without it the first still holds.
  if (lease.mirror !== null) await writeSafely(lease.mirror, printLease(lease)).catch(() => undefined)
}

/** Forgets a lease. The bus's file may by now hold another desktop's, which stays. */
export async function clearLease(files: LeaseFiles, { adapter, mirror }: Lease): Promise<void> {
  const current = await readLease(files.lease)
  if (current === null || current.adapter === adapter) await rm(files.lease, { force: true })
  if (mirror !== null) await rm(mirror, { force: true })
}

async function writeSafely(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}
