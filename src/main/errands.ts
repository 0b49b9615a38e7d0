/** Wishes that need the world before the state can change. Each answers once it is done, or says why it could not be. */
import { type Errand, type Outcome, done, refused, type WindowKind } from '../core/app/intent.ts'
import { runningSession } from '../core/app/running.ts'
import { trialVolume } from '../core/app/sound.ts'
import { isWebLink } from '../core/team/knockWords.ts'
import type { Loop } from './loop.ts'
import type { TestableMute } from './muteTest.ts'
import type { Clock, SoundPort, WindowsPort } from './ports.ts'
import type { TeamFileErrand } from './teamFiles/errand.ts'
import type { DataErrand } from './data/dataErrands.ts'
import type { MoveErrand } from './moveErrands.ts'
import type { PeopleErrand } from './peopleErrands.ts'
import { muteSlice } from './reconcile.ts'
import type { LazyCalendars } from './start/calendars.ts'
import type { Publishing } from './start/publishing.ts'
import type { TeamErrands } from './teamErrands.ts'

export interface ErrandParts {
  readonly clock: Clock
  readonly windows: Pick<WindowsPort, 'open'>
  readonly mute: Pick<TestableMute, 'hold' | 'letGo'>
  readonly teams: TeamErrands
  readonly calendars: Pick<LazyCalendars, 'run'>
  readonly moving: (errand: MoveErrand, loop: Loop) => Promise<Outcome>
  readonly people: (errand: PeopleErrand, loop: Loop) => Promise<Outcome>
  readonly publishing: Pick<Publishing, 'publish'>
  readonly data: (errand: DataErrand) => Promise<Outcome>
  readonly teamFiles: (errand: TeamFileErrand) => Promise<Outcome>
  readonly picture: (to: string | undefined) => Promise<Outcome>
  readonly sound: SoundPort
  /** Opens the folder with everything the app keeps. */
  readonly reveal: () => void
  /** Opens an address in the person's browser. */
  readonly browse: (url: string) => void
  /** Asks whether to end the running session; true to go on with quitting. */
  readonly confirmQuit: () => Promise<boolean>
  /** Asks whether this program may run with each session. */
  readonly confirmHook: (argv: readonly string[]) => Promise<boolean>
  readonly quit: () => void
  /** Sends a notice as any program would, and takes it back when the person has had time to see it. */
  readonly testNotice: () => Promise<void>
}

/** How long the self-test may hold the desktop muted. */
const SELF_TEST_MS = 15_000

export function createErrands(parts: ErrandParts): (errand: Errand, loop: Loop) => Promise<Outcome> {
  return async (errand, loop) => {
    switch (errand.type) {
      case 'window.open':
        return openWindow(parts, errand.window)
      case 'data.reveal':
        parts.reveal()
        return done
      case 'knock.follow':
        return follow(parts, loop, errand.id)
      case 'data.export':
      case 'data.look':
      case 'data.import':
        return parts.data(errand)
      case 'team.saveMeeting':
      case 'team.saveWeek':
        return parts.teamFiles(errand)
      case 'picture.save':
        return parts.picture(errand.to)
      case 'mute.selfTest':
        return selfTest(parts, loop)
      case 'sound.try':
        return (await parts.sound.play(trialVolume(loop.state().settings))) ? done : refused('sound_failed')
      case 'hook.set':
        return setHook(parts, loop, errand.argv)
      case 'app.quit':
        return quit(parts, loop, errand.force ?? false)
      case 'calendar.add':
      case 'calendar.discover':
      case 'calendar.subscribe':
      case 'calendar.make':
      case 'calendar.pick':
      case 'calendar.remove':
      case 'calendar.refresh':
        return parts.calendars.run(errand)
      case 'calendar.publish':
        return parts.publishing.publish(errand.to)
      case 'team.host':
        return parts.teams.host(errand, loop)
      case 'team.join':
        return parts.teams.join(errand, loop)
      case 'team.invite':
        return parts.teams.invite(errand, loop)
      case 'team.leave':
        return parts.teams.leave(errand, loop)
      case 'team.retry':
        return parts.teams.retry(errand)
      case 'team.people':
      case 'team.pair':
      case 'team.removeDevice':
      case 'team.rename':
      case 'team.handOver':
      case 'team.removePerson':
      case 'team.removeInvite':
        return parts.people(errand, loop)
      case 'team.backup':
      case 'team.export':
      case 'team.move':
      case 'team.follow':
        return parts.moving(errand, loop)
    }
  }
}

/** Only the link of a knock that is here, and only where it is one of the web. */
function follow({ browse }: ErrandParts, loop: Loop, id: string): Outcome {
  const letter = loop.state().letters[id]
  const link = letter !== undefined && 'link' in letter.body ? letter.body.link : undefined
  if (link === undefined || !isWebLink(link)) return refused('no_such_knock')
  browse(link)
  return done
}

function openWindow({ windows }: ErrandParts, kind: WindowKind): Outcome {
  windows.open(kind)
  return done
}

/** Mutes for a moment, sends a notice that should not be seen, and gives the desktop back. The level is the answer's value. */
async function selfTest({ mute, clock, testNotice }: ErrandParts, loop: Loop): Promise<Outcome> {
  const report = await mute.hold(clock.now() + SELF_TEST_MS)
  await loop.dispatch({ type: 'mute.report', mute: muteSlice(report) })
  try {
    if (report.problem === null) await testNotice()
  } finally {
    mute.letGo()
  }
  await loop.reconcile()
  return report.problem === null ? { ok: true, value: report.level } : refused(`mute_${report.problem}`)
}

/** A program is only ever set by the person at this screen: not by a link, nor behind their back by another program. */
async function setHook({ confirmHook }: ErrandParts, loop: Loop, argv: readonly string[]): Promise<Outcome> {
  if (argv.join('\0') === loop.state().settings.hook.join('\0')) return done
  if (argv.length > 0 && !(await confirmHook(argv))) return refused('not_confirmed')
  return loop.dispatch({ type: 'hook.agreed', argv })
}

async function quit(parts: ErrandParts, loop: Loop, force: boolean): Promise<Outcome> {
  const running = runningSession(loop.state(), parts.clock.now()) !== null
  if (running && !force && !(await parts.confirmQuit())) return refused('session_running')
  parts.quit()
  return done
}
