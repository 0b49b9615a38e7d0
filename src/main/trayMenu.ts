/** What the tray shows: the picture and the whole menu, from the state. Pure but for the time of a click. */
import type { TrayView } from '../core/app/desired.ts'
import type { Wish } from '../core/app/intent.ts'
import type { State } from '../core/app/state.ts'
import type { Instant } from '../core/time/instant.ts'
import type { TrayPicture } from './ports.ts'
import type { RosterViews } from './rosterViews.ts'
import { text } from './text.ts'
import { timesIn } from './times.ts'
import { askLines } from './tray/asks.ts'
import { dayLine } from './tray/day.ts'
import { ask, type Line, type TrayWorld } from './tray/lines.ts'
import { knockLine } from './tray/knocks.ts'
import { muteLine } from './tray/mute.ts'
import { headOf, pictureOf } from './tray/picture.ts'
import { sessionLines } from './tray/session.ts'
import { statusLine } from './tray/status.ts'
import { createTeamLine, type TeamLine } from './tray/team.ts'

export interface TrayContent {
  readonly picture: TrayPicture
  readonly menu: readonly Line[]
}

export interface TrayMenuParts {
  readonly act: (wish: Wish) => void
  readonly clock: () => Instant
  readonly views: RosterViews
}

/** `view` is `desired(state, now).tray`. */
export function createTrayMenu({
  act,
  clock,
  views,
}: TrayMenuParts): (state: State, view: TrayView, now: Instant) => TrayContent {
  const teamLine = createTeamLine(views)
  return (state, view, now) => {
    const world = { state, now, times: timesIn(state.system.zone, state.settings.clock), act, clock }
    return { picture: pictureOf(view, world), menu: menuOf(view, world, teamLine) }
  }
}

function menuOf(view: TrayView, world: TrayWorld, teamLine: TeamLine): readonly Line[] {
  const team = teamLine(world)
  const knocks = knockLine(world)
  return [
    { label: headOf(view, world) },
    'separator',
    ...askLines(view.session, world),
    ...sessionLines(view.session, world),
    'separator',
    statusLine(world),
    muteLine(world),
    'separator',
    dayLine(world),
    ...(team === null ? [] : [team]),
    ...(knocks === null ? [] : [knocks]),
    'separator',
    ask(world, text('tray.open.planner'), { type: 'window.open', window: 'planner' }),
    ask(world, text('tray.open.team'), { type: 'window.open', window: 'team' }),
    ask(world, text('tray.open.focus'), { type: 'window.open', window: 'focus' }),
    ask(world, text('tray.open.settings'), { type: 'window.open', window: 'settings' }),
    'separator',
    ask(world, text('tray.quit'), { type: 'app.quit' }),
  ]
}
