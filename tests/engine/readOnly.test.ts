/** A disk that the kernel turns read-only under a running hub, as it does after an error of the device. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  away,
  eventually,
  greeted,
  HUB_ENTRY,
  joinAs,
  member,
  newTeam,
  NODE,
  nothing,
  putFrame,
  startHub,
} from '../hub/kit.ts'

vi.setConfig({ testTimeout: 120_000 })

const run = (command: string, ...args: string[]): string => execFileSync(command, args, { encoding: 'utf8' }).trim()

/**
 * A file system of its own in a file. Files that are open for writing keep Linux from remounting a disk read-only, so
 * a running hub only ever meets this the other way: the kernel gives up on a broken disk.
 */
function brokenDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'tideline-broken-'))
  const [image, data] = [join(folder, 'image'), mkdtempSync(join(folder, 'data-'))]
  writeFileSync(image, '')
  truncateSync(image, 24 * 1024 * 1024)
  let isMounted = false
  const mount = (): void => {
    run('mount', '-o', 'loop,errors=remount-ro', image, data)
    isMounted = true
  }
  const unmount = (): void => {
    if (isMounted) run('umount', data)
    isMounted = false
  }
  onTestFinished(() => {
    if (isMounted) run('umount', '-l', data)
    rmSync(folder, { recursive: true, force: true })
  })
  try {
    run('mkfs.ext4', '-q', image)
    mount()
  } catch {
    return null
  }
  return {
    data,
    /** From now on every write fails, of files that are open too. */
    breakDown: () =>
      writeFileSync(`/sys/fs/ext4/${basename(run('findmnt', '-no', 'SOURCE', data))}/trigger_fs_error`, '1'),
    /** What whoever looks after the machine does: only a new mount makes it writable again. */
    repair() {
      unmount()
      spawnSync('e2fsck', ['-fy', image])
      mount()
    },
    remount: (how: 'ro' | 'rw') => run('mount', '-o', `remount,${how}`, data),
  }
}

test('the disk of a running hub turns read-only: writes are refused by name, reading goes on, nothing confirmed is lost', async (context) => {
  const disk = brokenDisk()
  if (disk === null) return context.skip('mounting a file needs root and a loop device')
  const hub = await startHub({ data: disk.data })
  const invite = await newTeam(hub)
  const [ana, ben] = [await member(invite, 'Ana'), await joinAs(invite, 'Ben')]
  const client = await greeted(ben)
  ana.link.publish({ ...nothing, manual: away('confirmed') })
  await eventually(() => ana.view().pending).toBe(false)

  disk.breakDown()
  await eventually(() => {
    client.say(putFrame('manual', away('not to be kept')))
    return client.frames.some((frame) => frame.t === 'nack' && frame.code === 'store')
  }, 20_000).toBe(true)
  expect((await fetch(`${hub.url}/readyz`)).status).toBe(503)
  expect((await fetch(`${hub.url}/healthz`)).status).toBe(200)
  expect(await joinAs(invite, 'Chi').catch((error: Error) => error.message)).toBe('store')
  const sync = await (await greeted(ben)).frame('sync')
  expect(sync.items.find(({ p }) => p === ana.joined.person)?.manual?.text).toBe('confirmed')
  expect(hub.stderr()).toContain('store_cannot_write')
  ana.link.publish({ ...nothing, manual: away('said meanwhile') })
  await eventually(() => ana.view().pending).toBe(true)

  await hub.kill('SIGTERM')
  disk.repair()
  disk.remount('ro')
  const refused = spawnSync(NODE, [HUB_ENTRY, 'serve', '--data', disk.data], { encoding: 'utf8' })
  expect(refused).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('The disk is read-only') })
  expect(refused.stderr.trim().split('\n')).toHaveLength(1)
  disk.remount('rw')
  await startHub({ data: disk.data })
  await eventually(() => ana.view().status, 30_000).toBe('online')
  await eventually(() => ana.people.get('Ana')?.manual?.text, 20_000).toBe('said meanwhile')
  await eventually(() => ana.view().pending, 20_000).toBe(false)
})
