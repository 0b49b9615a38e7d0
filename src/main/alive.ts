/** When this app was last seen alive, kept as a file's modification time: a touch a minute while a session runs. */
import { closeSync, openSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '../core/time/instant.ts'

export interface Alive {
  touch(now: Instant): void
  /** Null where the app never ran here. */
  last(): Instant | null
}

export function createAlive(dataDir: string): Alive {
  const file = join(dataDir, 'alive')
  return {
    touch(now) {
      try {
        closeSync(openSync(file, 'a', 0o600))
        utimesSync(file, now / 1000, now / 1000)
      } catch {
        // Only makes a gap in the record less exact; a full disk is told by what has to be saved.
      }
    },
    last() {
      const found = statSync(file, { throwIfNoEntry: false })
      return found === undefined ? null : Math.round(found.mtimeMs)
    },
  }
}
