/** Rows on their way to the engine and back: table, field and cells, one after the other. */
import { z } from 'zod'
import { type Cell, type Image, type Row, TABLE_NAMES } from '../tables.ts'

const Cells = z.array(z.union([z.string(), z.number(), z.null()]))
const Fields = z.record(z.string(), z.string())

const cellsIn = (text: string): Cell[] => Cells.parse(JSON.parse(text))

/** A row that is taken away has an empty value. */
export const packed = (rows: readonly Row[]): string[] =>
  rows.flatMap((row) => [row.table, row.key.join(' '), row.rest === null ? '' : JSON.stringify(row.rest)])

export function unpacked(parts: readonly unknown[]): Row[] {
  const rows: Row[] = []
  for (let at = 0; at + 2 < parts.length; at += 3) {
    const [name, field, value] = z.tuple([z.string(), z.string(), z.string()]).parse(parts.slice(at, at + 3))
    const table = TABLE_NAMES.find((known) => known === name)
    if (table === undefined) throw new Error(`The engine has a table that this hub does not know: ${name}`)
    rows.push({ table, key: field.split(' '), rest: value === '' ? null : cellsIn(value) })
  }
  return rows
}

/** What a commit tells the other nodes; `all` where it is too much to tell. */
const News = z.object({ s: z.int(), r: z.int(), rows: z.array(z.string()).or(z.literal('all')) })
export type News = z.infer<typeof News>
export const readNews = (text: string): News => News.parse(JSON.parse(text))

/** A reply of a script, which is a list. */
export const listIn = (reply: unknown): readonly unknown[] => z.array(z.unknown()).catch([]).parse(reply)

/** The whole team as its hashes hold it: the head, then the tables in their order. */
export function readHashes(replies: readonly unknown[]): { seq: number | null; rev: number; image: Partial<Image> } {
  const [head = {}, ...tables] = replies.map((reply) => Fields.catch({}).parse(reply))
  const image = TABLE_NAMES.map((table, at) => {
    const rows = Object.entries(tables[at] ?? {})
    return [table, rows.map(([field, rest]) => [...field.split(' '), ...cellsIn(rest)])] as const
  })
  const seq = head['seq'] === undefined ? null : Number(head['seq'])
  return { seq, rev: Number(head['rev'] ?? 0), image: Object.fromEntries(image) }
}
