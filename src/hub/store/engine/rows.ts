/** Rows on their way to the engine and back: table, field and cells, one after the other. */
import { z } from 'zod'
import { type Cell, type Image, type Row, TABLE_NAMES } from '../tables.ts'

const Fields = z.record(z.string(), z.string()).catch({})

const isText = (value: unknown): value is string => typeof value === 'string'
const isCell = (value: unknown): value is Cell => value === null || isText(value) || Number.isFinite(value)

/** Looked at by hand, as all that is read for every change: the other nodes' changes must not cost more than their own. */
function cellsIn(text: string): Cell[] {
  const cells: unknown = JSON.parse(text)
  if (!Array.isArray(cells) || !cells.every(isCell)) throw new Error('The engine has a row that this hub cannot read')
  return cells
}

/** A row that is taken away has an empty value. */
export const packed = (rows: readonly Row[]): string[] =>
  rows.flatMap((row) => [row.table, row.key.join(' '), row.rest === null ? '' : JSON.stringify(row.rest)])

export function unpacked(parts: readonly unknown[]): Row[] {
  const rows: Row[] = []
  for (let at = 0; at + 2 < parts.length; at += 3) {
    const [name, field, value] = [parts[at], parts[at + 1], parts[at + 2]]
    if (!isText(field) || !isText(value)) throw new Error('The engine has a row that this hub cannot read')
    const table = TABLE_NAMES.find((known) => known === name)
    if (table === undefined) throw new Error(`The engine has a table that this hub does not know: ${String(name)}`)
    rows.push({ table, key: field.split(' '), rest: value === '' ? null : cellsIn(value) })
  }
  return rows
}

/** What a commit tells the other nodes; `all` where it is too much to tell. */
export interface News {
  readonly s: number
  readonly r: number
  readonly rows: readonly unknown[] | 'all'
}

export function readNews(text: string): News {
  const news: unknown = JSON.parse(text)
  if (!isNews(news)) throw new Error('Another hub told what this one cannot read')
  return news
}

function isNews(news: unknown): news is News {
  if (typeof news !== 'object' || news === null || !('s' in news && 'r' in news && 'rows' in news)) return false
  const { s, r, rows } = news
  return Number.isSafeInteger(s) && Number.isSafeInteger(r) && (rows === 'all' || Array.isArray(rows))
}

/** A reply of a script, which is a list. */
export const listIn = (reply: unknown): readonly unknown[] => (Array.isArray(reply) ? reply : [])

/** The whole team as its hashes hold it: the head, then the tables in their order. */
export function readHashes(replies: readonly unknown[]): { seq: number | null; rev: number; image: Partial<Image> } {
  const [head = {}, ...tables] = replies.map((reply) => Fields.parse(reply))
  const image = TABLE_NAMES.map((table, at) => {
    const rows = Object.entries(tables[at] ?? {})
    return [table, rows.map(([field, rest]) => [...field.split(' '), ...cellsIn(rest)])] as const
  })
  const seq = head['seq'] === undefined ? null : Number(head['seq'])
  return { seq, rev: Number(head['rev'] ?? 0), image: Object.fromEntries(image) }
}
