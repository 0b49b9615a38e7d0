import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { SaveError } from '../ports.ts'
import { codeOf } from './errors.ts'

/** Only the person may read what Tideline keeps. */
const MODE = 0o600

/** Replaces a file by this text: the old one or the new one is there whatever happens, never half of one. */
export function writeWhole(file: string, text: string, mode = MODE): void {
  // One process owns the folder, so one name is enough, and what a crash left is overwritten.
  const temporary = join(dirname(file), `.${basename(file)}.tmp`)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  try {
    writeAll(temporary, Buffer.from(text), mode)
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  syncFolder(dirname(file))
}

function writeAll(file: string, bytes: Buffer, mode: number): void {
  const handle = openSync(file, 'w', mode)
  try {
    // A nearly full disk takes a part of what it is given and says so only in the count.
    for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Makes a new name in a folder survive a power cut. Windows cannot open folders and needs no such thing. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } catch (error) {
    // Some network and FUSE file systems have no such call.
    if (!['EINVAL', 'ENOTSUP', 'EROFS'].includes(codeOf(error))) throw error
  } finally {
    closeSync(handle)
  }
}

/** What the file system needs beside the bytes themselves. */
const SLACK_BYTES = 16 * 1024

/** Throws `disk_full` where this many bytes will not fit. File systems that do not count their blocks are trusted. */
export function requireRoom(folder: string, bytes: number): void {
  const { bavail, bsize, blocks } = statfsSync(folder)
  if (blocks > 0 && bavail * bsize < bytes + SLACK_BYTES) throw new SaveError('disk_full')
}
