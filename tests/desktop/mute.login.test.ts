/** The power went while a desktop was muted that remembers it, and Tideline does not start again: the entry at login restores. */
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fakeServer } from '../fakes/muteServer.ts'
import { commandOf } from '../harness/autostart.ts'
import { waitFor } from '../harness/wait.ts'
import { type Lab, openLab } from './mute.lab.ts'
import { killHolders, startHolder, watchdogsOf } from './mute.processes.ts'

const run = promisify(execFile)

const entryOf = ({ env }: Lab) => join(env['XDG_CONFIG_HOME'] ?? '', 'autostart', 'tideline-restore-mute.desktop')
const stateOf = ({ env }: Lab) => join(env['XDG_STATE_HOME'] ?? '', 'tideline')
const leftIn = (folder: string) => (existsSync(folder) ? readdirSync(folder) : [])

/** As the entry's own command, by the rules of its file. */
async function logIn(lab: Lab): Promise<void> {
  const [program = '', ...args] = commandOf(entryOf(lab))
  await run(program, args, { env: lab.env, timeout: 20_000 })
}

/** Everything dies at once, what was in memory is gone, and the kernel's id is another one. */
async function powerCut(lab: Lab, holder: { pid: number; kill(): Promise<void> }): Promise<void> {
  const guards = watchdogsOf(holder.pid)
  for (const pid of guards) process.kill(pid, 'SIGSTOP')
  await holder.kill()
  for (const pid of guards) process.kill(pid, 'SIGKILL')
  rmSync(join(lab.runtimeDir, 'tideline'), { recursive: true })
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  for (const name of leftIn(stateOf(lab)).filter((each) => each.endsWith('.lease'))) {
    const path = join(stateOf(lab), name)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(boot, 'an-earlier-one'))
  }
}

afterEach(killHolders)

describe.each(['xfce', 'mate', 'gnome'] as const)('%s', (name) => {
  let lab: Lab
  let stopServer: () => Promise<void>
  beforeAll(async () => {
    lab = await openLab()
  })
  afterAll(() => lab.stop())
  beforeEach(async () => {
    if (name === 'gnome') {
      const shell = await fakeServer(lab.busAddress, { name: 'gnome-shell' })
      stopServer = () => shell.close()
    } else stopServer = await lab.start(name)
    await lab.setByHand(name, false)
  })
  afterEach(() => stopServer())

  test('the entry restores, without Tideline, and takes itself away', async () => {
    const holder = await startHolder(lab, 'one')
    expect(readFileSync(entryOf(lab), 'utf8')).toMatch(/^\[Desktop Entry\]\nType=Application\nName=Tideline\n/)
    await powerCut(lab, holder)
    expect(await lab.isMuted(name)).toBe(true)
    await logIn(lab)
    expect([await lab.isMuted(name), existsSync(entryOf(lab)), leftIn(stateOf(lab))]).toEqual([false, false, []])
  })

  test("as the desktop's own library starts it", async () => {
    await powerCut(lab, await startHolder(lab, 'one'))
    await run('gio', ['launch', entryOf(lab)], { env: lab.env, timeout: 20_000 })
    await waitFor('the desktop to be restored', async () => !(await lab.isMuted(name)))
    await waitFor('the entry to be gone', () => !existsSync(entryOf(lab)))
  })

  test('a living app is left alone, and takes the entry away at its end', async () => {
    const holder = await startHolder(lab, 'one')
    await logIn(lab)
    expect([await lab.isMuted(name), existsSync(entryOf(lab))]).toEqual([true, true])
    await holder.release()
    expect([await lab.isMuted(name), existsSync(entryOf(lab)), leftIn(stateOf(lab))]).toEqual([false, false, []])
  })

  test('an app that starts first restores and mutes anew; the entry then leaves it alone', async () => {
    await powerCut(lab, await startHolder(lab, 'one'))
    const command = commandOf(entryOf(lab))
    const holder = await startHolder(lab, 'two')
    await run(command[0] ?? '', command.slice(1), { env: lab.env, timeout: 20_000 })
    expect(await lab.isMuted(name)).toBe(true)
    await holder.release()
    expect(await lab.isMuted(name)).toBe(false)
  })

  test('the watchdog takes the entry away too', async () => {
    const holder = await startHolder(lab, 'one')
    await holder.kill()
    await waitFor('the desktop to be restored', async () => !(await lab.isMuted(name)), 1_000)
    await waitFor('the entry to be gone', () => !existsSync(entryOf(lab)))
  })

  test('muted before by hand: no entry, and none that would unmute', async () => {
    await lab.setByHand(name, true)
    const holder = await startHolder(lab, 'one')
    expect(existsSync(entryOf(lab))).toBe(false)
    await holder.release()
    expect(await lab.isMuted(name)).toBe(true)
  })

  test('switched off by hand after the power cut: left alone', async () => {
    await powerCut(lab, await startHolder(lab, 'one'))
    await lab.setByHand(name, false)
    await logIn(lab)
    expect([await lab.isMuted(name), existsSync(entryOf(lab))]).toEqual([false, false])
  })
})

describe('a holder that is stopped', () => {
  test('is not dead: nobody unmutes under it, and nobody waits for it once it is', async () => {
    const lab = await openLab()
    await lab.start('dunst')
    const holder = await startHolder(lab, 'one')
    process.kill(holder.pid, 'SIGSTOP')
    const next = lab.mute('next')
    expect(await next.recover()).toEqual({ restored: false, adapter: null })
    expect([await lab.isMuted('dunst'), watchdogsOf(holder.pid).length]).toEqual([true, 1])
    await next.stop()
    expect(await lab.isMuted('dunst')).toBe(true)
    await holder.kill()
    await waitFor('the desktop to be restored', async () => !(await lab.isMuted('dunst')), 1_000)
    await lab.stop()
  })

  test('while its watchdog was stopped with it: both go on, and nothing is lost', async () => {
    const lab = await openLab()
    await lab.start('dunst')
    const holder = await startHolder(lab, 'one')
    const [guard = 0] = watchdogsOf(holder.pid)
    process.kill(guard, 'SIGSTOP')
    await holder.kill()
    expect(await lab.isMuted('dunst')).toBe(true)
    process.kill(guard, 'SIGCONT')
    await waitFor('the desktop to be restored', async () => !(await lab.isMuted('dunst')), 1_000)
    await lab.stop()
  })
})
