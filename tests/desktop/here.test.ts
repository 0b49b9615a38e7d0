/** Idle time and locks: from desktops that speak the protocol on a real bus, and from a real X server. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Here } from '../../src/core/availability/here.ts'
import { MINUTE } from '../../src/core/time/instant.ts'
import { busIdle, systemIdle } from '../../src/main/here/idle.ts'
import { busLocks } from '../../src/main/here/locks.ts'
import { openHere } from '../../src/main/here/open.ts'
import { type Bus, connectBus } from '../../src/main/mute/host/bus.ts'
import { idleContract, type IdleSubject } from '../contracts/idle.contract.ts'
import { fakeDesk } from '../fakes/idleServer.ts'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { waitFor } from '../harness/wait.ts'

const run = promisify(execFile)

let desktop: Desktop
let address: string
beforeAll(async () => {
  desktop = await startDesktop({ display: false })
  address = desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? ''
})
afterAll(() => desktop.stop())

async function over(kind: 'mutter' | 'plasma'): Promise<IdleSubject> {
  const desk = await fakeDesk(address, kind)
  const bus = await connectBus(address)
  return {
    source: await busIdle(bus),
    touch: async () => desk.touch(),
    goSilent: async () => desk.goSilent(),
    close() {
      bus.close()
      desk.close()
    },
  }
}

idleContract("Mutter's monitor", 'mutter', () => over('mutter'))
idleContract("Plasma's screen saver", 'screensaver', () => over('plasma'))

/** Electron's figure on a real X server, which hears the keys that xdotool presses. */
async function onX11(): Promise<IdleSubject> {
  const screen = await startDesktop()
  const dataDir = await mkdtemp(join(tmpdir(), 'tideline-idle-'))
  const app = await startApp(screen, { dataDir, folder: inRoot('tests', 'harness', 'fixture-app') })
  const seconds = () => app.electron.evaluate(({ powerMonitor }) => powerMonitor.getSystemIdleTime())
  return {
    source: {
      id: 'system',
      async idle() {
        const told = await seconds()
        return systemIdle({ seconds: () => told, env: screen.env, platform: 'linux' })?.idle() ?? null
      },
    },
    touch: async () => void (await run('xdotool', ['key', 'a'], { env: { ...screen.env } })),
    async close() {
      await app.stop()
      await screen.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
describe.skipIf(!existsSync('/usr/bin/xdotool'))('under X11', () => {
  idleContract('X11', 'system', onX11)
})

describe('where nobody tells', () => {
  let bus: Bus
  beforeAll(async () => {
    bus = await connectBus(address)
  })
  afterAll(() => bus.close())

  test('idle time is unknown without any desktop', async () => {
    const source = await busIdle(bus)
    expect([source.id, await source.idle()]).toEqual(['none', null])
  })

  test('idle time is unknown on Plasma under Wayland, which knows only the lock', async () => {
    const desk = await fakeDesk(address, 'plasmaWayland')
    expect((await busIdle(bus)).id).toBe('none')
    expect(await busLocks({ session: bus, system: null }).locked()).toBe(false)
    desk.close()
  })

  test('a lock is unknown too', async () => {
    expect(await busLocks({ session: bus, system: bus }).locked()).toBeNull()
    expect(await busLocks({ session: null, system: null }).locked()).toBeNull()
  })
})

describe.each(['mutter', 'plasma', 'logind'] as const)('a lock told by %s', (kind) => {
  test('is heard at once, and again when it is gone', async () => {
    const desk = await fakeDesk(address, kind)
    const bus = await connectBus(address)
    const source = busLocks({ session: bus, system: bus })
    let heard = 0
    const stop = source.onChange(() => (heard += 1))
    expect(await source.locked()).toBe(false)
    desk.lock(true)
    await waitFor('the news', () => heard > 0)
    expect(await source.locked()).toBe(true)
    desk.lock(false)
    await waitFor('the other news', () => heard > 1)
    expect(await source.locked()).toBe(false)
    stop()
    bus.close()
    desk.close()
  })
})

test('the whole of it: a locked GNOME is told, and nothing after the end', async () => {
  const desk = await fakeDesk(address, 'mutter')
  const told: Here[] = []
  const watch = await openHere({
    seconds: () => 0,
    env: { ...desktop.env, DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nowhere' },
    platform: 'linux',
    limit: 10 * MINUTE,
    tell: (here) => told.push(here),
  })
  await waitFor('a first look', () => told.length > 0)
  expect(told.at(-1)).toEqual({ input: 'active', locked: false, asleep: false })
  desk.lock(true)
  await waitFor('the lock', () => told.at(-1)?.locked === true)
  watch.stop()
  desk.close()
})
