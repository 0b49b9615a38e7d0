/** What an import would bring, counted, so that a person can choose before anything is written. */
import { sessionsOf } from '../focus/session.ts'
import { canonical } from './canonical.ts'
import { combine, type Combined, type ImportWay } from './combine.ts'
import { type Exported, settingsFrom } from './exported.ts'

export const PREVIEW_ROWS = ['plan', 'rhythm', 'daysOff', 'inbox', 'calendars', 'sessions', 'settings'] as const
export type PreviewRow = (typeof PREVIEW_ROWS)[number]

export interface PreviewCount {
  readonly row: PreviewRow
  /** In the file. */
  readonly theirs: number
  readonly mine: number
  /** In the file and not here. */
  readonly fresh: number
  /** In both, and not the same. */
  readonly different: number
}

export interface ImportPreview {
  /** The file that was looked at, and the hash of what was in it. */
  readonly from: string
  readonly seen: string
  /** Only what the file has. */
  readonly rows: readonly PreviewCount[]
  /** Calendars that will have to be given their address or password again. */
  readonly addresses: number
  /** Whether anything here would be another thing afterwards, by the way in which it is taken in. */
  readonly brings: Readonly<Record<ImportWay, boolean>>
}

type Records = Readonly<Record<string, unknown>>

export function previewRows({ parts, journal }: Exported, mine: Combined): readonly PreviewCount[] {
  const { plan, rhythm, inbox, calendars, settings } = parts
  const here = mine.parts
  const settled = settings === undefined ? undefined : settingsFrom(settings, here.settings)
  const rows: [PreviewRow, Records | undefined, Records][] = [
    ['plan', plan, here.plan],
    ['rhythm', rhythm?.blocks, here.rhythm.blocks],
    ['daysOff', rhythm?.daysOff, here.rhythm.daysOff],
    ['inbox', inbox, here.inbox],
    ['calendars', calendars && sources(calendars), sources(here.calendars)],
    ['sessions', sessionsById(journal), sessionsById(mine.journal)],
    ['settings', settled, here.settings],
  ]
  return rows.flatMap(([row, theirs, own]) => (theirs === undefined ? [] : [countOf(row, theirs, own)]))
}

function countOf(row: PreviewRow, theirs: Records, mine: Records): PreviewCount {
  const ids = Object.keys(theirs)
  const both = ids.filter((id) => Object.hasOwn(mine, id))
  const different = both.filter((id) => canonical(theirs[id]) !== canonical(mine[id]))
  return {
    row,
    theirs: ids.length,
    mine: Object.keys(mine).length,
    fresh: ids.length - both.length,
    different: different.length,
  }
}

/** Of everything that an import writes, also what no row counts. */
export function brings(theirs: Exported, mine: Combined): ImportPreview['brings'] {
  const before = canonical(mine)
  const changes = (way: ImportWay): boolean => canonical(combine(way, theirs, mine)) !== before
  return { merge: changes('merge'), replace: changes('replace') }
}

const sources = (calendars: Combined['parts']['calendars']): Records =>
  Object.fromEntries(Object.values(calendars).map(({ id, name, source, means }) => [id, { name, source, means }]))

const sessionsById = (journal: Combined['journal']): Records =>
  Object.fromEntries(sessionsOf(journal).map((session) => [session[0].session, session]))

/** Calendars that are not here and whose address is a secret. */
export const addressesMissing = ({ parts }: Exported, mine: Combined): number =>
  Object.values(parts.calendars ?? {}).filter(
    ({ id, source }) => mine.parts.calendars[id] === undefined && source.kind !== 'file',
  ).length
