/**
 * The append-only journal of focus sessions: one file a month (UTC), one event a line, never rewritten. What `append`
 * returned for is on the disk; a line that a power cut tore is left out and counted, and the next one starts afresh.
 */
import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { SessionEvent } from '../core/focus/session.ts'
import type { Instant } from '../core/time/instant.ts'
import { breath } from './breath.ts'
import { asSaveError } from './files/errors.ts'
import { syncFolder } from './files/writeWhole.ts'
import type { Journal } from './ports.ts'

const NAME = /^journal-\d{4}-\d{2}\.jsonl$/
const NEWLINE = 0x0a

export function openJournal(dir: string): Journal {
  return {
    append(events) {
      const last = events.at(-1)
      if (last === undefined) return
      try {
        mkdirSync(dir, { recursive: true, mode: 0o700 })
        appendLines(dir, fileFor(dir, last.at), events.map((event) => `${JSON.stringify(event)}\n`).join(''))
      } catch (error) {
        throw asSaveError(error)
      }
    },
    recent: () => readAll(dir, monthFiles(dir).slice(-2)),
  }
}

/** The whole journal, oldest first, however many years it has: month by month, so that nothing has to wait for it. */
export async function wholeJournal(dir: string): Promise<ReturnType<Journal['recent']>> {
  for (;;) {
    const before = sizes(dir)
    const months: ReturnType<Journal['recent']>[] = []
    for (const name of monthFiles(dir)) {
      months.push(readAll(dir, [name]))
      await breath()
    }
    if (sizes(dir) !== before) continue
    const unreadable = months.reduce((all, month) => all + month.unreadable, 0)
    return { events: months.flatMap(({ events }) => events), unreadable }
  }
}

const sizes = (dir: string): string => JSON.stringify(monthFiles(dir).map((name) => [name, sizeOf(join(dir, name))]))
const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

function readAll(dir: string, names: readonly string[]): ReturnType<Journal['recent']> {
  const lines = names.flatMap((name) => linesOf(join(dir, name)))
  const events = lines.map(readEvent).filter((event) => event !== null)
  return { events, unreadable: lines.length - events.length }
}

/** The files that hold these events in this order, as `append` would have written them. */
export function journalFiles(events: readonly SessionEvent[]): ReadonlyMap<string, string> {
  const files = new Map<string, string[]>()
  let newest = ''
  for (const event of events) {
    const name = monthOf(event.at)
    if (name > newest) newest = name
    const lines = files.get(newest) ?? []
    files.set(newest, lines)
    lines.push(`${JSON.stringify(event)}\n`)
  }
  return new Map([...files].map(([name, lines]) => [name, lines.join('')]))
}

/** Lines are in the order they were written: after a clock that was ahead, the later file simply goes on. */
function fileFor(dir: string, at: Instant): string {
  const name = monthOf(at)
  const newest = monthFiles(dir).at(-1)
  return newest !== undefined && newest > name ? newest : name
}

const monthOf = (at: Instant): string => `journal-${new Date(at).toISOString().slice(0, 7)}.jsonl`

export function monthFiles(dir: string): string[] {
  try {
    return readdirSync(dir)
      .filter((name) => NAME.test(name))
      .toSorted()
  } catch {
    return []
  }
}

function appendLines(dir: string, name: string, text: string): void {
  const isNew = !monthFiles(dir).includes(name)
  const handle = openSync(join(dir, name), 'a+', 0o600)
  try {
    const { size } = fstatSync(handle)
    const bytes = Buffer.from(endsTorn(handle, size) ? `\n${text}` : text)
    writeOrTakeBack(handle, size, bytes)
  } finally {
    closeSync(handle)
  }
  if (isNew) syncFolder(dir)
}

function endsTorn(handle: number, size: number): boolean {
  if (size === 0) return false
  const last = Buffer.alloc(1)
  readSync(handle, last, 0, 1, size - 1)
  return last[0] !== NEWLINE
}

/** All of it or, as far as the disk lets us, none. */
function writeOrTakeBack(handle: number, size: number, bytes: Buffer): void {
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done)
    fdatasyncSync(handle)
  } catch (error) {
    ftruncateSync(handle, size)
    throw error
  }
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
  } catch {
    return ['unreadable']
  }
}

function readEvent(line: string): SessionEvent | null {
  try {
    const parsed = SessionEvent.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
