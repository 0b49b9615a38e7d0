import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type FileDesktop, type FileDesktopOptions, fileDesktop } from '../../../tests/fakes/muteFile.ts'
import { leaseFiles, saveLease } from './lease/files.ts'
import { createMuteOver } from './mute.ts'
import type { MutePort } from './port.ts'

let folder: string
let ports: MutePort[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tideline-mute-'))
  writeFileSync(valuePath(), 'false')
  ports = []
})
afterEach(async () => {
  await Promise.all(ports.map((port) => port.stop()))
  rmSync(folder, { recursive: true, force: true })
})

const valuePath = () => join(folder, 'muted')
const env = () => ({ PATH: process.env['PATH'], HOME: join(folder, 'home') })
const files = () => leaseFiles(folder, 'unix:path=/bus', env())
const mirrors = () => (existsSync(files().mirrors ?? '') ? readdirSync(files().mirrors ?? '') : [])

function open(owner = 'one', options: FileDesktopOptions = {}): { port: MutePort; desktop: FileDesktop } {
  const desktop = fileDesktop(valuePath(), options)
  const port = createMuteOver({ desktop, files: files(), env: env(), owner, now: Date.now })
  ports.push(port)
  return { port, desktop }
}

describe('the order of things', () => {
  test('what was found is on the disk before the desktop is touched', async () => {
    const { port, desktop } = open()
    desktop.fail('failed', ['mute'])
    const seen: string[] = []
    const { adapter } = desktop
    vi.spyOn(adapter, 'mute').mockImplementation(async () => {
      seen.push(readFileSync(files().lease, 'utf8'))
      return true
    })
    await port.want({ until: null })
    expect(seen).toHaveLength(1)
    expect(seen[0]).toContain('"previous":false,"ours":true')
    expect(seen[0]).toContain(`holder ${process.pid} `)
  })

  test('a hold that is in force costs no look at the desktop', async () => {
    const { port, desktop } = open()
    await port.want({ until: null })
    const before = { ...desktop.calls }
    await port.want({ until: null })
    expect(desktop.calls).toEqual(before)
  })

  test('a repeated wish for nothing costs nothing either', async () => {
    const { port, desktop } = open()
    await port.want(null)
    desktop.fail('timeout')
    expect(await port.want(null)).toMatchObject({ problem: null })
  })

  test('stopping a port that never wished touches nothing', async () => {
    const { port, desktop } = open()
    desktop.fail('timeout')
    await port.stop()
    expect(desktop.calls).toEqual({ read: 0, mute: 0, restore: 0 })
  })
})

describe('what fails', () => {
  test.each(['not_applied', 'locked', 'failed', 'tool_missing'] as const)(
    'muting with %s: no lease is left',
    async (problem) => {
      const { port, desktop } = open()
      desktop.fail(problem, ['mute'])
      expect(await port.want({ until: null })).toMatchObject({ held: false, level: 'unsupported', problem })
      expect([existsSync(files().lease), desktop.muted()]).toEqual([false, false])
    },
  )

  test.each(['timeout', 'bus_gone'] as const)(
    'muting with %s: the lease waits, as the desktop may have heard',
    async (problem) => {
      const { port, desktop } = open()
      desktop.fail(problem, ['mute', 'read'])
      vi.spyOn(desktop.adapter, 'read').mockResolvedValueOnce(false)
      expect(await port.want({ until: null })).toMatchObject({ held: false, problem })
      desktop.setByHand(true)
      desktop.fail(null)
      expect(await open('next').port.recover()).toEqual({ restored: true, adapter: 'file' })
      expect(desktop.muted()).toBe(false)
    },
  )

  test('restoring: said, tried again, and made good', async () => {
    const { port, desktop } = open()
    await port.want({ until: null })
    desktop.fail('timeout', ['restore'])
    expect(await port.want(null)).toMatchObject({ held: false, problem: 'timeout' })
    // Meanwhile the watchdog, let go, restores by its own means.
    await vi.waitFor(() => expect(desktop.muted()).toBe(false))
    desktop.fail(null)
    await vi.waitFor(() => expect(port.report().problem).toBeNull(), 5_000)
    expect(existsSync(files().lease)).toBe(false)
  })

  test('after a failure the next wish is tried at once', async () => {
    const { port, desktop } = open()
    desktop.fail('timeout', ['find'])
    expect(await port.want({ until: null })).toMatchObject({ problem: 'timeout' })
    desktop.fail(null)
    await port.want(null)
    expect(await port.want({ until: null })).toMatchObject({ held: true, problem: null })
  })

  test('the same wish waits for its next try instead of hammering', async () => {
    const { port, desktop } = open()
    desktop.fail('timeout', ['read'])
    await port.want({ until: null })
    const { read } = desktop.calls
    await port.want({ until: null })
    expect(desktop.calls.read).toBe(read)
    desktop.fail(null)
    await vi.waitFor(() => expect(port.report().held).toBe(true), 5_000)
  })

  test('nothing guards: said, and held all the same', async () => {
    const { port } = open('one', { guarded: false })
    expect(await port.want({ until: null })).toMatchObject({ held: true, level: 'verified', problem: 'unguarded' })
  })
})

describe('two owners', () => {
  test('the last one restores, though it has not yet heard of the server that the other muted', async () => {
    const [one, two] = [open('one'), open('two', { tells: false })]
    await one.port.want({ until: null })
    await two.port.want({ until: null })
    one.desktop.setByHand(false)
    two.desktop.restart('unnoticed')
    one.desktop.restart()
    await vi.waitFor(() => expect(one.desktop.muted()).toBe(true))
    await one.port.want(null)
    expect(two.desktop.muted()).toBe(true)
    await two.port.want(null)
    expect(two.desktop.muted()).toBe(false)
  })

  test('one meets another desktop before the other: both desktops are left as they were', async () => {
    const other = join(folder, 'other')
    writeFileSync(other, 'false')
    const [one, two] = [open('one'), open('two')]
    await one.port.want({ until: null })
    await two.port.want({ until: null })
    const moved = createMuteOver({
      desktop: fileDesktop(other, { id: 'other' }),
      files: files(),
      env: env(),
      owner: 'three',
      now: Date.now,
    })
    ports.push(moved)
    await moved.want({ until: null })
    await one.port.want(null)
    await two.port.want(null)
    expect([readFileSync(valuePath(), 'utf8'), readFileSync(other, 'utf8')]).toEqual(['false', 'true'])
    await moved.want(null)
    expect(readFileSync(other, 'utf8')).toBe('false')
  })
})

describe('a setting that outlives the machine', () => {
  test('is restored at the next start although the runtime folder is gone', async () => {
    const { port, desktop } = open('one', { persists: true })
    const dead = { pid: 1, start: '0', boot: 'an earlier one', owner: 'one', until: null }
    const lease = {
      adapter: 'file',
      already: false,
      previous: false,
      ours: true,
      since: 0,
      restore: '',
      mirror: join(files().mirrors ?? '', 'mute-file.lease'),
      login: null,
      holders: [dead],
    }
    saveLease(files(), lease)
    rmSync(files().lease)
    desktop.setByHand(true)
    expect(await port.recover()).toEqual({ restored: true, adapter: 'file' })
    expect([desktop.muted(), mirrors()]).toEqual([false, []])
  })

  test('has its copy only while it is held', async () => {
    const { port } = open('one', { persists: true })
    await port.want({ until: null })
    expect(mirrors()).toEqual(['mute-file.lease', 'restore-mute.sh'])
    await port.want(null)
    expect(mirrors()).toEqual([])
  })

  test('is held through a lost runtime folder', async () => {
    const { port, desktop } = open('one', { persists: true })
    await port.want({ until: null })
    rmSync(join(folder, 'tideline'), { recursive: true })
    await port.want(null)
    expect([desktop.muted(), mirrors()]).toEqual([false, []])
  })

  test('a broken lease is no lease', async () => {
    saveLease(files(), {
      adapter: 'file',
      already: false,
      previous: false,
      ours: true,
      since: 0,
      restore: '',
      mirror: null,
      login: null,
      holders: [],
    })
    writeFileSync(files().lease, 'torn')
    const { port, desktop } = open()
    desktop.setByHand(true)
    expect(await port.recover()).toEqual({ restored: false, adapter: null })
    expect(desktop.muted()).toBe(true)
    expect(await port.want({ until: null })).toMatchObject({ alreadyMuted: true })
  })
})
