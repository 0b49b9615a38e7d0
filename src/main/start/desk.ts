/** What the person sees and hears: windows, tray, notices. */
import type { Announcement } from '../../core/app/announce.ts'
import { setTimeout as wait } from 'node:timers/promises'
import type { Wish } from '../../core/app/intent.ts'
import type { State } from '../../core/app/state.ts'
import { type TeamHead, teamHead } from '../../core/app/teamHead.ts'
import { type Broadcast, createBroadcast } from '../broadcast.ts'
import { clock } from '../electron/clock.ts'
import { openNotices } from '../electron/notices.ts'
import { createBadge } from '../electron/badge.ts'
import type { FirstWindow } from '../electron/firstWindow.ts'
import { createTray } from '../electron/tray.ts'
import { createWindows, type Windows } from '../electron/windows.ts'
import type { LoopParts } from '../loop.ts'
import { createNoTray } from '../noTray.ts'
import type { Keeper } from '../ports.ts'
import type { ReconcileParts } from '../reconcile.ts'
import { createRosterViews } from '../rosterViews.ts'
import { sentence, text } from '../text.ts'
import { badgeOf } from '../tray/badge.ts'
import { timesIn } from '../times.ts'
import { createTrayMenu } from '../trayMenu.ts'
import type { Line } from './line.ts'

/** How long a test notice stays, in ms: long enough to be seen where it is not held back. */
const TEST_NOTICE_MS = 3_000

/** Whoever closed the team window and comes back within this time finds it at once; after that its memory is free. */
const KEPT_MS = 5 * 60_000
/** Whoever pointed at its button and has not pressed it by then does something else. */
const FORESEEN_MS = 60_000

export interface Desk {
  readonly windows: Windows
  readonly broadcast: Broadcast
  readonly teamHead: (team: string) => TeamHead | null
  /** Draws the tray. */
  readonly tray: ReconcileParts['tray']
  readonly announce: LoopParts['announce']
  readonly testNotice: () => Promise<void>
  stop(): void
}

export function openDesk(keeper: Keeper, preload: string, first: FirstWindow | null, { dispatch, state }: Line): Desk {
  const act = (wish: Wish): void => void dispatch(wish)
  const windows = createWindows({
    keeper,
    preload,
    first,
    title: (kind) => text(`ui.window.${kind}`),
    hasTrayHost: () => state().system.trayHost,
    onLastClose: () => act({ type: 'app.quit' }),
    onGone: (id) => broadcast.forget(id),
    keptFor: { closed: KEPT_MS, foreseen: FORESEEN_MS },
    onKept: (id, isKept) => (isKept ? broadcast.hold(id) : broadcast.resume(id)),
  })
  const broadcast = createBroadcast(windows.send, state)
  /** A strict session asks before it ends, and a click on the tray must not look as if nothing happened. */
  const toggle = async (): Promise<void> => {
    const outcome = await dispatch({ type: 'focus.toggle' })
    if (outcome.ok && outcome.value === 'asked') act({ type: 'window.open', window: 'planner' })
  }
  const notices = openNotices((lost) => {
    void dispatch({ type: 'notice.tell', key: 'notice.lost', values: { ...lost } })
  })
  const noTray = createNoTray({
    keepWindow: () => !windows.isOpen() && windows.open('planner'),
    tell: () => !state().settings.toldNoTray && void tellNoTray(dispatch),
  })
  const showBadge = createBadge()
  const tray = createTray({
    onToggle: () => void toggle(),
    onHost(trayHost) {
      void dispatch({ type: 'system.report', system: { trayHost } })
      noTray.hear(trayHost)
    },
  })
  const views = createRosterViews()
  const trayMenu = createTrayMenu({ act, clock: clock.now, views })
  // Until the first picture stands the window has the time; then the newest is shown.
  const inSight = afterwards(windows.firstPicture)
  return {
    windows,
    broadcast,
    teamHead(team) {
      const now = clock.now()
      return teamHead(state(), team, () => views(state(), team, now), now)
    },
    tray(now, desired, at) {
      inSight(() => {
        const { picture, menu } = trayMenu(now, desired.tray, at)
        tray.show(picture, menu)
        showBadge(badgeOf(desired.tray))
      })
    },
    announce(key, values) {
      const said = withTimes(values, state())
      const title = sentence(values['title'] === '' ? `${key}.title` : `${key}.titled`, said)
      const window = OF_TEAMS.has(key) ? 'team' : 'planner'
      const onClick = (): void => act({ type: 'window.open', window })
      notices.tell({ title, body: sentence(`${key}.body`, said), onClick })
    },
    async testNotice() {
      const takeBack = notices.tell({ title: text('notice.test.title'), body: text('notice.test.body') })
      await wait(TEST_NOTICE_MS)
      takeBack()
    },
    stop() {
      noTray.stop()
      tray.stop()
    },
  }
}

/** Runs what it is given at once, but before `moment` only the last of it, and then. */
function afterwards(moment: Promise<void>): (run: () => void) => void {
  let last: (() => void) | null = null
  let isOver = false
  void moment.then(() => {
    isOver = true
    last?.()
  })
  return (run) => (isOver ? run() : void (last = run))
}

/** Notices about other people; what they are about stands in the team window. */
const OF_TEAMS: ReadonlySet<string> = new Set([
  'announce.knock',
  'announce.reply',
  'announce.handoff',
  'announce.alert',
] satisfies Announcement['key'][])

/** Once for ever: the settings say it too. */
async function tellNoTray(dispatch: Line['dispatch']): Promise<void> {
  await dispatch({ type: 'notice.tell', key: 'notice.noTray' })
  await dispatch({ type: 'settings.change', change: { toldNoTray: true } })
}

/** A notice names its instant as the person reads time. */
function withTimes(values: Announcement['values'], { system, settings }: State): Announcement['values'] {
  const { at } = values
  return typeof at === 'number' ? { ...values, at: timesIn(system.zone, settings.clock).time(at) } : values
}
