/** Wishes about everything the app keeps, in a file of the person's own, and what came of an import. */
import { z } from 'zod'
import { IMPORT_WAYS } from '../data/combine.ts'
import type { Parts } from '../data/exported.ts'
import type { SessionEvent } from '../focus/session.ts'

const file = z.string().trim().min(1, { error: 'data_bad_path' }).max(4_000, { error: 'data_bad_path' })

export const EXPORT_KINDS = ['all', 'sessions'] as const
export type ExportKind = (typeof EXPORT_KINDS)[number]

export const dataWishes = [
  z.strictObject({ type: z.literal('data.reveal') }),
  /** `to` is the whole path of a file; without it the person is asked for one. The value is the path that was written, empty where they chose none. */
  z.strictObject({ type: z.literal('data.export'), what: z.enum(EXPORT_KINDS), to: file.optional() }),
  /** Reads a file and changes nothing. The value is an `ImportPreview` as JSON, empty where the person chose no file. */
  z.strictObject({ type: z.literal('data.look'), from: file.optional() }),
  /** `seen` is the hash of what was looked at: another file in its place is refused. The value is where the old is kept. */
  z.strictObject({
    type: z.literal('data.import'),
    from: file,
    how: z.enum(IMPORT_WAYS),
    seen: z.string().max(64),
  }),
] as const

/** It is on the disk; `events` are the newest of its journal. */
export interface DataNews {
  readonly type: 'data.imported'
  readonly parts: Parts
  readonly events: readonly SessionEvent[]
}
