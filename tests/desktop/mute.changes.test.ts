/** Desktops that change under a held mute: servers that restart or are replaced, a bus that comes back, levels, counted mutes. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { endProcess } from '../../scripts/lib/children.mjs'
import { createMute } from '../../src/main/mute/create.ts'
import { detect } from '../../src/main/mute/detect.ts'
import { connectBus } from '../../src/main/mute/host/bus.ts'
import { adapterContract, nextReport, portContract } from '../contracts/mute.contract.ts'
import { type FakeServer, fakeServer } from '../fakes/muteServer.ts'
import { connect } from '../harness/bus.ts'
import { waitFor } from '../harness/wait.ts'
import { type Lab, openLab } from './mute.lab.ts'
import { killHolders, startHolder, watchdogsOf } from './mute.processes.ts'

const NOTIFICATIONS = 'org.freedesktop.Notifications'
const LEVEL = 'org.dunstproject.cmd0.pauseLevel'
const DUNST = { name: NOTIFICATIONS, path: '/org/freedesktop/Notifications', interface: 'org.dunstproject.cmd0' }

describe('the server', () => {
  let lab: Lab
  beforeEach(async () => {
    lab = await openLab()
  })
  afterEach(() => lab.stop())

  test('restarts and forgets: muted again, and restored at the end', async () => {
    const stop = await lab.start('dunst')
    const mute = lab.mute()
    await mute.want({ until: null })
    await stop()
    await waitFor('the report', () => !mute.report().held)
    expect(mute.report()).toMatchObject({ level: 'unsupported', problem: 'unsupported' })
    await lab.start('dunst')
    await nextReport(mute, ({ held }) => held)
    expect([await lab.isMuted('dunst'), mute.report().problem]).toEqual([true, null])
    await mute.want(null)
    expect(await lab.isMuted('dunst')).toBe(false)
    await mute.stop()
  })

  test('restarts under two owners: the last one restores all the same', async () => {
    const stop = await lab.start('dunst')
    const [one, two] = [lab.mute('one'), lab.mute('two')]
    await Promise.all([one.want({ until: null }), two.want({ until: null })])
    await stop()
    await lab.start('dunst')
    // One of them has muted the new server; whether the other knows of it yet must not matter.
    await waitFor('the mute', () => lab.isMuted('dunst'))
    await one.want(null)
    expect(await lab.isMuted('dunst')).toBe(true)
    await two.want(null)
    expect(await lab.isMuted('dunst')).toBe(false)
    await Promise.all([one.stop(), two.stop()])
  })

  test('appears only after the wish', async () => {
    const mute = lab.mute()
    expect(await mute.want({ until: null })).toMatchObject({ held: false, problem: 'unsupported' })
    await lab.start('dunst')
    await nextReport(mute, ({ held }) => held)
    expect(await lab.isMuted('dunst')).toBe(true)
    await mute.stop()
  })

  test.each(['one', 'two'] as const)(
    "is replaced by another desktop's, %s owner(s): each is left as it was",
    async (count) => {
      const stop = await lab.start('xfce')
      const owners = count === 'one' ? ['one'] : ['one', 'two']
      const mutes = owners.map((owner) => lab.mute(owner))
      await Promise.all(mutes.map((mute) => mute.want({ until: null })))
      expect(await lab.isMuted('xfce')).toBe(true)
      await stop()
      await lab.start('dunst')
      await Promise.all(mutes.map((mute) => nextReport(mute, ({ held, adapter }) => held && adapter === 'dunst')))
      expect([await lab.isMuted('dunst'), await lab.isMuted('xfce')]).toEqual([true, false])
      for (const mute of mutes) await mute.stop()
      expect(await lab.isMuted('dunst')).toBe(false)
    },
  )
})

test('the bus goes and another takes its place: muted again, and the kept setting restored at the end', async () => {
  const lab = await openLab()
  const folder = await mkdtemp(join(tmpdir(), 'tideline-bus-'))
  const busAddress = `unix:path=${join(folder, 'bus')}`
  const env = { ...lab.env, DBUS_SESSION_BUS_ADDRESS: busAddress }
  const startBus = async () => {
    const daemon = spawn('dbus-daemon', ['--session', '--nofork', `--address=${busAddress}`, '--print-address=1'], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    await once(daemon.stdout, 'data')
    const bus = connect(busAddress)
    lab.run('/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd', [], env)
    await waitFor('xfce4-notifyd', () => bus.hasOwner(NOTIFICATIONS))
    return { daemon, bus }
  }
  const first = await startBus()
  const mute = createMute({ busAddress, runtimeDir: lab.runtimeDir, env, now: Date.now, owner: 'one' })
  expect(await mute.want({ until: null })).toMatchObject({ held: true })
  first.bus.close()
  await endProcess(first.daemon, 'SIGKILL')
  await nextReport(mute, ({ problem }) => problem === 'bus_gone')
  const second = await startBus()
  await nextReport(mute, ({ held }) => held)
  const setting = { name: 'org.xfce.Xfconf', path: '/org/xfce/Xfconf', interface: 'org.xfce.Xfconf' }
  const exists = () => second.bus.call(setting, 'PropertyExists', 'ss', ['xfce4-notifyd', '/do-not-disturb'])
  expect(await exists()).toEqual([true])
  await mute.stop()
  expect(await exists()).toEqual([false])
  second.bus.close()
  await endProcess(second.daemon)
  await rm(folder, { recursive: true, force: true })
  await lab.stop()
})

describe('dunst from 1.12, which has levels', () => {
  let lab: Lab
  let server: FakeServer
  beforeEach(async () => {
    lab = await openLab()
    server = await fakeServer(lab.busAddress, {
      name: 'dunst',
      version: '1.12.2',
      properties: { [LEVEL]: { signature: 'u', value: 40 } },
    })
  })
  afterEach(async () => {
    killHolders()
    await server.close()
    await lab.stop()
  })

  test('gets back the level that the person had chosen', async () => {
    const mute = lab.mute()
    expect(await mute.want({ until: null })).toMatchObject({ held: true, label: 'dunst 1.12.2' })
    expect(server.value(LEVEL)).toBe(100)
    await mute.want(null)
    expect(server.value(LEVEL)).toBe(40)
    await mute.stop()
  })

  test('keeps a level that the person chose while we held', async () => {
    const mute = lab.mute()
    await mute.want({ until: null })
    await lab.bus.set(DUNST, 'pauseLevel', 'u', 20)
    await mute.want(null)
    expect(server.value(LEVEL)).toBe(20)
    await mute.stop()
  })

  test('gets it back after kill -9 too', async () => {
    const holder = await startHolder(lab, 'one')
    expect(server.value(LEVEL)).toBe(100)
    await holder.kill()
    await waitFor('the level', () => server.value(LEVEL) === 40, 1_000)
  })

  test('keeps a level that the person chose while we held, after kill -9 too', async () => {
    const holder = await startHolder(lab, 'one')
    await lab.bus.set(DUNST, 'pauseLevel', 'u', 20)
    await holder.kill()
    await waitFor('the watchdog to end', () => watchdogsOf(holder.pid).length === 0)
    expect(server.value(LEVEL)).toBe(20)
  })
})

describe("a desktop that counts mutes itself (Plasma's protocol, a fake of it)", () => {
  let lab: Lab
  let server: FakeServer
  beforeAll(async () => {
    lab = await openLab()
    server = await fakeServer(lab.busAddress, {
      name: 'Plasma',
      vendor: 'KDE',
      version: '6.3.6',
      capabilities: ['body', 'inhibitions'],
    })
  })
  afterAll(async () => {
    killHolders()
    await server.close()
    await lab.stop()
  })
  /** Only off: the person ends all inhibitions from the applet. */
  const setByHand = (muted: boolean) => {
    if (!muted) server.revoke()
  }

  portContract(
    'inhibitions',
    async () => ({
      open: (owner) => lab.mute(owner),
      isMuted: () => server.inhibitions() > 0,
      setByHand,
      close: () => undefined,
    }),
    { counted: true },
  )

  test('is muted, as whole Plasma desktops were seen to be', async () => {
    const mute = lab.mute()
    expect(await mute.want({ until: null })).toMatchObject({
      level: 'verified',
      adapter: 'kde',
      label: 'Plasma 6.3.6',
      held: true,
    })
    await mute.stop()
  })

  test('kill -9: ended by the desktop itself, without lease or watchdog', async () => {
    const holder = await startHolder(lab, 'one')
    expect([server.inhibitions(), watchdogsOf(holder.pid)]).toEqual([1, []])
    await holder.kill()
    await waitFor('the inhibition to end', () => server.inhibitions() === 0, 1_000)
  })

  test("another program's inhibition is neither ours nor ended by us", async () => {
    const other = connect(lab.busAddress)
    await other.call({ ...DUNST, interface: NOTIFICATIONS }, 'Inhibit', 'ssa{sv}', ['other', 'a film', {}])
    const mute = lab.mute()
    expect(await mute.want({ until: null })).toMatchObject({ held: true, alreadyMuted: false })
    expect(server.inhibitions()).toBe(2)
    await mute.stop()
    expect(server.inhibitions()).toBe(1)
    other.close()
  })
})

describe('the adapter for dunst from 1.12', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await openLab()
  })
  afterAll(() => lab.stop())

  adapterContract('dunst with levels', async () => {
    const server = await fakeServer(lab.busAddress, {
      name: 'dunst',
      version: '1.12.2',
      properties: { [LEVEL]: { signature: 'u', value: 0 } },
    })
    const bus = await connectBus(lab.busAddress)
    const { adapter } = await detect(bus, lab.env)
    return {
      adapter,
      shell: lab.env,
      setByHand: (muted) => lab.bus.set(DUNST, 'pauseLevel', 'u', muted ? 100 : 0),
      async close() {
        bus.close()
        await server.close()
      },
    }
  })
})
