/** A store for tests that keeps its rows in memory: what it promised is there after `crash`, what it did not may be lost. */
import { ledgerStore, type Log } from './ledgerStore.ts'
import type { Caps } from './people.ts'
import { type Store, StoreError } from './port.ts'
import { EMPTY_IMAGE, type Image, type Row, rowId, TABLE_NAMES } from './tables.ts'

export interface MemoryDisk {
  open(options: { now: number; restartLease: number; caps?: Partial<Caps> }): Promise<Store>
  /** The store that is open loses what is not durable yet, and everything it is told later. */
  crash(): void
  /** While true, writing fails as on a full disk. */
  full: boolean
}

export function createMemoryDisk(): MemoryDisk {
  const kept = new Map<string, Row>()
  let current: { lost: boolean } = { lost: true }
  const disk: MemoryDisk = {
    full: false,
    open(options) {
      current = { lost: false }
      return ledgerStore({ ...options, image: imageOf(kept), log: memoryLog(kept, disk, current), pepper: 'pepper' })
    },
    crash() {
      current.lost = true
    },
  }
  return disk
}

function memoryLog(kept: Map<string, Row>, disk: { full: boolean }, life: { lost: boolean }): Log {
  const waiting = new Map<string, Row>()
  return {
    write: (row) => void waiting.set(rowId(row), row),
    async durable() {
      await Promise.resolve()
      if (life.lost) return new Promise(() => {})
      if (disk.full) throw new StoreError('store')
      for (const [id, row] of waiting) kept.set(id, row)
      waiting.clear()
    },
    failing: () => disk.full,
    async close() {
      await this.durable()
    },
  }
}

function imageOf(kept: ReadonlyMap<string, Row>): Image {
  const image = { ...EMPTY_IMAGE }
  const rows = [...kept.values()]
  for (const table of TABLE_NAMES) {
    image[table] = rows.flatMap((row) => (row.table === table && row.rest !== null ? [[...row.key, ...row.rest]] : []))
  }
  return image
}
