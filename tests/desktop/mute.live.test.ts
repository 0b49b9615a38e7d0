/** The mute contract over real notification servers, and real notices that are really held back. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { detect } from '../../src/main/mute/detect.ts'
import { busTool } from '../../src/main/mute/host/shell.ts'
import { connectBus } from '../../src/main/mute/host/bus.ts'
import { adapterContract, portContract } from '../contracts/mute.contract.ts'
import { fakeServer } from '../fakes/muteServer.ts'
import { waitFor } from '../harness/wait.ts'
import { type Lab, openLab, type SwitchName } from './mute.lab.ts'

/** GNOME's shell does not run here: its settings and their store are the real ones, its notification server is ours. */
async function startServer(lab: Lab, name: SwitchName): Promise<() => Promise<void>> {
  if (name !== 'gnome') return lab.start(name)
  const shell = await fakeServer(lab.busAddress, { name: 'gnome-shell', vendor: 'GNOME', version: '48.7' })
  return () => shell.close()
}

const LABELS: Record<SwitchName, RegExp> = {
  dunst: /^dunst \d/,
  xfce: /^Xfce Notify Daemon \d/,
  mate: /^MATE Notification Daemon \d/,
  gnome: /^gnome-shell 48\.7$/,
}

describe.each(['dunst', 'xfce', 'mate', 'gnome'] as const)('%s', (name) => {
  let lab: Lab
  let stopServer: () => Promise<void>
  beforeAll(async () => {
    lab = await openLab()
  })
  // MATE's daemon ends itself after some idle seconds.
  beforeEach(async () => {
    stopServer = await startServer(lab, name)
  })
  afterEach(() => stopServer())
  afterAll(() => lab.stop())
  const setByHand = (muted: boolean) => lab.setByHand(name, muted)

  adapterContract(name, async () => {
    const bus = await connectBus(lab.busAddress)
    const { adapter } = await detect(bus, lab.env)
    return { adapter, shell: lab.env, setByHand, close: () => bus.close() }
  })

  portContract(name, async () => ({
    open: (owner) => lab.mute(owner),
    isMuted: () => lab.isMuted(name),
    setByHand,
    close: () => undefined,
  }))

  test('is known by its server, and may call itself verified', async () => {
    const mute = lab.mute()
    await mute.want(null)
    const { level, adapter, label } = mute.report()
    expect([level, adapter]).toEqual(['verified', name])
    expect(label).toMatch(LABELS[name])
    await mute.stop()
  })
})

describe('a daemon that sleeps until the next notice', () => {
  test.each(['xfce', 'mate'] as const)(
    '%s is muted without being woken, and holds back when it wakes',
    async (name) => {
      const lab = await openLab()
      const mute = lab.mute('test', { XDG_CURRENT_DESKTOP: name.toUpperCase() })
      expect(await mute.want({ until: null })).toMatchObject({ held: true, adapter: name, problem: null })
      expect(await lab.bus.hasOwner('org.freedesktop.Notifications')).toBe(false)
      await lab.start(name)
      await lab.notify('held back')
      await mute.want(null)
      await lab.notify('shown')
      await waitFor('a window', async () => (await lab.windows()) > 0)
      expect(await lab.windows()).toBe(1)
      await mute.stop()
      await lab.stop()
    },
  )
})

describe('a setting that was never there', () => {
  test('is not there afterwards (XFCE)', async () => {
    const lab = await openLab()
    await lab.start('xfce')
    const mute = lab.mute()
    await mute.want({ until: null })
    expect(await lab.isMuted('xfce')).toBe(true)
    await mute.stop()
    await expect(lab.ask('xfconf-query', '-c', 'xfce4-notifyd', '-p', '/do-not-disturb')).rejects.toThrow(
      'does not exist',
    )
    await lab.stop()
  })
})

/** busctl comes with systemd, which not every machine has. */
const tools = ['dbus-send', 'gdbus', 'busctl'].filter((tool) => existsSync(join('/usr/bin', tool)))

describe('each tool that the watchdog may have to use', () => {
  test.each(tools)('%s restores dunst and XFCE', async (tool) => {
    const lab = await openLab()
    const bus = await connectBus(lab.busAddress)
    const only = `${lab.dir}/only-${tool}`
    await mkdir(only)
    for (const each of [tool, 'grep', 'cat']) await symlink((await lab.ask('which', each)).trim(), `${only}/${each}`)
    const env = { ...lab.env, PATH: only }
    expect(busTool(env)).toBe(tool)
    for (const name of ['dunst', 'xfce'] as const) {
      const stop = await lab.start(name)
      const { adapter } = await detect(bus, env)
      const found = await adapter.read()
      const ours = await adapter.mute(found)
      const [file = '', ...args] = adapter.restoreCommand(found, ours) ?? []
      execFileSync(file, args, { env })
      expect(await adapter.read()).toEqual(found)
      await stop()
    }
    bus.close()
    await lab.stop()
  })
})

describe('a real notice', () => {
  test('waits in dunst while muted, and is shown when the mute ends', async () => {
    const lab = await openLab()
    await lab.start('dunst')
    const mute = lab.mute()
    const count = async (what: string) => Number(await lab.ask('dunstctl', 'count', what))
    await mute.want({ until: null })
    await lab.notify('held back')
    await lab.ask('notify-send', '--urgency=critical', 'also held back', 'dunst holds even these')
    expect([await count('waiting'), await count('displayed'), await lab.windows()]).toEqual([2, 0, 0])
    await mute.want(null)
    await waitFor('both to be shown', async () => (await count('displayed')) === 2)
    expect(await lab.windows()).toBeGreaterThan(0)
    await mute.stop()
    await lab.stop()
  })

  test.each(['xfce', 'mate'] as const)('is not shown by %s while muted; the next one after it is', async (server) => {
    const lab = await openLab()
    await lab.start(server)
    const mute = lab.mute()
    await mute.want({ until: null })
    await lab.notify('held back')
    await mute.want(null)
    await lab.notify('shown')
    await waitFor('a window', async () => (await lab.windows()) > 0)
    // Had the first one come up it would stand beside the second: both stay for seconds.
    expect(await lab.windows()).toBe(1)
    await lab.notify('shown too')
    await waitFor('a second window', async () => (await lab.windows()) === 2)
    await mute.stop()
    await lab.stop()
  })
})
