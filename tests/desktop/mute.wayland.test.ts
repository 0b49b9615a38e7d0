/** mako and swaync on a real compositor without a screen. What is shown is what a screenshot has. */
import { execFile } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { endProcess } from '../../scripts/lib/children.mjs'
import { createHistory } from '../../src/main/digest/history.ts'
import { detect } from '../../src/main/mute/detect.ts'
import { connectBus } from '../../src/main/mute/host/bus.ts'
import { heldContract } from '../contracts/held.contract.ts'
import { adapterContract, portContract } from '../contracts/mute.contract.ts'
import { waitFor } from '../harness/wait.ts'
import { type Lab, openLab } from './mute.lab.ts'
import { killHolders, startHolder, watchdogsOf } from './mute.processes.ts'

const run = promisify(execFile)
const NOBODY = 65_534
const NOTIFICATIONS = 'org.freedesktop.Notifications'
const MAKO_MODE = '[mode=do-not-disturb]\ninvisible=1\n'
const MODES = { name: NOTIFICATIONS, path: '/fr/emersion/Mako', interface: 'fr.emersion.Mako' }
const CENTRE = { name: NOTIFICATIONS, path: '/org/erikreider/swaync/cc', interface: 'org.erikreider.swaync.cc' }

interface Screen {
  readonly display: string
  stop(): Promise<void>
}

/** sway refuses to run as root, so there it runs as nobody, in a folder that only root and nobody can enter. */
async function startSway(lab: Lab): Promise<Screen> {
  const folder = await mkdtemp(join(tmpdir(), 'tideline-sway-'))
  const config = join(folder, 'config')
  await writeFile(config, 'output HEADLESS-1 resolution 800x600\n')
  await chmod(config, 0o644)
  const asRoot = process.getuid?.() === 0
  if (asRoot) await chown(folder, NOBODY, NOBODY)
  const env = {
    HOME: folder,
    XDG_RUNTIME_DIR: folder,
    WLR_BACKENDS: 'headless',
    WLR_RENDERER: 'pixman',
    WLR_LIBINPUT_NO_DEVICES: '1',
  }
  const sway = ['sway', '-c', config]
  const child = asRoot
    ? lab.run('setpriv', [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', ...sway], env)
    : lab.run('sway', sway.slice(1), env)
  const socket = await waitFor('sway', async () => (await readdir(folder)).find((name) => /^wayland-\d+$/.test(name)))
  return {
    display: join(folder, socket),
    async stop() {
      await endProcess(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const SERVERS = {
  mako: {
    command: 'mako',
    level: 'verified',
    muted: async (lab: Lab) => JSON.stringify(await lab.bus.call(MODES, 'ListModes')).includes('do-not-disturb'),
    setByHand: async (lab: Lab, muted: boolean) =>
      void (await lab.bus.call(MODES, 'SetModes', 'as', [muted ? ['default', 'do-not-disturb'] : ['default']])),
  },
  swaync: {
    command: 'swaync',
    level: 'verified',
    muted: async (lab: Lab) => (await lab.bus.call(CENTRE, 'GetDnd'))[0] === true,
    setByHand: async (lab: Lab, muted: boolean) => void (await lab.bus.call(CENTRE, 'SetDnd', 'b', [muted])),
  },
} as const

type Name = keyof typeof SERVERS

const installed = (command: string) => existsSync(join('/usr/bin', command))
const canRun = installed('sway') && installed('grim')

describe.each(['mako', 'swaync'] as const)('%s', (name: Name) => {
  const server = SERVERS[name]
  // mako 1.7.1 ends with a segmentation fault of its own now and then; that is not what is tested here.
  const retry = name === 'mako' ? 2 : 0
  describe.skipIf(!canRun || !installed(server.command))('under sway', { retry }, () => {
    let lab: Lab
    let screen: Screen
    beforeAll(async () => {
      lab = await openLab()
      screen = await startSway(lab)
      await mkdir(join(lab.env['XDG_CONFIG_HOME'] ?? '', 'mako'), { recursive: true })
      await writeFile(join(lab.env['XDG_CONFIG_HOME'] ?? '', 'mako', 'config'), MAKO_MODE)
    })
    beforeEach(async () => {
      if (await lab.bus.hasOwner(NOTIFICATIONS)) return
      lab.run(server.command, [], { WAYLAND_DISPLAY: screen.display })
      await waitFor(name, () => lab.bus.hasOwner(NOTIFICATIONS))
    })
    afterEach(killHolders)
    afterAll(async () => {
      await screen.stop()
      await lab.stop()
    })
    const isMuted = () => server.muted(lab)
    const setByHand = (muted: boolean) => server.setByHand(lab, muted)
    /** The whole screen as it is now. */
    const shot = async () => {
      const { stdout } = await run('grim', ['-t', 'ppm', '-'], {
        env: { ...lab.env, WAYLAND_DISPLAY: screen.display },
        encoding: 'buffer',
        maxBuffer: 4e6,
      })
      return stdout
    }

    adapterContract(name, async () => {
      const bus = await connectBus(lab.busAddress)
      const { adapter } = await detect(bus, lab.env)
      return { adapter, shell: lab.env, setByHand, close: () => bus.close() }
    })

    portContract(name, async () => ({ open: (owner) => lab.mute(owner), isMuted, setByHand, close: () => undefined }), {
      silent: name === 'mako',
    })

    test('a real notice is not on the screen while muted, and the next one after it is', async () => {
      await setByHand(false)
      const mute = lab.mute()
      const empty = await shot()
      expect(await mute.want({ until: null })).toMatchObject({
        held: true,
        adapter: name,
        level: server.level,
        problem: null,
      })
      await lab.notify('held back')
      expect(empty.equals(await shot())).toBe(true)
      await mute.want(null)
      // mako shows then what it held back; swaync has put it into its centre.
      if (name === 'swaync') await lab.notify('shown')
      await waitFor('the notice', async () => !empty.equals(await shot()))
      await mute.stop()
    })

    test.each(['dbus-send', 'gdbus', 'busctl'].filter(installed))(
      'kill -9: restored within a second, with %s',
      async (tool) => {
        await setByHand(false)
        const only = join(lab.dir, `only-${tool}`)
        await rm(only, { recursive: true, force: true })
        await mkdir(only)
        for (const each of [tool, 'grep', 'sed', 'tr', 'rm', 'mv', 'flock', 'timeout', 'sh'])
          await lab.ask('ln', '-s', await lab.ask('which', each), join(only, each))
        const holder = await startHolder(lab, 'one', { PATH: only })
        expect([holder.report.problem, await isMuted()]).toEqual([null, true])
        await holder.kill()
        await waitFor('the desktop to be restored', async () => !(await isMuted()), 1_000)
        await waitFor('the watchdog to end', () => watchdogsOf(holder.pid).length === 0)
      },
    )

    // Last, since its notices stay on the screen.
    heldContract(name, { senders: name === 'mako' ? 'atOnce' : 'never', none: 0 }, async () => {
      await setByHand(false)
      const history = createHistory({ env: lab.env, now: Date.now, busAddress: lab.busAddress })
      const adapter = await history.open(name)
      if (adapter === null) throw new Error(`${name} has no history`)
      return {
        adapter,
        mute: setByHand,
        send: async (app, summary) => void (await lab.ask('notify-send', `--app-name=${app}`, summary, 'from the lab')),
        closeShown: async () => {},
        close: () => history.close(),
      }
    })
  })
})

describe.skipIf(!canRun || !installed('mako'))('mako with other modes', () => {
  let lab: Lab
  let screen: Screen
  beforeAll(async () => {
    lab = await openLab()
    screen = await startSway(lab)
    lab.run('mako', [], { WAYLAND_DISPLAY: screen.display })
    await waitFor('mako', () => lab.bus.hasOwner(NOTIFICATIONS))
    await mkdir(join(lab.env['XDG_CONFIG_HOME'] ?? '', 'mako'), { recursive: true })
  })
  afterEach(killHolders)
  afterAll(async () => {
    await screen.stop()
    await lab.stop()
  })
  const config = (text: string) => writeFile(join(lab.env['XDG_CONFIG_HOME'] ?? '', 'mako', 'config'), text)
  const modes = () => lab.bus.call(MODES, 'ListModes')

  test.each([
    ['no configuration', ''],
    ['the mode without effect', '[mode=do-not-disturb]\ndefault-timeout=1\n'],
    ['another mode', '[mode=away]\ninvisible=1\n'],
    ['an effect elsewhere', '[mode=do-not-disturb]\n\n[app-name=x]\ninvisible=1\n'],
  ])('%s: unsupported, since mako would say yes and show everything', async (_case, text) => {
    await config(text)
    const mute = lab.mute()
    expect(await mute.want({ until: null })).toMatchObject({
      held: false,
      level: 'unsupported',
      problem: 'unsupported',
      label: 'mako',
    })
    expect(await modes()).toEqual([['default']])
    await mute.stop()
  })

  test("the person's other modes stay, also those of meanwhile, also after kill -9", async () => {
    await config(`[mode=away]\ndefault-timeout=0\n\n${MAKO_MODE}`)
    await lab.bus.call(MODES, 'SetModes', 'as', [['default', 'away']])
    const mute = lab.mute()
    await mute.want({ until: null })
    expect(await modes()).toEqual([['default', 'away', 'do-not-disturb']])
    await lab.bus.call(MODES, 'SetModes', 'as', [['default', 'do-not-disturb', 'late']])
    await mute.stop()
    expect(await modes()).toEqual([['default', 'late']])
    const holder = await startHolder(lab, 'one')
    await lab.bus.call(MODES, 'SetModes', 'as', [['do-not-disturb', 'default', 'later']])
    await holder.kill()
    await waitFor('the other modes', async () => JSON.stringify(await modes()) === '[["default","later"]]', 1_000)
  })
})
