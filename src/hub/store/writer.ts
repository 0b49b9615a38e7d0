/**
 * The disk side of the embedded store. Runs in a worker thread, so that waiting for the disk never delays a frame.
 * One message is one transaction; its answer means that the rows are on the disk.
 */
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { EMPTY_IMAGE, type Image, MIGRATIONS, type Row, TABLE_NAMES, type TableName, TABLES } from './tables.ts'

/** The file that this thread is to write; null in a thread that is no writer. */
export function writerFile(): string | null {
  const data: unknown = workerData
  if (typeof data !== 'object' || data === null || !('file' in data)) return null
  return typeof data.file === 'string' ? data.file : null
}

/** To the worker. */
export type WriterOrder = { readonly write: readonly Row[] } | { readonly copyTo: string } | { readonly close: true }
/** From the worker: first `opened` or `broken`, then one `wrote` or `copied` for each order. */
export type WriterReport =
  | { readonly opened: Image; readonly pepper: string }
  | { readonly broken: 'locked' | 'newer' | 'damaged' | 'unopened'; readonly detail: string }
  | { readonly wrote: true }
  | { readonly wrote: false; readonly detail: string }
  | { readonly copied: boolean; readonly detail: string }

/** Takes the thread's orders until it is told to close. */
export function runWriter(): void {
  const [port, file] = [parentPort, writerFile()]
  if (port === null || file === null) throw new Error('The writer runs in a worker thread that knows its file')
  const db = openReporting(file, port)
  if (db === null) return port.close()
  const write = batchWriter(db)
  port.on('message', (order: WriterOrder) => {
    if ('write' in order) return port.postMessage(write(order.write))
    if ('copyTo' in order) return port.postMessage(copy(db, order.copyTo))
    db.close()
    port.close()
  })
}

function openReporting(file: string, port: MessagePort): DatabaseSync | null {
  try {
    const db = openDatabase(file)
    const report: WriterReport = { opened: readImage(db), pepper: pepperOf(db) }
    port.postMessage(report)
    return db
  } catch (error) {
    const report: WriterReport = {
      broken: reasonOf(error),
      detail: error instanceof Error ? error.message : String(error),
    }
    port.postMessage(report)
    return null
  }
}

class DamagedError extends Error {}
class NewerError extends Error {}

function reasonOf(error: unknown): 'locked' | 'newer' | 'damaged' | 'unopened' {
  const text = error instanceof Error ? error.message : ''
  if (error instanceof NewerError) return 'newer'
  if (error instanceof DamagedError || /malformed|not a database/.test(text)) return 'damaged'
  return /locked|busy/.test(text) ? 'locked' : 'unopened'
}

/** The exclusive lock keeps a second hub off this file; it falls with the process. */
function openDatabase(file: string): DatabaseSync {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA locking_mode = EXCLUSIVE')
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON')
  db.exec('BEGIN IMMEDIATE; COMMIT')
  const check = db.prepare('PRAGMA quick_check(1)').get()
  if (check?.['quick_check'] !== 'ok') throw new DamagedError(String(check?.['quick_check']))
  migrate(db, file)
  return db
}

/** One consistent file without a journal, on the disk before this answers. */
function copy(db: DatabaseSync, file: string): WriterReport {
  try {
    db.prepare('VACUUM INTO ?').run(file)
    const handle = openSync(file, 'r+')
    fsyncSync(handle)
    closeSync(handle)
    return { copied: true, detail: '' }
  } catch (error) {
    return { copied: false, detail: error instanceof Error ? error.message : String(error) }
  }
}

/** What an older version wrote is kept as it was, beside the file that is brought up to date. */
function migrate(db: DatabaseSync, file: string): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version'])
  if (version > MIGRATIONS.length) throw new NewerError(`version ${version}`)
  const before = `${file}.version-${version}`
  if (version > 0 && version < MIGRATIONS.length && !existsSync(before)) db.prepare('VACUUM INTO ?').run(before)
  for (let step = version; step < MIGRATIONS.length; step += 1) {
    db.exec(`BEGIN; ${MIGRATIONS[step]}; PRAGMA user_version = ${step + 1}; COMMIT`)
  }
}

function pepperOf(db: DatabaseSync): string {
  db.prepare("INSERT OR IGNORE INTO meta (name, value) VALUES ('pepper', ?)").run(randomBytes(32).toString('hex'))
  return String(db.prepare("SELECT value FROM meta WHERE name = 'pepper'").get()?.['value'])
}

const columnsOf = (table: TableName): string[] => [...TABLES[table].key, ...TABLES[table].rest]

function readImage(db: DatabaseSync): Image {
  const read = (table: TableName) => {
    const rows = db.prepare(`SELECT ${columnsOf(table).join(', ')} FROM ${table}`).all()
    return rows.map((row) => columnsOf(table).map((column) => asCell(row[column])))
  }
  const entries = TABLE_NAMES.map((table) => [table, read(table)] as const)
  return { ...EMPTY_IMAGE, ...Object.fromEntries(entries) }
}

const asCell = (value: unknown): string | number | null =>
  typeof value === 'string' || typeof value === 'number' ? value : null

function batchWriter(db: DatabaseSync): (rows: readonly Row[]) => WriterReport {
  const statements = prepareAll(db)
  return (rows) => {
    try {
      db.exec('BEGIN IMMEDIATE')
      for (const { table, key, rest } of rows) {
        const statement = statements.get(table)
        if (rest === null) statement?.remove.run(...key)
        else statement?.save.run(...key, ...rest)
      }
      db.exec('COMMIT')
      return { wrote: true }
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK')
      return { wrote: false, detail: error instanceof Error ? error.message : String(error) }
    }
  }
}

interface Statements {
  readonly save: StatementSync
  readonly remove: StatementSync
}

function prepareAll(db: DatabaseSync): Map<TableName, Statements> {
  const prepared = new Map<TableName, Statements>()
  for (const table of TABLE_NAMES) {
    const columns = columnsOf(table)
    const marks = columns.map(() => '?').join(', ')
    const save = db.prepare(`INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${marks})`)
    const remove = db.prepare(
      `DELETE FROM ${table} WHERE ${TABLES[table].key.map((column) => `${column} = ?`).join(' AND ')}`,
    )
    prepared.set(table, { save, remove })
  }
  return prepared
}
