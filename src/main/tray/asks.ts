/** The tray's lines for what waits for a word. A muted desktop holds back our notices too: here and in the windows it is told. */
import type { Wish } from '../../core/app/intent.ts'
import { announcedStart } from '../../core/app/starts.ts'
import { isLanding, type OpenGap, type SessionView, viewSession } from '../../core/focus/session.ts'
import { MINUTE, minutes } from '../../core/time/instant.ts'
import { text } from '../text.ts'
import { ask, group, type Line, type TrayWorld } from './lines.ts'

/** Nothing where nothing waits; else with a separator behind. */
export function askLines(session: SessionView | null, world: TrayWorld): readonly Line[] {
  const lines = [
    ...gapLine(world),
    ...suggestedLine(session, world),
    ...landingLine(session, world),
    ...startLine(world),
  ]
  return lines.length === 0 ? [] : [...lines, 'separator']
}

/** The same in one short word for the tooltip; empty where nothing waits. */
export function askWord(session: SessionView | null, world: TrayWorld): string {
  if (gapOf(world) !== null) return text('tray.asks.gap')
  if (session?.suggested === true) return text('tray.asks.suggested')
  return isLandingNow(session, world) ? text('tray.asks.landing') : ''
}

/** Also of the session that just ended. */
const gapOf = ({ state: { session }, now }: TrayWorld): OpenGap | null =>
  session.current === null ? null : viewSession(session.current, now).gap

function gapLine(world: TrayWorld): readonly Line[] {
  const gap = gapOf(world)
  if (gap === null) return []
  const { times, now, state } = world
  const isOver = state.session.current !== null && viewSession(state.session.current, now).phase === 'ended'
  const values = {
    kind: gap.kind,
    from: times.time(gap.start),
    to: times.time(gap.end),
    length: times.length(gap.taken),
  }
  const settle = (label: string, how: 'keep' | 'trim' | 'discard'): Line =>
    ask(world, label, { type: 'focus.settleGap', how })
  return [
    group(text('planner.gap', values), [
      settle(text('planner.gap.keep'), 'keep'),
      settle(text(isOver ? 'planner.gap.trim.ended' : 'planner.gap.trim'), 'trim'),
      ...(isOver ? [] : [settle(text('planner.gap.discard'), 'discard')]),
    ]),
  ]
}

function suggestedLine(session: SessionView | null, world: TrayWorld): readonly Line[] {
  if (session?.suggested !== true) return []
  const { rest } = world.state.settings.focus
  const said = text('planner.suggested', { minutes: Math.floor(session.focused / MINUTE) })
  return [
    group(said, [
      ask(world, text('planner.suggested.take', { minutes: session.cycle?.short ?? rest }), { type: 'focus.break' }),
      ask(world, text('planner.suggested.later'), { type: 'focus.postponeBreak' }),
    ]),
  ]
}

const isLandingNow = (session: SessionView | null, { state: { settings } }: TrayWorld): boolean =>
  session !== null && isLanding(session, minutes(settings.focus.landing))

/** Without the minutes, so that the menu is not built anew each minute. */
const landingLine = (session: SessionView | null, world: TrayWorld): readonly Line[] =>
  isLandingNow(session, world) ? [{ label: text('tray.landing') }] : []

function startLine(world: TrayWorld): readonly Line[] {
  const { state, now, times } = world
  const next = announcedStart(state, now)
  if (next === null) return []
  const { postpone, postpones } = state.settings.focus
  const { block } = next
  const say = (label: string, wish: Wish): Line => ask(world, label, wish)
  const name = state.plan[block]?.title || text('planner.kind.focus')
  return [
    group(text('planner.starts', { name, at: times.time(next.at) }), [
      say(text('planner.starts.now'), { type: 'focus.start', block }),
      ...(next.postponed < postpones
        ? [say(text('planner.starts.postpone', { minutes: postpone }), { type: 'focus.postponeStart', block })]
        : []),
      say(text('planner.starts.skip'), { type: 'focus.skipStart', block }),
    ]),
  ]
}
