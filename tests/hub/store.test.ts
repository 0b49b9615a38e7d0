import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, test } from 'vitest'
import { openEmbedded } from '../../src/hub/store/embedded.ts'
import { createMemoryDisk } from '../../src/hub/store/memory.ts'
import type { Store } from '../../src/hub/store/port.ts'
import { papersContract } from './papers.contract.ts'
import { peopleContract } from './people.contract.ts'
import type { Disk } from './disk.ts'
import { storeContract } from './store.contract.ts'

const writer = new URL('../../src/hub/store/writerThread.ts', import.meta.url)
const fullDiskWriter = new URL('./fullDiskThread.ts', import.meta.url)
const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

async function newFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tideline-store-'))
  folders.push(folder)
  return join(folder, 'hub.db')
}

function memoryDisk(): Disk {
  const disk = createMemoryDisk()
  return { open: disk.open, crash: async () => disk.crash() }
}

storeContract('memory', memoryDisk)
papersContract('memory: papers', memoryDisk)
peopleContract('memory: people', memoryDisk)

/** A power cut: what the disk holds at that moment goes on in a new folder; the old store is left behind. */
function embeddedDisk(first: string): Disk {
  let file = first
  let open: Store | null = null
  const left: (Store | null)[] = []
  leftBehind.push(left)
  return {
    async open(options) {
      open = await openEmbedded({ ...options, file, writer })
      return open
    },
    async crash() {
      left.push(open)
      const next = await newFile()
      await copyFile(file, next)
      await copyFile(`${file}-wal`, `${next}-wal`)
      file = next
    },
  }
}
const leftBehind: (Store | null)[][] = []
afterEach(async () => {
  for (const store of leftBehind.splice(0).flat()) await store?.close()
})

storeContract('embedded', async () => embeddedDisk(await newFile()))
papersContract('embedded: papers', async () => embeddedDisk(await newFile()))
peopleContract('embedded: people', async () => embeddedDisk(await newFile()))

test('a second hub on the same file is refused, and may start when the first one is gone', async () => {
  const file = await newFile()
  const options = { file, writer, now: 0, restartLease: 0 }
  const store = await openEmbedded(options)
  await expect(openEmbedded(options)).rejects.toMatchObject({ code: 'locked' })
  await store.close()
  await (await openEmbedded(options)).close()
})

test('a file of a newer version and a damaged one are refused by name and left as they are', async () => {
  const options = { writer, now: 0, restartLease: 0 }
  const newer = await newFile()
  await (await openEmbedded({ ...options, file: newer })).close()
  const db = new DatabaseSync(newer)
  db.exec('PRAGMA user_version = 99')
  db.close()
  await expect(openEmbedded({ ...options, file: newer })).rejects.toMatchObject({ code: 'newer' })
  const damaged = await newFile()
  await writeFile(damaged, 'not a database at all, but long enough to be looked at by the engine'.repeat(30))
  const before = await readFile(damaged)
  await expect(openEmbedded({ ...options, file: damaged })).rejects.toMatchObject({ code: 'damaged' })
  expect(await readFile(damaged)).toEqual(before)
})

test('while the disk refuses, writes are refused by name and reading goes on; then it recovers with nothing lost', async () => {
  const file = await newFile()
  const trouble: (string | null)[] = []
  const store = await openEmbedded({
    file,
    writer: fullDiskWriter,
    now: 0,
    restartLease: 0,
    onTrouble: (detail) => trouble.push(detail),
  })
  await store.createTeam({ id: 'atlas', name: 'Atlas', epoch: 'a'.repeat(16) })
  await store.addInvite('atlas', { id: 'i', hash: 'h', expires: 10, uses: 1, person: null })
  const ana = { person: 'ana', name: 'Ana', device: 'd', deviceName: 'laptop', token: { id: 't', mac: 'm' } }
  await writeFile(`${file}.full`, '')
  await expect(store.redeem({ id: 'i', hash: 'h' }, ana, 1)).rejects.toMatchObject({ code: 'store' })
  expect(store.writable()).toBe(false)
  expect(await store.token('t')).toBeNull()
  await expect(store.redeem({ id: 'i', hash: 'h' }, ana, 1)).rejects.toMatchObject({ code: 'store' })
  expect(store.view('atlas')?.since(null).set).toEqual([])
  await rm(`${file}.full`)
  await expect.poll(() => store.writable(), { timeout: 5_000 }).toBe(true)
  expect(await store.redeem({ id: 'i', hash: 'h' }, ana, 1)).toMatchObject({ ok: true })
  expect(trouble).toEqual([expect.stringContaining('disk'), null])
  await store.close()
})

test('after more crashes than gaps are kept, an old token gets everything rather than too little', async () => {
  const disk = createMemoryDisk()
  const store = await disk.open({ now: 0, restartLease: 0 })
  await store.createTeam({ id: 'atlas', name: 'Atlas', epoch: 'a'.repeat(16) })
  const seen = { epoch: 'a'.repeat(16), rev: (store.view('atlas')?.rev ?? 0) + 1 }
  for (let round = 0; round < 66; round += 1) {
    disk.crash()
    const again = await disk.open({ now: 0, restartLease: 0 })
    expect(again.view('atlas')?.since(seen).full).toBe(true)
  }
})
