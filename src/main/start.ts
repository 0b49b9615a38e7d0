/** Puts the parts together once Electron is ready. The first window comes first; everything slow comes after it. */
import type { Proposal } from '../core/app/proposal.ts'
import { type InsightsReport, insightsReport } from '../core/app/report/insights.ts'
import { runningSession } from '../core/app/running.ts'
import { soundAt } from '../core/app/sound.ts'
import { answerCall } from './answers.ts'
import type { Args } from './args.ts'
import { breath } from './breath.ts'
import { type Control, openControl } from './control.ts'
import { createAlarm } from './electron/alarm.ts'
import { clock } from './electron/clock.ts'
import type { FrontDoor } from './electron/frontDoor.ts'
import type { FirstWindow } from './electron/firstWindow.ts'
import { startNode } from './electron/hostNode.ts'
import { go, version } from './electron/life.ts'
import type { LinkCatcher } from './electron/links.ts'
import { startAtLogin } from './electron/login.ts'
import { setAppMenu } from './electron/menu.ts'
import { builtFiles } from './electron/paths.ts'
import { pickCalendar, pickExport, pickPlace } from './electron/pickFile.ts'
import { watchPower } from './electron/power.ts'
import { createSound } from './electron/sound.ts'
import { browse, reveal, useTheme } from './electron/shell.ts'
import { createShortcut } from './electron/shortcut.ts'
import { systemProxy } from './electron/systemProxy.ts'
import { openHeld } from './digest/create.ts'
import { createErrands } from './errands.ts'
import { foresee } from './foresee.ts'
import { followFocusView } from './focusView.ts'
import { createGapWatch } from './gaps.ts'
import { followKnocks } from './knockView.ts'
import { lookHere } from './here/create.ts'
import { createHosting, type Hosting } from './hosting.ts'
import { openLink } from './hubLink.ts'
import { useSystemProxy } from './hubLink/route.ts'
import { createHandlers } from './ipc.ts'
import { createLinks, tokenName } from './links.ts'
import { log } from './log.ts'
import { createLooking } from './looking.ts'
import { createLoop, type Loop } from './loop.ts'
import { createMute } from './mute/create.ts'
import { muteRuntimeDir } from './mute/lease/runtimeDir.ts'
import { testable } from './muteTest.ts'
import { dateIn } from '../core/time/zone.ts'
import type { Stop } from './ports.ts'
import { confirmHook, confirmQuit } from './questions.ts'
import { createReconcile, muteSlice } from './reconcile.ts'
import { followRosters } from './rosterFollower.ts'
import { keepRosters } from './saving.ts'
import { followSettings } from './settingsFollower.ts'
import { openAutomation } from './start/automation.ts'
import { openCalendars } from './start/calendars.ts'
import { type Desk, openDesk } from './start/desk.ts'
import { type Kept, openKept } from './start/kept.ts'
import type { Line } from './start/line.ts'
import { tellNames } from './nameTeller.ts'
import { access } from './teamAccess.ts'
import { openPublishing } from './start/publishing.ts'
import { createTeamErrands } from './teamErrands.ts'
import { text } from './text.ts'

export interface App {
  /** Another start with the same data folder: raise, and hear what it was told. */
  secondStart(args: Args): void
  /** Gives the desktop back, says goodbye to the teams, and lets go of everything. */
  stop(): Promise<void>
}

export interface StartParts {
  readonly args: Args
  readonly dataDir: string
  /** Links that came before anybody could follow them. */
  readonly caught: LinkCatcher
  /** The window that is there already; null where the app starts hidden. */
  readonly first: FirstWindow | null
  /** Where the windows' calls wait to be answered. */
  readonly door: FrontDoor
}

export async function startApp({ args, dataDir, caught, door, first: early }: StartParts): Promise<App> {
  const files = builtFiles()

  const line: Line = { dispatch: (intent) => loop.dispatch(intent), state: () => loop.state() }
  const kept = openKept(dataDir, line)
  const { keeper, journal, alive, vault, months, first } = kept
  // The window that waits already is shown in its own theme.
  useTheme(first.settings.theme)
  await breath()
  const desk = openDesk(keeper, files.preload, early, line)
  const mute = createMute({ runtimeDir: muteRuntimeDir(process.env), env: process.env, now: clock.now, owner: dataDir })
  let isRecovered = false
  const recovered = desk.windows.firstPicture
    .then(() => mute.recover())
    .then(() => (isRecovered = true))
    .catch((error: unknown) => log('cannot look after a mute that was left behind', error))
  await breath()
  useSystemProxy(systemProxy)
  const linking = { now: clock.now, random: Math.random, ready: desk.windows.firstPicture }
  const links = createLinks({
    open: (target, news, team) => openLink(target, news, { ...linking, outbox: kept.outboxes(team) }),
    token: (team) => vault.get(tokenName(team)),
    dispatch: line.dispatch,
    renew: async (team) =>
      (await import('./tokenRenewal.ts')).renewToken(team, access(loop.state().teams[team], vault), vault),
  })
  const hosting = createHosting({
    dataDir,
    entry: files.hub,
    startNode,
    lanAddress: process.env['TIDELINE_LAN_ADDRESS'],
  })
  const gaps = createGapWatch(clock)
  const looking = createLooking({ gaps, loop: () => loop, links })
  const alarm = createAlarm(clock, (due) => void looking.look(due))
  const gatedMute = testable(
    (wish) => (isRecovered ? mute.want(wish) : recovered.then(() => mute.want(wish))),
    clock.now,
  )
  const held = openHeld(gatedMute, line)

  const sound = createSound()
  const calendars = openCalendars({
    line,
    clock,
    vault,
    dataDir,
    reader: files.calendarReader,
    server: files.calendarServer,
    pickFile: pickCalendar,
  })
  const publishing = openPublishing(line, clock)

  const loop: Loop = createLoop(first, {
    clock,
    keeper,
    months,
    journal,
    observe: () => gaps.look(),
    reconcile: createReconcile({ mute: held, alarm, links, alive, tray: desk.tray }),
    runErrand: createErrands({
      clock,
      windows: desk.windows,
      mute: gatedMute,
      calendars,
      publishing,
      teams: createTeamErrands({ vault, links, hostHub: hosting.hostHub }),
      moving: async (errand, from) =>
        (await import('./moveErrands.ts')).runMoveErrand(
          { vault, hostHub: hosting.hostHub, dataDir, now: clock.now },
          errand,
          from,
        ),
      people: async (errand, from) =>
        (await import('./peopleErrands.ts')).runPeopleErrand({ vault, links }, errand, from),
      data: async (errand) =>
        (await import('./data/dataErrands.ts')).runDataErrand(
          { dataDir, line: months.wholeLine, now: clock.now, pickPlace, pickExport },
          errand,
        ),
      teamFiles: async (errand) =>
        (await import('./teamFiles/errand.ts')).runTeamFileErrand({ line, now: clock.now, pickPlace }, errand),
      picture: async (to) =>
        (await import('./picture.ts')).savePicture(
          {
            capture: () => desk.windows.capture('planner'),
            pickPlace,
            today: dateIn(clock.now(), line.state().system.zone),
          },
          to,
        ),
      reveal: () => reveal(dataDir),
      browse,
      sound,
      confirmHook,
      testNotice: desk.testNotice,
      confirmQuit,
      quit: go,
    }),
    announce: desk.announce,
  })

  const insights = (): InsightsReport => insightsReport(journal.recent().events, loop.state(), clock.now())
  const propose = async (): Promise<Proposal | null> =>
    (await import('./proposals.ts')).propose(journal, loop.state(), clock.now())
  loop.subscribe(desk.broadcast.tell)
  const { events } = calendars
  const handlers = createHandlers({
    loop,
    broadcast: desk.broadcast,
    insights,
    propose,
    events,
    months: months.show,
    docHistory: async ({ team, doc }) =>
      (await import('./docHistory.ts')).docHistory(access(loop.state().teams[team], vault), doc),
    teamHead: desk.teamHead,
    drawn: desk.windows.drawn,
    foresee: (kind) => foresee(kind, loop.state(), desk.windows),
  })
  door.answerWith((call) => answerCall(handlers, call))
  const begun = loop.dispatch({ type: 'started', lastAlive: kept.lastAlive })
  openFirst(desk, args, first.settings.welcomed)
  const control = openDoorForPrograms(loop, dataDir, { insights, months: months.show })
  // What follows is for the tray and the keyboard; begun earlier it would take the window's time.
  await desk.windows.firstPicture

  const automation = openAutomation(loop, dataDir, caught)
  const here = lookHere(loop)
  const stops = [
    door.stop,
    mute.onChange((report) => {
      held.prepare(report.adapter)
      void loop.dispatch({ type: 'mute.report', mute: muteSlice(report) })
    }),
    keepRosters(loop, keeper),
    followRosters(loop),
    followFocusView(loop, desk.windows),
    followKnocks(loop, desk.windows),
    tellNames(loop, (team) => access(team, vault)),
    loop.subscribe((before, after) => {
      const volume = soundAt(before, after, clock.now())
      if (volume > 0) void sound.play(volume)
    }),
    ...followDesktop(loop, args),
    watchPower((event) => void Promise.all([looking.power(event), here.power(event)])),
    here.stop,
    desk.stop,
  ]
  setAppMenu({ zoom: desk.windows.zoom, quit: () => void loop.dispatch({ type: 'app.quit' }) })
  await begun
  resumeHosting(hosting, loop)
  stops.push(calendars.follow(loop), publishing.follow(loop))
  automation.follow(args)
  void months.tidy()
  if (args.demo) {
    const { runDemo } = await import('./demo/run.ts')
    stops.push(runDemo({ ...line, now: clock.now, entry: files.demoTeam, startNode }))
  }

  return {
    secondStart(again) {
      // A link says itself whether it wants a window.
      if (again.links.length === 0) desk.windows.raise()
      automation.follow(again)
    },
    async stop() {
      alarm.stop()
      desk.windows.letGo()
      if (runningSession(loop.state(), clock.now()) !== null) await loop.dispatch({ type: 'quitting' })
      held.stop()
      await mute.stop()
      for (const stop of stops) stop()
      await Promise.allSettled([links.stop(), automation.stop(), control.then((open) => open?.stop())])
      await hosting.stop()
    },
  }
}

/** The planner, and over it the first steps where they were never taken. */
function openFirst({ windows }: Desk, { hidden, demo, invitations }: Args, isWelcomed: boolean): void {
  if (hidden) return
  windows.open('planner')
  if (!demo && !isWelcomed && invitations.length === 0) windows.open('welcome')
}

/** Theme, shortcuts and start at login, as the settings say. */
function followDesktop(loop: Loop, { dataDir }: Args): readonly Stop[] {
  const shortcut = createShortcut(() => void loop.dispatch({ type: 'focus.toggle' }))
  const interrupt = createShortcut(() => void loop.dispatch({ type: 'focus.interrupt' }))
  const names = { name: text('app.name'), comment: text('app.comment'), dataDir }
  const follower = {
    useTheme,
    useShortcut: shortcut.use,
    useInterruptShortcut: interrupt.use,
    startAtLogin: (wanted: boolean) => startAtLogin(wanted, names),
  }
  return [followSettings(loop, follower), shortcut.stop, interrupt.stop]
}

/** The command line's socket; null where it could not be made private, which is told. */
async function openDoorForPrograms(
  { dispatch, state }: Loop,
  dataDir: string,
  more: { readonly insights: () => InsightsReport; readonly months: Kept['months']['show'] },
): Promise<Control | null> {
  try {
    return await openControl({ dataDir, dispatch, state, now: clock.now, version: version(), ...more })
  } catch (error) {
    log('no command line for this start', error)
    await dispatch({ type: 'notice.tell', key: 'notice.noControl', tone: 'problem' })
    return null
  }
}

function resumeHosting(hosting: Hosting, loop: Loop): void {
  hosting.resume(loop).catch((error: unknown) => {
    log('cannot host the team', error)
    void loop.dispatch({ type: 'notice.tell', key: 'notice.hubNotStarted', tone: 'problem' })
  })
}
