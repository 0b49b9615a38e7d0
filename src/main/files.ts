/**
 * Small files that must not get lost: checked before they are used, backed up before they are overwritten, set aside and
 * told when they cannot be read. Plain Node, so that all of it is tried on real disks, full ones too.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '../core/time/instant.ts'
import { setAside } from './files/aside.ts'
import { backUp, newestGood } from './files/backups.ts'
import { check, type Format } from './files/envelope.ts'
import { asSaveError } from './files/errors.ts'
import { requireRoom, writeWhole } from './files/writeWhole.ts'
import { type Keeper, type Loaded, SaveError } from './ports.ts'

export interface FilesParts {
  readonly dir: string
  readonly formatOf: (name: string) => Format
  readonly now: () => Instant
  /** Writes the text of `name.json`; `writeWhole` unless told otherwise. What it wrote is read back. */
  readonly write?: (name: string, text: string) => void
}

/** One file a name in the folder: `{ version, value }`. `load` never throws; `save` throws `SaveError`. */
export function createFiles({ dir, formatOf, now, write }: FilesParts): Keeper {
  /** What this process knows to be on the disk. */
  const known = new Map<string, string>()
  const fileOf = (name: string): string => join(dir, `${name}.json`)
  const put = write ?? ((name, text) => writeWhole(fileOf(name), text))

  function load(name: string): Loaded {
    const found = check(fileOf(name), formatOf(name))
    if (found.state === 'good') return { value: found.value, problem: null }
    const keptAs = found.state === 'missing' ? '' : tryAside(fileOf(name), found.state, now())
    const backup = newestGood(fileOf(name), formatOf(name))
    if (backup !== null) tryRestore(fileOf(name), backup.text)
    const problem = { code: found.state, keptAs, recovered: backup !== null }
    return { value: backup?.value ?? null, problem: found.state === 'missing' && backup === null ? null : problem }
  }

  function save(name: string, value: unknown): void {
    const format = formatOf(name)
    const text = JSON.stringify({ version: format.version, value }, null, 2)
    if (known.get(name) === text) return
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    protectOld(name, format)
    requireRoom(dir, Buffer.byteLength(text))
    writeAndVerify(name, text)
    known.set(name, text)
  }

  /** What is on the disk and cannot be read is never overwritten; what can be read gets its backup. */
  function protectOld(name: string, format: Format): void {
    if (!known.has(name)) {
      const { state } = check(fileOf(name), format)
      if (state === 'broken' || state === 'newer') setAside(fileOf(name), state, now())
    }
    if (format.backups) tryBackUp(fileOf(name), format, now())
  }

  function writeAndVerify(name: string, text: string): void {
    const old = readOrNull(fileOf(name))
    put(name, text)
    if (sameJson(readOrNull(fileOf(name)), text)) return
    if (old !== null) writeWhole(fileOf(name), old)
    throw new SaveError('disk_full')
  }

  return {
    load,
    save(name, value) {
      try {
        save(name, value)
      } catch (error) {
        known.delete(name)
        throw asSaveError(error)
      }
    },
  }
}

/** Where a disk lets nothing be moved, the file stays; saving over it is then refused. */
function tryAside(file: string, why: 'broken' | 'newer', now: Instant): string {
  try {
    return setAside(file, why, now)
  } catch {
    return file
  }
}

/** The value is known already; a disk that refuses to take it is told at the first save. */
function tryRestore(file: string, text: string): void {
  try {
    writeWhole(file, text)
  } catch {
    // See above.
  }
}

/** A backup that could not be made must not keep the newest value from being saved. */
function tryBackUp(file: string, format: Format, now: Instant): void {
  try {
    backUp(file, format, now)
  } catch {
    // See above.
  }
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function sameJson(found: string | null, wanted: string): boolean {
  if (found === null) return false
  try {
    return JSON.stringify(JSON.parse(found)) === JSON.stringify(JSON.parse(wanted))
  } catch {
    return false
  }
}
