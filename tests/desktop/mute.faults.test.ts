/** Tools that are missing, hang or lie, desktops that refuse, a bus that goes: told, never silent, never stuck. */
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createMute } from '../../src/main/mute/create.ts'
import type { MuteOptions } from '../../src/main/mute/port.ts'
import { type FakeServer, fakeServer, type FakeServerOptions } from '../fakes/muteServer.ts'
import { waitFor } from '../harness/wait.ts'
import { type Lab, openLab } from './mute.lab.ts'
import { processesWith } from './mute.processes.ts'

let lab: Lab
let servers: FakeServer[]
beforeEach(async () => {
  lab = await openLab()
  servers = []
})
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()))
  await lab.stop()
})

async function serve(options: FakeServerOptions): Promise<FakeServer> {
  const server = await fakeServer(lab.busAddress, options)
  servers.push(server)
  return server
}

const leases = () => {
  const folder = join(lab.runtimeDir, 'tideline')
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.lease')) : []
}

/** A folder with nothing but this `gsettings`, in front of everything. */
async function toolFolder(script: string): Promise<string> {
  const folder = join(lab.dir, 'tools')
  await mkdir(folder)
  await writeFile(join(folder, 'gsettings'), `#!/bin/sh\n${script}\n`)
  await chmod(join(folder, 'gsettings'), 0o755)
  return folder
}

const untouched = { held: false, level: 'unsupported' } as const
const gnome = { name: 'gnome-shell', vendor: 'GNOME', version: '48.7' }

describe('gsettings', () => {
  test('is not installed', async () => {
    await serve(gnome)
    const mute = lab.mute('one', { PATH: join(lab.dir, 'nothing') })
    expect(await mute.want({ until: null })).toMatchObject({ ...untouched, problem: 'tool_missing', adapter: 'gnome' })
    await mute.stop()
  })

  test('hangs: five seconds, then said, and no process is left', async () => {
    await serve(gnome)
    const folder = await toolFolder('exec sleep 4242.5')
    const mute = lab.mute('one', { PATH: `${folder}:${lab.env['PATH']}` })
    const before = performance.now()
    expect(await mute.want({ until: null })).toMatchObject({ ...untouched, problem: 'timeout' })
    expect(performance.now() - before).toBeLessThan(6_500)
    await waitFor('the tool to be gone', () => processesWith('4242.5').length === 0)
    await mute.stop()
  })

  test('lies: says yes, and the second look shows no change', async () => {
    await serve(gnome)
    const folder = await toolFolder('[ "$1" = get ] && echo true; exit 0')
    const mute = lab.mute('one', { PATH: `${folder}:${lab.env['PATH']}` })
    expect(await mute.want({ until: null })).toMatchObject({ ...untouched, problem: 'not_applied' })
    expect(leases()).toEqual([])
    await mute.stop()
  })

  test('talks nonsense', async () => {
    await serve(gnome)
    const folder = await toolFolder('echo "no idea"')
    const mute = lab.mute('one', { PATH: `${folder}:${lab.env['PATH']}` })
    expect(await mute.want({ until: null })).toMatchObject({ ...untouched, problem: 'failed' })
    await mute.stop()
  })

  test('would be fooled by our own environment, and is not', async () => {
    await serve(gnome)
    const mute = lab.mute('one', {
      GSETTINGS_BACKEND: 'memory',
      LD_LIBRARY_PATH: '/nowhere',
      GIO_MODULE_DIR: '/nowhere',
    })
    expect(await mute.want({ until: null })).toMatchObject({ held: true, problem: null })
    expect(await lab.isMuted('gnome')).toBe(true)
    await mute.stop()
    expect(await lab.isMuted('gnome')).toBe(false)
  })

  test('is locked by an administrator', async () => {
    await serve(gnome)
    const rules = join(lab.dir, 'rules')
    await mkdir(join(rules, 'locks'), { recursive: true })
    await writeFile(join(rules, '00'), '[org/gnome/desktop/notifications]\nshow-banners=true\n')
    await writeFile(join(rules, 'locks', '00'), '/org/gnome/desktop/notifications/show-banners\n')
    await lab.ask('dconf', 'compile', join(lab.dir, 'locked'), rules)
    const profile = join(lab.dir, 'profile')
    await writeFile(profile, `user-db:user\nfile-db:${join(lab.dir, 'locked')}\n`)
    const mute = lab.mute('one', { DCONF_PROFILE: profile })
    expect(await mute.want({ until: null })).toMatchObject({ ...untouched, problem: 'locked' })
    expect(leases()).toEqual([])
    await mute.stop()
  })

  test('stops working while we hold: said at the end, and made good when it works again', async () => {
    await serve(gnome)
    const folder = await toolFolder(`[ -e ${lab.dir}/broken ] && exit 1; exec /usr/bin/gsettings "$@"`)
    const mute = lab.mute('one', { PATH: `${folder}:${lab.env['PATH']}` })
    expect(await mute.want({ until: null })).toMatchObject({ held: true })
    await writeFile(join(lab.dir, 'broken'), '')
    expect(await mute.want(null)).toMatchObject({ ...untouched, problem: 'failed' })
    expect(await lab.isMuted('gnome')).toBe(true)
    await lab.ask('rm', join(lab.dir, 'broken'))
    await waitFor('the next try', async () => !(await lab.isMuted('gnome')))
    await waitFor('the report', () => mute.report().problem === null)
    expect(leases()).toEqual([])
    await mute.stop()
  })
})

describe('the notification server', () => {
  const dunst = (set: NonNullable<FakeServerOptions['set']>): FakeServerOptions => ({
    name: 'dunst',
    version: '1.12.2',
    set,
    properties: { 'org.dunstproject.cmd0.pauseLevel': { signature: 'u', value: 0 } },
  })

  test('lies', async () => {
    const server = await serve(dunst('lie'))
    const mute = lab.mute()
    expect(await mute.want({ until: null })).toMatchObject({ ...untouched, problem: 'not_applied' })
    expect([server.value('org.dunstproject.cmd0.pauseLevel'), leases()]).toEqual([0, []])
    await mute.stop()
  })

  test('refuses', async () => {
    await serve(dunst('refuse'))
    const mute = lab.mute()
    expect(await mute.want({ until: null })).toMatchObject({ ...untouched, problem: 'locked' })
    await mute.stop()
  })

  test.each([
    ['answers nothing at all', { ...dunst('obey'), asleep: true }],
    ['never answers to the change', dunst('hang')],
  ])('%s: five seconds, then said', async (_case, options) => {
    await serve(options)
    const mute = lab.mute()
    const before = performance.now()
    expect(await mute.want({ until: null })).toMatchObject({ ...untouched, problem: 'timeout' })
    expect(performance.now() - before).toBeLessThan(6_500)
    await mute.stop()
  })

  test('is one that we do not know: unsupported, by its name, and not touched', async () => {
    const server = await serve({ name: 'somebody', version: '3.1' })
    const mute = lab.mute()
    expect(await mute.want({ until: null })).toMatchObject({
      ...untouched,
      label: 'somebody 3.1',
      problem: 'unsupported',
    })
    expect(new Set(server.calls)).toEqual(new Set(['GetServerInformation', 'GetCapabilities']))
    await mute.stop()
  })

  test('is not there: unsupported, and none is started', async () => {
    const service = '[D-BUS Service]\nName=org.freedesktop.Notifications\nExec=/usr/bin/dunst\n'
    await writeFile(join(lab.dir, 'services', 'dunst.service'), service)
    const daemon = { name: 'org.freedesktop.DBus', path: '/', interface: 'org.freedesktop.DBus' }
    await lab.bus.call(daemon, 'ReloadConfig')
    const [startable] = await lab.bus.call(daemon, 'ListActivatableNames')
    expect(startable).toContain('org.freedesktop.Notifications')
    const mute = lab.mute()
    expect(await mute.want({ until: null })).toMatchObject({ ...untouched, label: '', problem: 'unsupported' })
    expect(await lab.bus.hasOwner('org.freedesktop.Notifications')).toBe(false)
    await mute.stop()
  })
})

test('XFCE: locked by an administrator', async () => {
  const folder = join(lab.dir, 'xdg', 'xfce4', 'xfconf', 'xfce-perchannel-xml')
  await mkdir(folder, { recursive: true })
  const channel =
    '<channel name="xfce4-notifyd" version="1.0" locked="*" unlocked="nobody"><property name="do-not-disturb" type="bool" value="false"/></channel>'
  await writeFile(join(folder, 'xfce4-notifyd.xml'), `<?xml version="1.0" encoding="UTF-8"?>\n${channel}\n`)
  lab.run('/usr/lib/x86_64-linux-gnu/xfce4/xfconf/xfconfd', [], { XDG_CONFIG_DIRS: join(lab.dir, 'xdg') })
  await waitFor('xfconfd', () => lab.bus.hasOwner('org.xfce.Xfconf'))
  await lab.start('xfce')
  const mute = lab.mute()
  expect(await mute.want({ until: null })).toMatchObject({ ...untouched, problem: 'locked' })
  await mute.stop()
})

describe('the bus', () => {
  const options = (more: Partial<MuteOptions>): MuteOptions => ({
    runtimeDir: lab.runtimeDir,
    env: { PATH: lab.env['PATH'] },
    now: Date.now,
    owner: 'one',
    ...more,
  })

  test.each([
    ['is not there', {}],
    ['has nobody listening', { busAddress: 'unix:path=/nowhere/bus' }],
    ['has an address that nobody can read', { busAddress: 'autolaunch:' }],
  ])('%s', async (_case, more) => {
    const mute = createMute(options(more))
    expect(await mute.recover()).toEqual({ restored: false, adapter: null })
    expect(await mute.want({ until: null })).toMatchObject({ ...untouched, problem: 'bus_gone' })
    expect(await mute.want(null)).toMatchObject({ ...untouched })
    await mute.stop()
  })

  test('goes while we hold: said at once, and nothing hangs', async () => {
    await lab.start('dunst')
    const mute = lab.mute()
    await mute.want({ until: null })
    await lab.killBus()
    await waitFor('the report', () => mute.report().problem === 'bus_gone')
    expect(mute.report()).toMatchObject({ ...untouched, adapter: 'none' })
    const before = performance.now()
    await mute.want(null)
    await mute.stop()
    expect(performance.now() - before).toBeLessThan(2_000)
  })
})

test('the lease cannot be written: nothing is touched', async () => {
  await lab.start('dunst')
  const file = join(lab.dir, 'a-file')
  await writeFile(file, '')
  const mute = createMute({ busAddress: lab.busAddress, runtimeDir: file, env: lab.env, now: Date.now, owner: 'one' })
  expect(await mute.want({ until: null })).toMatchObject({ ...untouched, problem: 'not_saved' })
  expect(await lab.isMuted('dunst')).toBe(false)
  await mute.stop()
})
