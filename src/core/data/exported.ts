/**
 * Everything a person has, in one file (docs/export.md). Each part carries the version it has on disk, so that an old
 * file is brought up to date by the same steps as an old data folder. Two exports of the same state are the same bytes.
 */
import { z } from 'zod'
import { Calendar } from '../calendar/calendar.ts'
import { openTail, SessionEvent } from '../focus/session.ts'
import { kept, type KeptName, NewerVersion, upgrade, versionOf } from '../persist/kept.ts'
import { Block } from '../planner/block.ts'
import { Rhythm } from '../planner/rhythm.ts'
import { Task } from '../planner/task.ts'
import { Settings, type State } from '../app/state.ts'
import { canonical } from './canonical.ts'

export const EXPORT_FORMAT = 'tideline'
export const EXPORT_VERSION = 1

/**
 * Whether a kept thing goes along. What stays belongs to this computer or can be had again: busy times are read from
 * their calendars, teammates from the hub; a team is joined anew, since its token never leaves the vault.
 */
const TRAVELS = {
  settings: true,
  plan: true,
  rhythm: true,
  inbox: true,
  calendars: true,
  busy: false,
  starts: false,
  history: false,
  status: false,
  teams: false,
  outboxes: false,
  rosters: false,
  docs: false,
  papers: false,
  letters: false,
} as const satisfies Record<KeptName, boolean>

export type PartName = { [Name in KeptName]: (typeof TRAVELS)[Name] extends true ? Name : never }[KeptName]
export const PART_NAMES = (Object.keys(TRAVELS) as KeptName[]).filter((name): name is PartName => TRAVELS[name])

/** What concerns this computer alone: programs and files on it, and what was tried on its desktop. */
const OF_THIS_COMPUTER = {
  hook: true,
  publishTo: true,
  muteTests: true,
  toldNoTray: true,
  startAtLogin: true,
} as const satisfies { readonly [Name in keyof Settings]?: true }

/** The secret part of an address is in the vault and never here; what was fetched is fetched anew. */
const CalendarExported = Calendar.pick({ id: true, name: true, source: true, means: true })

const part = <Value>(name: PartName, value: z.ZodType<Value>) =>
  z.strictObject({ version: z.literal(versionOf(name)), value }).optional()

/** What a file of today holds; made into docs/export.schema.json. */
export const ExportFile = z.strictObject({
  format: z.literal(EXPORT_FORMAT),
  version: z.literal(EXPORT_VERSION),
  parts: z.strictObject({
    settings: part('settings', Settings.omit(OF_THIS_COMPUTER)),
    plan: part('plan', z.record(z.string(), Block)),
    rhythm: part('rhythm', Rhythm),
    inbox: part('inbox', z.record(z.string(), Task)),
    calendars: part('calendars', z.record(z.string(), CalendarExported)),
  } satisfies Record<PartName, z.ZodType>),
  journal: z.array(SessionEvent),
})

export type Parts = Pick<State, PartName>

export interface Exported {
  /** Only what the file has. */
  readonly parts: Partial<Parts>
  readonly journal: readonly SessionEvent[]
}

const without = (value: object, names: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !Object.hasOwn(names, name)))

/** What of a setting stays as it is here, whatever a file says. */
export const settingsFrom = (theirs: Settings, mine: Settings): Settings => ({
  ...theirs,
  hook: mine.hook,
  publishTo: mine.publishTo,
  muteTests: mine.muteTests,
  toldNoTray: mine.toldNoTray,
  startAtLogin: mine.startAtLogin,
})

const written: { readonly [Name in PartName]: (state: Parts) => unknown } = {
  settings: ({ settings }) => without(settings, OF_THIS_COMPUTER),
  plan: ({ plan }) => plan,
  rhythm: ({ rhythm }) => rhythm,
  inbox: ({ inbox }) => inbox,
  calendars: ({ calendars }) =>
    Object.fromEntries(
      Object.values(calendars).map(({ id, name, source, means }) => [id, { id, name, source, means }]),
    ),
}

/** The session under way is not part of it: on another computer it would go on. */
export function closedJournal(events: readonly SessionEvent[]): readonly SessionEvent[] {
  const open = openTail(events)?.[0].session
  return open === undefined ? events : events.filter(({ session }) => session !== open)
}

export function exportText(state: Parts, journal: readonly SessionEvent[]): string {
  const parts = Object.fromEntries(
    PART_NAMES.map((name) => [name, { version: versionOf(name), value: written[name](state) }]),
  )
  const file = { format: EXPORT_FORMAT, version: EXPORT_VERSION, parts, journal: closedJournal(journal) }
  return `${canonical(file, 1)}\n`
}

export type ImportCode = 'import_no_file' | 'import_too_large' | 'import_not_ours' | 'import_newer' | 'import_broken'

/** Why a file cannot be taken; `where` is the part of it that cannot be read. */
export class ImportProblem extends Error {
  readonly code: ImportCode
  readonly where: string
  constructor(code: ImportCode, where = '') {
    super(code)
    this.code = code
    this.where = where
  }
}

const Envelope = z.object({ format: z.literal(EXPORT_FORMAT), version: z.int().positive() })
const Body = z.strictObject({
  format: z.string(),
  version: z.int(),
  parts: z.record(z.string(), z.strictObject({ version: z.int().positive(), value: z.unknown() })),
  journal: z.array(z.unknown()).default([]),
})

/** All of a file or nothing. Throws `ImportProblem`. */
export function readExport(text: string): Exported {
  const input = readJson(text)
  const envelope = Envelope.safeParse(input)
  if (!envelope.success) throw new ImportProblem('import_not_ours')
  if (envelope.data.version > EXPORT_VERSION) throw new ImportProblem('import_newer')
  const body = Body.safeParse(input)
  if (!body.success) throw new ImportProblem('import_broken', body.error.issues[0]?.path.join('.') || 'parts')
  const { parts, journal } = body.data
  const read: Record<string, unknown> = {}
  for (const [name, { version, value }] of Object.entries(parts)) read[name] = readPart(name, version, value)
  return { parts: read, journal: closedJournal(journal.map(readEvent)) }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new ImportProblem('import_not_ours')
  }
}

/** A part that is not known here is one that a newer Tideline has. */
function readPart(name: string, version: number, value: unknown): unknown {
  const known = PART_NAMES.find((one) => one === name)
  if (known === undefined) throw new ImportProblem('import_newer')
  try {
    const read = upgrade(known, version, value)
    if (!hasOwnIds(known, read)) throw new ImportProblem('import_broken', name)
    return read
  } catch (error) {
    if (error instanceof ImportProblem) throw error
    if (error instanceof NewerVersion) throw new ImportProblem('import_newer')
    const path = error instanceof z.ZodError ? (error.issues[0]?.path ?? []) : []
    throw new ImportProblem('import_broken', [name, ...path].join('.'))
  }
}

/** Everything lies under its own id; else one thing could be there twice. */
function hasOwnIds(name: PartName, value: unknown): boolean {
  if (name === 'settings') return true
  const records = name === 'rhythm' ? kept.rhythm.schema.parse(value).blocks : (value as Record<string, unknown>)
  return Object.entries(records).every(
    ([id, one]) => typeof one === 'object' && one !== null && 'id' in one && one.id === id,
  )
}

/** The end of the year 9999, in milliseconds: later there are no files for a month. */
const LATEST = 253_402_300_799_999

function readEvent(input: unknown, at: number): SessionEvent {
  const read = SessionEvent.safeParse(input)
  if (!read.success || read.data.at < 0 || read.data.at > LATEST)
    throw new ImportProblem('import_broken', `journal.${at + 1}`)
  return read.data
}
