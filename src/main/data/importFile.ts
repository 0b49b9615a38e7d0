/** Reads an export, shows what would come of it, and takes it in as one step. */
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { type Outcome, refused } from '../../core/app/intent.ts'
import type { State } from '../../core/app/state.ts'
import { combine, type Combined, type ImportWay } from '../../core/data/combine.ts'
import {
  type Exported,
  exportText,
  ImportProblem,
  PART_NAMES,
  type Parts,
  readExport,
} from '../../core/data/exported.ts'
import { addressesMissing, brings, type ImportPreview, previewRows } from '../../core/data/preview.ts'
import type { SessionEvent } from '../../core/focus/session.ts'
import { openTail } from '../../core/focus/session.ts'
import { versionOf } from '../../core/persist/kept.ts'
import { asSaveError, codeOf } from '../files/errors.ts'
import { journalFiles, monthFiles, openJournal, wholeJournal } from '../journal.ts'
import type { Line } from '../start/line.ts'
import { planFiles } from '../planMonths.ts'
import { freeName, type Replacement, replaceAll } from './replaceAll.ts'

/** Some decades of a busy life. */
const MOST_BYTES = 256 * 1024 * 1024

export interface ImportPlace {
  readonly dataDir: string
  readonly line: Line
  readonly now: () => number
}

interface Read {
  readonly exported: Exported
  readonly seen: string
}

/** The answer's value is an `ImportPreview` as JSON. */
export const lookAt = (from: string, place: ImportPlace): Promise<Outcome> =>
  orRefusal(async () => {
    const { exported, seen } = await read(from)
    const mine = await present(place)
    const preview: ImportPreview = {
      from,
      seen,
      rows: previewRows(exported, mine),
      addresses: addressesMissing(exported, mine),
      brings: brings(exported, mine),
    }
    return { ok: true, value: JSON.stringify(preview) }
  })

/** The answer's value is the folder with what was here before. */
export const takeIn = (
  { from, how, seen }: { readonly from: string; readonly how: ImportWay; readonly seen: string },
  place: ImportPlace,
): Promise<Outcome> =>
  orRefusal(async () => {
    const got = await read(from)
    if (got.seen !== seen) return refused('import_changed')
    const mine = await present(place)
    // From here on nothing waits, so nothing can change meanwhile.
    const { parts } = mineOf(place.line.state(), mine.journal)
    if (openTail(mine.journal) !== null) return refused('import_session_running')
    const result = combine(how, got.exported, { parts, journal: mine.journal })
    const keepIn = freeName(place.dataDir, place.now())
    const old = { name: 'tideline-export.json', text: exportText(parts, mine.journal) }
    replaceAll(place.dataDir, { ...filesOf(result, place.dataDir), keepIn, note: old })
    const { events } = openJournal(place.dataDir).recent()
    const outcome = await place.line.dispatch({ type: 'data.imported', parts: result.parts, events })
    return outcome.ok ? { ok: true, value: join(place.dataDir, keepIn) } : outcome
  })

async function orRefusal(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ImportProblem) return refused(error.code, { where: error.where })
    if (codeOf(error) === '') throw error
    return refused(asSaveError(error).code)
  }
}

async function read(from: string): Promise<Read> {
  const bytes = await bytesOf(from)
  return {
    exported: readExport(new TextDecoder().decode(bytes)),
    seen: createHash('sha256').update(bytes).digest('hex'),
  }
}

/** A pipe or a device would be read for ever. */
async function bytesOf(from: string): Promise<Uint8Array> {
  if (!isAbsolute(from)) throw new ImportProblem('import_no_file')
  const found = await stat(from).catch(() => null)
  if (found?.isFile() !== true) throw new ImportProblem('import_no_file')
  if (found.size > MOST_BYTES) throw new ImportProblem('import_too_large')
  return readFile(from).catch(() => {
    throw new ImportProblem('import_no_file')
  })
}

async function present({ dataDir, line }: ImportPlace): Promise<Combined> {
  const { events } = await wholeJournal(dataDir)
  return mineOf(line.state(), events)
}

function mineOf(state: State, journal: readonly SessionEvent[]): Combined {
  const { settings, plan, rhythm, inbox, calendars } = state satisfies Parts
  return { parts: { settings, plan, rhythm, inbox, calendars }, journal }
}

function filesOf({ parts, journal }: Combined, dataDir: string): Pick<Replacement, 'files' | 'drop'> {
  const months = journalFiles(journal)
  const kept = PART_NAMES.map((name): [string, string] => [
    `${name}.json`,
    JSON.stringify({ version: versionOf(name), value: parts[name] }, null, 2),
  ])
  return {
    files: new Map([...kept, ...months]),
    drop: [...monthFiles(dataDir).filter((name) => !months.has(name)), ...planFiles(dataDir)],
  }
}
