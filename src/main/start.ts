/** Puts the parts together once Electron is ready. The first window comes first; everything slow comes after it. */
import { runningSession } from '../core/app/desired.ts'
import type { Wish } from '../core/app/intent.ts'
import type { Args } from './args.ts'
import { createAlive } from './alive.ts'
import { createBroadcast } from './broadcast.ts'
import { openControl } from './control.ts'
import { createAlarm } from './electron/alarm.ts'
import { clock } from './electron/clock.ts'
import { startNode } from './electron/hostNode.ts'
import { openDoor } from './electron/ipcDoor.ts'
import { createKeeper } from './electron/keeper.ts'
import { go, version } from './electron/life.ts'
import { openLinks } from './electron/links.ts'
import { startAtLogin } from './electron/login.ts'
import { setAppMenu } from './electron/menu.ts'
import { openNotices } from './electron/notices.ts'
import { servePages } from './electron/pages.ts'
import { builtFiles } from './electron/paths.ts'
import { watchPower } from './electron/power.ts'
import { reveal, useTheme } from './electron/shell.ts'
import { createShortcut } from './electron/shortcut.ts'
import { createTray } from './electron/tray.ts'
import { harden } from './electron/trust.ts'
import { openVault } from './electron/vault.ts'
import { createWindows } from './electron/windows.ts'
import { createErrands } from './errands.ts'
import { createGapWatch } from './gaps.ts'
import { createHosting } from './hosting.ts'
import { openLink } from './hubLink.ts'
import { acceptInvitations } from './invitations.ts'
import { createHandlers } from './ipc.ts'
import { openJournal } from './journal.ts'
import { createLinks, tokenName } from './links.ts'
import { lazyVault } from './lazyVault.ts'
import { log } from './log.ts'
import { createLoop, type Loop } from './loop.ts'
import { createLooking } from './looking.ts'
import { createMute } from './mute/create.ts'
import { muteRuntimeDir } from './mute/lease/runtimeDir.ts'
import { createOutboxes } from './outboxes.ts'
import { confirmJoin, confirmQuit } from './questions.ts'
import { createReconcile, muteSlice } from './reconcile.ts'
import { restoreState } from './restore.ts'
import { followRosters } from './rosterFollower.ts'
import { keepRosters } from './saving.ts'
import { followSettings } from './settingsFollower.ts'
import { systemNow } from './system.ts'
import { createTeamErrands } from './teamErrands.ts'
import { sentence, text } from './text.ts'
import { createTrayMenu } from './trayMenu.ts'

export interface App {
  /** Another start with the same data folder: raise, and hear what it was told. */
  secondStart(args: Args): void
  /** Gives the desktop back, says goodbye to the teams, and lets go of everything. */
  stop(): Promise<void>
}

export async function startApp(args: Args, dataDir: string): Promise<App> {
  const files = builtFiles()
  harden()
  servePages(files.renderer)

  const keeper = createKeeper(dataDir, clock)
  const journal = openJournal(dataDir)
  const alive = createAlive(dataDir)
  const lastAlive = alive.last()
  const first = restoreState(keeper, journal, systemNow(dataDir, version()), clock.now())
  const dispatch = (wish: Wish): void => void loop.dispatch(wish)

  const windows = createWindows({
    keeper,
    preload: files.preload,
    title: (kind) => text(`ui.window.${kind}`),
    hasTrayHost: () => loop.state().system.trayHost,
    onLastClose: () => dispatch({ type: 'app.quit' }),
    onGone: (id) => broadcast.forget(id),
  })
  const broadcast = createBroadcast(windows.send, () => loop.state())
  const notices = openNotices(({ title, body }) => {
    void loop.dispatch({ type: 'notice.tell', key: 'notice.lost', values: { title, body } })
  })

  const mute = createMute({ runtimeDir: muteRuntimeDir(process.env), env: process.env, now: clock.now, owner: dataDir })
  const recovered = mute.recover().catch((error: unknown) => log('cannot look after a mute that was left behind', error))

  const vault = lazyVault(
    () => openVault(dataDir, clock),
    (kind) => void loop.dispatch({ type: 'system.report', system: { vault: kind } }),
  )
  const outboxes = createOutboxes(keeper)
  const links = createLinks({
    open: (target, news, team) => openLink(target, news, { now: clock.now, random: Math.random, outbox: outboxes(team) }),
    token: (team) => vault.get(tokenName(team)),
    dispatch: (intent) => loop.dispatch(intent),
  })
  const hosting = createHosting({ dataDir, entry: files.hub, startNode })

  const gaps = createGapWatch(clock)
  const looking = createLooking({ gaps, loop: () => loop, links })
  const alarm = createAlarm(clock, (due) => void looking.look(due))
  const tray = createTray({
    onToggle: () => dispatch({ type: 'focus.toggle' }),
    onHost: (trayHost) => void loop.dispatch({ type: 'system.report', system: { trayHost } }),
  })
  const trayMenu = createTrayMenu({ act: dispatch, clock: clock.now })

  const loop: Loop = createLoop(first, {
    clock,
    keeper,
    journal,
    reconcile: createReconcile({
      mute: { want: async (wish) => recovered.then(() => mute.want(wish)) },
      alarm,
      links,
      alive,
      tray(state, desired, now) {
        const { picture, menu } = trayMenu(state, desired.tray, now)
        tray.show(picture, menu)
      },
    }),
    runErrand: createErrands({
      clock,
      windows,
      mute,
      teams: createTeamErrands({ vault, links, hostHub: hosting.hostHub }),
      reveal: () => reveal(dataDir),
      confirmQuit,
      quit: go,
    }),
    announce(key, values) {
      const title = values['title'] === '' ? sentence(`${key}.title`, values) : sentence(`${key}.titled`, values)
      notices.tell({ title, body: sentence(`${key}.body`, values), onClick: () => dispatch({ type: 'window.open', window: 'planner' }) })
    },
  })

  loop.subscribe(broadcast.tell)
  const stops = [
    openDoor(createHandlers(loop, broadcast)),
    mute.onChange((report) => void loop.dispatch({ type: 'mute.report', mute: muteSlice(report) })),
    keepRosters(loop, keeper),
    followRosters(loop),
  ]
  const begun = loop.dispatch({ type: 'started', lastAlive })
  if (!args.hidden) windows.open('planner')
  if (!args.hidden && !args.demo && !first.settings.welcomed && args.invitations.length === 0) windows.open('welcome')
  setAppMenu({ zoom: windows.zoom, quit: () => dispatch({ type: 'app.quit' }) })

  const shortcut = createShortcut(() => dispatch({ type: 'focus.toggle' }))
  stops.push(
    followSettings(loop, {
      useTheme,
      useShortcut: shortcut.use,
      startAtLogin: (wanted) => startAtLogin(wanted, { name: text('app.name'), comment: text('app.comment'), dataDir: args.dataDir }),
    }),
    shortcut.stop,
    watchPower((event) => void looking.power(event)),
    openLinks((invitation) => void acceptInvitations({ invitations: [invitation], name: undefined, hub: undefined }, loop, { confirm: confirmJoin })),
  )
  const control = openControl({ dataDir, dispatch: (wish) => loop.dispatch(wish), state: loop.state, now: clock.now, version: version() })
  control.catch((error: unknown) => {
    log('no command line for this start', error)
    void loop.dispatch({ type: 'notice.tell', key: 'notice.noControl', tone: 'problem' })
  })
  await begun
  hosting.resume(loop).catch((error: unknown) => {
    log('cannot host the team', error)
    void loop.dispatch({ type: 'notice.tell', key: 'notice.hubNotStarted', tone: 'problem' })
  })
  void acceptInvitations(args, loop, { confirm: confirmJoin })
  if (args.demo) {
    const { runDemo } = await import('./demo/run.ts')
    const { dispatch, state } = loop
    stops.push(runDemo({ dispatch, state, now: clock.now, entry: files.demoTeam, startNode }))
  }

  return {
    secondStart(again) {
      windows.raise()
      void acceptInvitations(again, loop, { confirm: confirmJoin })
    },
    async stop() {
      alarm.stop()
      windows.letGo()
      if (runningSession(loop.state(), clock.now()) !== null) await loop.dispatch({ type: 'quitting' })
      await mute.stop()
      for (const stop of stops) stop()
      tray.stop()
      await Promise.allSettled([links.stop(), control.then((open) => open.stop()).catch(() => {})])
      await hosting.stop()
    },
  }
}
