/** Never left muted by the dead, never unmuted under the living. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fakeServer } from '../fakes/muteServer.ts'
import { waitFor } from '../harness/wait.ts'
import { type Lab, openLab, type SwitchName } from './mute.lab.ts'
import { killHolders, startHolder, watchdogsOf } from './mute.processes.ts'

async function startServer(lab: Lab, name: SwitchName): Promise<() => Promise<void>> {
  if (name !== 'gnome') return lab.start(name)
  const shell = await fakeServer(lab.busAddress, { name: 'gnome-shell' })
  return () => shell.close()
}

const leasesIn = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.lease'))
        .map((name) => join(folder, name))
    : []

const leases = ({ runtimeDir, env }: Lab) => [
  ...leasesIn(join(runtimeDir, 'tideline')),
  ...leasesIn(join(env['XDG_STATE_HOME'] ?? '', 'tideline')),
]

/** What the bus's own lease says. */
const leaseText = (lab: Lab) =>
  leasesIn(join(lab.runtimeDir, 'tideline'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('')

afterEach(killHolders)

describe.each(['dunst', 'xfce', 'mate', 'gnome'] as const)('%s', (name) => {
  let lab: Lab
  let stopServer: () => Promise<void>
  beforeAll(async () => {
    lab = await openLab()
  })
  beforeEach(async () => {
    stopServer = await startServer(lab, name)
    await lab.setByHand(name, false)
  })
  afterEach(() => stopServer())
  afterAll(() => lab.stop())

  const isRestored = async () => {
    await waitFor('the desktop to be restored', async () => !(await lab.isMuted(name)), 1_000)
    await waitFor('the lease to be gone', () => leases(lab).length === 0)
    return true
  }

  test('kill -9: restored within a second', async () => {
    const holder = await startHolder(lab, 'one')
    expect([holder.report.held, await lab.isMuted(name)]).toEqual([true, true])
    await holder.kill()
    expect(await isRestored()).toBe(true)
    await waitFor('the watchdog to end', () => watchdogsOf(holder.pid).length === 0)
  })

  test('kill -9 of its whole process group: restored within a second', async () => {
    const holder = await startHolder(lab, 'one')
    await holder.killGroup()
    expect(await isRestored()).toBe(true)
  })

  test('a clean end leaves no watchdog and no lease', async () => {
    const holder = await startHolder(lab, 'one')
    expect(watchdogsOf(holder.pid)).toHaveLength(1)
    await holder.release()
    expect([await lab.isMuted(name), leases(lab)]).toEqual([false, []])
    await waitFor('the watchdog to end', () => watchdogsOf(holder.pid).length === 0)
  })

  test('two holders: the mute outlives the first, and ends with the second', async () => {
    const [one, two] = [await startHolder(lab, 'one'), await startHolder(lab, 'two')]
    await one.kill()
    await waitFor('the watchdog to have looked', () => watchdogsOf(one.pid).length === 0)
    expect(leaseText(lab)).not.toContain(`holder ${one.pid} `)
    expect(leaseText(lab)).toContain(`holder ${two.pid} `)
    expect(await lab.isMuted(name)).toBe(true)
    await two.kill()
    expect(await isRestored()).toBe(true)
  })

  test('two holders killed at once: restored once and for all', async () => {
    const holders = await Promise.all([startHolder(lab, 'one'), startHolder(lab, 'two')])
    await Promise.all(holders.map((holder) => holder.kill()))
    expect(await isRestored()).toBe(true)
  })

  test('app and watchdog killed: the next start restores', async () => {
    const holder = await startHolder(lab, 'one')
    for (const pid of watchdogsOf(holder.pid)) process.kill(pid, 'SIGSTOP')
    const guards = watchdogsOf(holder.pid)
    await holder.kill()
    for (const pid of guards) process.kill(pid, 'SIGKILL')
    await waitFor('nobody to guard', () => watchdogsOf(holder.pid).length === 0)
    expect(await lab.isMuted(name)).toBe(true)
    const next = lab.mute('next')
    expect(await next.recover()).toEqual({ restored: true, adapter: name })
    expect([await lab.isMuted(name), leases(lab)]).toEqual([false, []])
    expect(await next.recover()).toEqual({ restored: false, adapter: null })
    await next.stop()
  })

  test('a start that mutes at once keeps what the dead owner had found', async () => {
    const holder = await startHolder(lab, 'one')
    const guards = watchdogsOf(holder.pid)
    for (const pid of guards) process.kill(pid, 'SIGSTOP')
    await holder.kill()
    for (const pid of guards) process.kill(pid, 'SIGKILL')
    const next = lab.mute('next')
    expect(await next.want({ until: null })).toMatchObject({ held: true, alreadyMuted: false })
    await next.stop()
    expect(await lab.isMuted(name)).toBe(false)
  })

  test('muted before: kill -9 leaves it muted', async () => {
    await lab.setByHand(name, true)
    const holder = await startHolder(lab, 'one')
    expect(holder.report.alreadyMuted).toBe(true)
    await holder.kill()
    await waitFor('the watchdog to be done', () => watchdogsOf(holder.pid).length === 0 && leases(lab).length === 0)
    expect(await lab.isMuted(name)).toBe(true)
  })

  test('switched off by hand before the crash: left alone', async () => {
    const holder = await startHolder(lab, 'one')
    await lab.setByHand(name, false)
    await holder.kill()
    await waitFor('the watchdog to be done', () => watchdogsOf(holder.pid).length === 0 && leases(lab).length === 0)
    expect(await lab.isMuted(name)).toBe(false)
  })
})

describe.each(['dunst', 'xfce'] as const)('killed at any moment of taking and giving back (%s)', (name) => {
  const MOMENTS = 6
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab()
    await lab.start(name)
  })
  afterAll(() => lab.stop())
  /** Spread over a round, which takes some 15 ms. */
  const killAt = async (moment: number) => {
    const holder = await startHolder(lab, 'one', {}, 'flicker')
    await new Promise((resolve) => setTimeout(resolve, 20 + moment * 3.4))
    await holder.kill()
    await waitFor('the watchdogs to end', () => watchdogsOf(holder.pid).length === 0)
  }

  test('leaves nothing muted', async () => {
    const seen: boolean[] = []
    for (let moment = 0; moment < MOMENTS; moment += 1) {
      await killAt(moment)
      const next = lab.mute('next')
      await next.recover()
      seen.push(await lab.isMuted(name))
      await next.stop()
    }
    expect([seen, leases(lab)]).toEqual([seen.map(() => false), []])
  })

  test('takes nothing from one who holds', async () => {
    const other = lab.mute('other')
    await other.want({ until: null })
    const seen: boolean[] = []
    for (let moment = 0; moment < MOMENTS; moment += 1) {
      await killAt(moment)
      seen.push(await lab.isMuted(name))
    }
    expect([seen, other.report().problem]).toEqual([seen.map(() => true), null])
    await other.stop()
    expect(await lab.isMuted(name)).toBe(false)
  })
})

describe('the watchdog', () => {
  let lab: Lab
  beforeEach(async () => {
    lab = await openLab()
    await lab.start('dunst')
  })
  afterEach(() => lab.stop())

  test('is not talked out of it by SIGTERM, and does not act while its owner lives', async () => {
    const holder = await startHolder(lab, 'one')
    const [guard = 0] = watchdogsOf(holder.pid)
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) process.kill(guard, signal)
    await lab.notify('meanwhile')
    expect([watchdogsOf(holder.pid), await lab.isMuted('dunst')]).toEqual([[guard], true])
    await holder.kill()
    await waitFor('the desktop to be restored', async () => !(await lab.isMuted('dunst')), 1_000)
  })

  test('is replaced when it is killed; killed again at once, the report says so', async () => {
    const mute = lab.mute('one')
    await mute.want({ until: null })
    const [first = 0] = watchdogsOf(process.pid)
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    process.kill(first, 'SIGKILL')
    await waitFor('another', () => watchdogsOf(process.pid).some((pid) => pid !== first))
    expect(mute.report()).toMatchObject({ held: true, problem: null })
    for (const pid of watchdogsOf(process.pid)) process.kill(pid, 'SIGKILL')
    await waitFor('the report', () => mute.report().problem === 'unguarded')
    expect(mute.report()).toMatchObject({ held: true, level: 'verified' })
    await mute.stop()
    expect(await lab.isMuted('dunst')).toBe(false)
  })

  test('starts no notification server when ours is gone', async () => {
    const mute = lab.mute('one')
    await mute.want({ until: null })
    const text = leaseText(lab)
    expect(text).toMatch(/--dest=:\d+\.\d+ /)
    expect(text).not.toContain('--dest=org.freedesktop.Notifications')
    await mute.stop()
  })

  test('says that nothing guards where the machine has no tool for it', async () => {
    const mute = lab.mute('one', { PATH: join(lab.dir, 'empty') })
    expect(await mute.want({ until: null })).toMatchObject({ held: true, problem: 'unguarded' })
    await mute.stop()
    expect(await lab.isMuted('dunst')).toBe(false)
  })
})

describe('a locker', () => {
  test('that lives and does not let go is waited for, for five seconds; a dead one locks nobody out', async () => {
    const lab = await openLab()
    await lab.start('dunst')
    const mute = lab.mute('one')
    await mute.want({ until: null })
    await mute.want(null)
    const folder = join(lab.runtimeDir, 'tideline')
    const path = join(folder, readdirSync(folder).find((name) => name.endsWith('.lock')) ?? '')
    const locker = spawn('flock', [path, 'sh', '-c', 'echo; exec sleep 600'], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    await once(locker.stdout, 'data')
    expect(await mute.want({ until: null })).toMatchObject({ held: false, problem: 'timeout', level: 'unsupported' })
    expect(await lab.isMuted('dunst')).toBe(false)
    process.kill(-(locker.pid ?? 0), 'SIGKILL')
    await waitFor('the next try', () => mute.report().held && mute.report().problem === null)
    expect(await lab.isMuted('dunst')).toBe(true)
    await mute.stop()
    await lab.stop()
  })
})
