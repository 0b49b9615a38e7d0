/** The mute contract over whole desktops, and real notices that their shells really hold back. Each runs where it is installed. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { detect } from '../../src/main/mute/detect.ts'
import { connectBus } from '../../src/main/mute/host/bus.ts'
import { adapterContract, portContract } from '../contracts/mute.contract.ts'
import { connect } from '../harness/bus.ts'
import { waitFor } from '../harness/wait.ts'
import { killHolders, startHolder, watchdogsOf } from '../desktop/mute.processes.ts'
import { isInstalled, openShell, type ShellProgram, type ShellWorld } from './world.ts'

const LIBEXEC = '/usr/lib/x86_64-linux-gnu/libexec'
const X11 = { XDG_SESSION_TYPE: 'x11' }

interface ShellCase extends ShellProgram {
  readonly label: RegExp
  /** The person's own switch; where mutes are counted by the desktop, there is none to the contract. */
  readonly hand: { set(world: ShellWorld, muted: boolean): Promise<unknown>; get(world: ShellWorld): Promise<boolean> }
  readonly counted?: boolean
}

const gsettings = (schema: string, key: string, muted: boolean): ShellCase['hand'] => ({
  set: (world, wanted) => world.ask('gsettings', 'set', schema, key, String(wanted === muted)),
  get: async (world) => (await world.ask('gsettings', 'get', schema, key)) === String(muted),
})

const DISPATCHER = {
  name: 'org.budgie_desktop.Notifications',
  path: '/org/budgie_desktop/Notifications',
  interface: 'org.buddiesofbudgie.budgie.Dispatcher',
}
const budgieMuted = async ({ bus }: ShellWorld) => (await bus.call(DISPATCHER, 'GetDoNotDisturb'))[0] === true

const NOTIFICATIONS = {
  name: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
}

const SHELLS: Readonly<Record<string, ShellCase>> = {
  gnome: {
    programs: [
      { run: ['gnome-shell', '--x11'], until: 'org.gnome.Shell.Screenshot' },
      { run: ['gjs', '-m', '/usr/share/gnome-shell/org.gnome.Shell.Notifications'] },
    ],
    env: { ...X11, XDG_CURRENT_DESKTOP: 'GNOME' },
    keys: ['Escape'],
    label: /^gnome-shell \d/,
    hand: gsettings('org.gnome.desktop.notifications', 'show-banners', false),
  },
  kde: {
    programs: [
      { run: [`${LIBEXEC}/kactivitymanagerd`], until: 'org.kde.ActivityManager' },
      { run: ['kwin_x11'], until: 'org.kde.KWin' },
      { run: ['plasmashell', '--no-respawn'] },
    ],
    env: {
      ...X11,
      XDG_CURRENT_DESKTOP: 'KDE',
      KDE_FULL_SESSION: 'true',
      KDE_SESSION_VERSION: '6',
      QT_QUICK_BACKEND: 'software',
    },
    label: /^Plasma \d/,
    counted: true,
    hand: {
      set: async () => undefined,
      get: async ({ bus }) => (await bus.get(NOTIFICATIONS, 'Inhibited')) === true,
    },
  },
  cinnamon: {
    programs: [{ run: ['cinnamon'] }],
    env: { ...X11, XDG_CURRENT_DESKTOP: 'X-Cinnamon' },
    label: /^cinnamon/i,
    hand: gsettings('org.cinnamon.desktop.notifications', 'display-notifications', false),
  },
  budgie: {
    programs: [
      { run: ['budgie-wm', '--x11'], until: 'org.budgie_desktop.BudgieWM' },
      { run: ['budgie-daemon'] },
      { run: ['budgie-panel'] },
    ],
    env: { ...X11, XDG_CURRENT_DESKTOP: 'Budgie' },
    label: /^Budgie Notification Server \d/,
    hand: {
      set: async (world, muted) => {
        if ((await budgieMuted(world)) !== muted) await world.bus.call(DISPATCHER, 'ToggleDoNotDisturb')
      },
      get: budgieMuted,
    },
  },
}

/** A notice covers more of the screen than a clock or a counter in a panel. */
const NOTICE = 5_000

describe.each(Object.entries(SHELLS))('%s', (id, shell) => {
  describe.skipIf(!isInstalled(shell))('as it is installed here', () => {
    let world: ShellWorld
    beforeAll(async () => {
      world = await openShell(shell)
    }, 180_000)
    afterEach(killHolders)
    afterAll(() => world.stop())
    const setByHand = async (muted: boolean) => void (await shell.hand.set(world, muted))
    const isMuted = () => shell.hand.get(world)

    test('is known by its server, and may call itself verified', async () => {
      const mute = world.mute()
      await mute.want(null)
      const { level, adapter, label } = mute.report()
      expect([level, adapter]).toEqual(['verified', id])
      expect(label).toMatch(shell.label)
      await mute.stop()
    })

    test('a real notice is on the screen before and after, and not while muted', async () => {
      await setByHand(false)
      await showsANotice(world, 'before')
      const mute = world.mute()
      expect(await mute.want({ until: null })).toMatchObject({ held: true, adapter: id, problem: null })
      const picture = await world.picture()
      await world.notify('held back')
      await staysAway(world, picture)
      await mute.want(null)
      await showsANotice(world, 'after')
      await mute.stop()
    })

    test('kill -9 of the owner: given back within a second, and notices are shown again', async () => {
      await setByHand(false)
      const holder = await startHolder(world, 'one')
      expect([holder.report.problem, await isMuted()]).toEqual([null, true])
      await holder.kill()
      await waitFor('the desktop to be restored', async () => !(await isMuted()), 1_000)
      await waitFor('the watchdog to end', () => watchdogsOf(holder.pid).length === 0)
      await showsANotice(world, 'after the crash')
    })

    if (shell.counted !== true)
      adapterContract(id, async () => {
        const bus = await connectBus(world.busAddress)
        const { adapter } = await detect(bus, world.env)
        return { adapter, shell: world.env, setByHand, close: () => bus.close() }
      })

    if (shell.counted !== true)
      portContract(id, async () => ({ open: (owner) => world.mute(owner), isMuted, setByHand, close: () => undefined }))

    test.runIf(shell.counted)('two owners, and a stranger, are counted apart', async () => {
      const other = connect(world.busAddress)
      await other.call(NOTIFICATIONS, 'Inhibit', 'ssa{sv}', ['other', 'a film', {}])
      const [one, two] = [world.mute('one'), world.mute('two')]
      await one.want({ until: null })
      await two.want({ until: null })
      await one.stop()
      expect([two.report().held, await isMuted()]).toEqual([true, true])
      await two.stop()
      expect(await isMuted()).toBe(true)
      other.close()
      await waitFor('the last inhibition to end', async () => !(await isMuted()))
    })
  })
})

/** How long the last notice took to come up, in ms. */
let tookMs = 500

async function showsANotice(world: ShellWorld, summary: string): Promise<void> {
  await quiet(world)
  const picture = await world.picture()
  const from = performance.now()
  await world.notify(summary)
  await waitFor(`the notice "${summary}"`, async () => (await world.changedSince(picture)) > NOTICE, 15_000)
  tookMs = Math.max(tookMs, performance.now() - from)
  await quiet(world)
}

/** That nothing comes can only be seen by waiting: three times as long as a notice took that did come. */
async function staysAway(world: ShellWorld, picture: Buffer): Promise<void> {
  const end = performance.now() + 3 * tookMs
  while (performance.now() < end) expect(await world.changedSince(picture)).toBeLessThan(NOTICE)
}

/** Until earlier notices have gone. */
async function quiet(world: ShellWorld): Promise<void> {
  const look = async () => {
    await world.nudge()
    return (await world.changedSince(world.empty)) < NOTICE
  }
  await waitFor('earlier notices to go', look, 60_000, 250)
}
