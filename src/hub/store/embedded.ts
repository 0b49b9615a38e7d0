/** The store for one hub process: one SQLite file, written by a worker thread in groups. */
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { ledgerStore, type Log } from './ledgerStore.ts'
import type { Caps } from './people.ts'
import { type Store, StoreError } from './port.ts'
import { type Image, type Row, rowId } from './tables.ts'
import type { WriterOrder, WriterReport } from './writer.ts'

export interface EmbeddedOptions {
  readonly file: string
  /** The module that runs the writer's thread. */
  readonly writer: URL
  readonly now: number
  readonly restartLease: number
  readonly caps?: Partial<Caps>
  /** Told the database's own words when writing fails, and null when it works again. */
  readonly onTrouble?: (detail: string | null) => void
}

/** Why the file could not be opened. */
export class OpenError extends Error {
  readonly code: 'locked' | 'newer' | 'damaged' | 'unopened'
  constructor(code: OpenError['code'], detail: string) {
    super(detail)
    this.code = code
  }
}

/** How long to wait before rows that could not be written are tried again. */
const RETRY_MS = 1_000
/**
 * Statuses go to the disk at most so often: the first after a pause goes at once, those that follow closely share the
 * next transaction. A transaction costs as much as telling 50 people, and nobody waits for it but the acknowledgement.
 */
const PACE_MS = 200

/** Rows pass through the writer once: room for them to grow old in would only be kept. */
const WRITER_LIMITS = { maxYoungGenerationSizeMb: 4 }

/** Throws `OpenError`. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Store> {
  const worker = new Worker(options.writer, { workerData: { file: options.file }, resourceLimits: WRITER_LIMITS })
  const { image, pepper } = await opened(worker)
  const log = groupedLog(worker, options.onTrouble ?? (() => {}))
  const store = await ledgerStore({ ...options, image, pepper, log })
  return { ...store, backup: (now) => backup(worker, options.file, now) }
}

/** Everything that was confirmed before, in a folder beside the database. */
async function backup(worker: Worker, database: string, now: number): Promise<string> {
  const folder = join(dirname(database), 'backups')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const day = new Date(now).toISOString().replaceAll(':', '-').replace('.', '-')
  const file = join(folder, `hub-${day}.db`)
  const report = await new Promise<WriterReport>((done) => {
    const listen = (told: WriterReport): void => {
      if (!('copied' in told)) return
      worker.off('message', listen)
      done(told)
    }
    worker.on('message', listen)
    post(worker, { copyTo: file })
  })
  if ('copied' in report && report.copied) return file
  throw new StoreError('store', { cause: 'detail' in report ? report.detail : '' })
}

async function opened(worker: Worker): Promise<{ image: Image; pepper: string }> {
  const report = await new Promise<WriterReport>((done, failed) => worker.once('message', done).once('error', failed))
  if ('opened' in report) {
    worker.removeAllListeners('error')
    return { image: report.opened, pepper: report.pepper }
  }
  await worker.terminate()
  throw new OpenError('broken' in report ? report.broken : 'unopened', 'detail' in report ? report.detail : '')
}

interface Waiter {
  readonly done: () => void
  readonly failed: (error: StoreError) => void
}

/** Group commit: while one transaction is on its way to the disk, the next one gathers. */
function groupedLog(worker: Worker, onTrouble: (detail: string | null) => void): Log {
  let gathering = { rows: [] as Row[], waiters: [] as Waiter[] }
  let flying: typeof gathering | null = null
  let failing = false
  let planned = false
  let flewAt = -Infinity
  let timer: NodeJS.Timeout | null = null
  /** Somebody waits for what is gathering now. */
  let urgent = false

  const fly = (): void => {
    planned = false
    timer = null
    if (flying !== null) return
    urgent = false
    flewAt = performance.now()
    flying = gathering
    gathering = { rows: [], waiters: [] }
    if (flying.rows.length === 0) return landed()
    flying.rows = newest(flying.rows)
    post(worker, { write: flying.rows })
  }
  const plan = (): void => {
    if (planned || flying !== null || failing) return
    planned = true
    const rest = flewAt + PACE_MS - performance.now()
    if (rest <= 0 || urgent) setImmediate(fly)
    else timer = setTimeout(fly, rest)
  }
  const hurry = (): void => {
    if (urgent) return
    urgent = true
    if (timer === null) return
    clearTimeout(timer)
    setImmediate(fly)
  }
  const landed = (): void => {
    for (const waiter of flying?.waiters ?? []) waiter.done()
    flying = null
    if (failing) onTrouble(null)
    failing = false
    // Who was refused meanwhile wrote nothing, and still waits for their answer.
    if (gathering.rows.length > 0 || gathering.waiters.length > 0) plan()
  }
  const missed = (detail: string): void => {
    const lost = flying
    flying = null
    if (!failing) onTrouble(detail)
    failing = true
    gathering.rows = newest([...(lost?.rows ?? []), ...gathering.rows])
    const waiters = [...(lost?.waiters ?? []), ...gathering.waiters.splice(0)]
    for (const waiter of waiters) waiter.failed(new StoreError('store'))
    setTimeout(fly, RETRY_MS).unref()
  }
  worker.on('message', (report: WriterReport) => {
    if ('wrote' in report) report.wrote ? landed() : missed(report.detail)
  })

  const durable = (when: 'soon' | 'now' = 'soon'): Promise<void> =>
    new Promise((done, failed) => {
      gathering.waiters.push({ done, failed })
      if (when === 'now') hurry()
      plan()
    })
  return {
    write(row) {
      gathering.rows.push(row)
      plan()
    },
    durable,
    failing: () => failing,
    async close() {
      await durable('now').catch(() => {})
      post(worker, { close: true })
      await once(worker, 'exit')
    },
  }
}

/** Of each row what was written last. Names are compared once for many rows: a single change is told sooner so. */
function newest(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [rowId(row), row])).values()]
}

function post(worker: Worker, order: WriterOrder): void {
  worker.postMessage(order)
}
