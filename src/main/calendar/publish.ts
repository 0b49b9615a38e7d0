/** Keeps the file of my free and busy time as it is shared. Written whole or not at all, and never over anything that is not ours. */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { dirname, isAbsolute } from 'node:path'
import { sharedWindow } from '../../core/availability/cut.ts'
import { freeBusyFile, PRODUCT } from '../../core/calendar/freeBusy.ts'
import { sharedOf } from '../../core/app/shared.ts'
import type { State } from '../../core/app/state.ts'
import { writeWhole } from '../files/writeWhole.ts'

export type PublishCode = 'publish_bad_path' | 'publish_not_ours' | 'publish_failed'

/** Why nothing may be written there; null where it may. */
export function refusalOf(file: string): PublishCode | null {
  if (!isAbsolute(file) || !/\.(ics|ifb)$/i.test(file)) return 'publish_bad_path'
  if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory()) return 'publish_bad_path'
  const there = statSync(file, { throwIfNoEntry: false })
  if (there === undefined) return null
  return there.isFile() && startOf(file).includes(`PRODID:${PRODUCT}`) ? null : 'publish_not_ours'
}

function startOf(file: string): string {
  const handle = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(512)
    return bytes.toString('utf8', 0, readSync(handle, bytes, 0, bytes.length, 0))
  } finally {
    closeSync(handle)
  }
}

/** A web server may have to read it; the person's umask still holds. */
const PUBLIC = 0o644

export interface Publisher {
  /** Writes what is shared now, unless it is there already; why not, where it could not. */
  write(state: State, now: number): PublishCode | null
}

export function createPublisher(): Publisher {
  let written = ''
  return {
    write(state, now) {
      const file = state.settings.publishTo
      if (file === '') {
        written = ''
        return null
      }
      const plan = sharedOf(state, { place: false }, now)
      const window = sharedWindow(now, state.system.zone)
      const content = JSON.stringify([file, plan.intervals, window])
      if (content === written) return null
      try {
        const refusal = refusalOf(file)
        if (refusal !== null) return refusal
        writeWhole(file, freeBusyFile(plan, window, now), PUBLIC)
        written = content
        return null
      } catch {
        return 'publish_failed'
      }
    },
  }
}
