/** The copies of calendars that are kept for days without a network. */
import { copyFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Version } from './fetchIcs.ts'
import { MOST_BYTES } from './limits.ts'
import { CalendarProblem } from './problem.ts'

export interface Copies {
  /** The copy in use. */
  file(id: string): string
  has(id: string): Promise<boolean>
  /** Where a new one is put beside it, by a thread that makes it. */
  fresh(id: string): Promise<string>
  /** What is known of a calendar on a server. */
  store(id: string): string
  /** Puts a new one beside it, to be read before it is trusted; answers its name. */
  put(id: string, body: Uint8Array): Promise<string>
  putFile(id: string, path: string, known: Version | null): Promise<{ file: string; version: Version } | 'notModified'>
  /** The new one takes the old one's place. */
  take(id: string): Promise<void>
  drop(id: string): Promise<void>
  remove(id: string): Promise<void>
}

export function copiesIn(folder: string): Copies {
  const file = (id: string): string => join(folder, `${id}.ics`)
  const fresh = (id: string): string => join(folder, `.${id}.new`)
  const folderThere = (): Promise<unknown> => mkdir(folder, { recursive: true, mode: 0o700 })
  const store = (id: string): string => join(folder, `${id}.dav.json`)
  return {
    file,
    store,
    async fresh(id) {
      await folderThere()
      return fresh(id)
    },
    has: (id) =>
      stat(file(id)).then(
        (found) => found.isFile(),
        () => false,
      ),
    async put(id, body) {
      try {
        await folderThere()
        await writeFile(fresh(id), body, { mode: 0o600 })
        return fresh(id)
      } catch (error) {
        throw new CalendarProblem('calendar_not_saved', { cause: error })
      }
    },
    async putFile(id, path, known) {
      const version = await versionOf(path)
      if (known?.modified === version.modified) return 'notModified'
      await folderThere()
      await copyFile(path, fresh(id)).catch((error: unknown) => {
        throw new CalendarProblem('calendar_file_unreadable', { cause: error })
      })
      return { file: fresh(id), version }
    },
    take: (id) => rename(fresh(id), file(id)),
    drop: (id) => rm(fresh(id), { force: true }),
    async remove(id) {
      await Promise.all([file, fresh, store].map((name) => rm(name(id), { force: true })))
    },
  }
}

/** A pipe or a device would be read for ever. */
async function versionOf(path: string): Promise<Version> {
  const found = await stat(path).catch((error: unknown) => {
    throw new CalendarProblem('calendar_file_missing', { cause: error })
  })
  if (!found.isFile()) throw new CalendarProblem('calendar_file_unreadable')
  if (found.size > MOST_BYTES) throw new CalendarProblem('calendar_too_large')
  return { etag: '', modified: `${found.mtimeMs} ${found.size}` }
}
