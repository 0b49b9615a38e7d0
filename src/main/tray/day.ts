/** The tray's lines for today's blocks. */
import { type Block, blockInterval, contains } from '../../core/planner/block.ts'
import { dayAt, dayWindow } from '../../core/planner/day.ts'
import { plannedIn } from '../../core/planner/planned.ts'
import { text } from '../text.ts'
import { ask, group, type Line, type TrayWorld } from './lines.ts'

/** A longer menu does not fit on a small screen; the planner shows the rest. */
const MOST = 20

export function dayLine(world: TrayWorld): Line {
  const { now, state } = world
  const { zone } = state.system
  const { dayEndsAt } = state.settings
  const blocks = plannedIn(state, dayWindow(dayAt(now, zone, dayEndsAt), zone, dayEndsAt)).slice(0, MOST)
  const lines = blocks.map((block) => blockLine(block, world))
  return group(text('tray.today'), lines.length === 0 ? [{ label: text('tray.today.none') }] : lines)
}

function blockLine(block: Block, world: TrayWorld): Line {
  const span = blockInterval(block)
  const values = {
    from: world.times.time(span.start),
    to: world.times.time(span.end),
    kind: text(`ui.kind.${block.kind}`),
  }
  const line =
    block.title === '' ? text('tray.today.block', values) : text('tray.today.titled', { ...values, title: block.title })
  const label = contains(span, world.now) ? text('tray.today.now', { block: line }) : line
  return ask(world, label, { type: 'window.open', window: 'planner' })
}
