/** Writes everything, or the sessions as a table, into a file that the person named. */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { dirname, isAbsolute } from 'node:path'
import type { ExportKind } from '../../core/app/dataIntent.ts'
import type { State } from '../../core/app/state.ts'
import { exportText } from '../../core/data/exported.ts'
import { wholeJournal } from '../journal.ts'
import { asSaveError } from '../files/errors.ts'
import { writeWhole } from '../files/writeWhole.ts'

export type ExportCode = 'data_bad_path' | 'export_exists' | 'export_full' | 'export_failed'

/** How files of ours begin: those may be written over. */
const BEGINNINGS: Readonly<Record<ExportKind, string>> = {
  all: '{\n "format": "tideline"',
  sessions: 'session,started,ended,zone',
}

/** Why nothing may be written there; null where it may. */
export function refusalOf(file: string, what: ExportKind): ExportCode | null {
  if (!isAbsolute(file)) return 'data_bad_path'
  if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory()) return 'data_bad_path'
  const there = statSync(file, { throwIfNoEntry: false })
  if (there === undefined) return null
  return there.isFile() && startOf(file).startsWith(BEGINNINGS[what]) ? null : 'export_exists'
}

function startOf(file: string): string {
  const handle = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(64)
    return bytes.toString('utf8', 0, readSync(handle, bytes, 0, bytes.length, 0))
  } finally {
    closeSync(handle)
  }
}

/** The old file or the new one, never half of one; null when it is written. */
export async function exportTo(
  file: string,
  what: ExportKind,
  { dataDir, state, now }: { readonly dataDir: string; readonly state: () => State; readonly now: number },
): Promise<ExportCode | null> {
  const { events } = await wholeJournal(dataDir)
  const text =
    what === 'all'
      ? exportText(state(), events)
      : (await import('./sessionsCsv.ts')).sessionsCsv(events, state().system.zone, now)
  try {
    writeWhole(file, text)
    return null
  } catch (error) {
    return asSaveError(error).code === 'disk_full' ? 'export_full' : 'export_failed'
  }
}
