/** What is known of a calendar on a server: each object with its version, and which of them we wrote. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { writeWhole } from '../../files/writeWhole.ts'

const Known = z.strictObject({ etag: z.string(), data: z.string() })

/** An event that we wrote: for which block, and what it said. An empty sign is written anew. */
const Own = z.strictObject({ href: z.string(), block: z.string(), sign: z.string(), end: z.int() })

export const DavStore = z.strictObject({
  ctag: z.string().default(''),
  sync: z.string().default(''),
  objects: z.record(z.string(), Known).default({}),
  /** By the event's name. */
  own: z.record(z.string(), Own).default({}),
})
export type DavStore = z.infer<typeof DavStore>

/** Losing it costs one fetching of everything. */
export function readStore(file: string): DavStore {
  try {
    return DavStore.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return DavStore.parse({})
  }
}

export const writeStore = (file: string, store: DavStore): void => writeWhole(file, JSON.stringify(store))

/** All of it as one file, for the same reader as every calendar. Our own events are in the plan already. */
export function asFile({ objects }: DavStore, isOurs: (data: string) => boolean): string {
  const parts = Object.values(objects).flatMap(({ data }) => (isOurs(data) ? [] : [data.trimEnd()]))
  return parts.length === 0 ? 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' : `${parts.join('\r\n')}\r\n`
}
