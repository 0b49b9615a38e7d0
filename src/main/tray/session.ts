/** The tray's lines for the focus session: start it, or steer the one that runs. */
import type { SessionView } from '../../core/focus/session.ts'
import { byStart, blockInterval } from '../../core/planner/block.ts'
import { type Instant, MINUTE, minutes } from '../../core/time/instant.ts'
import { text } from '../text.ts'
import { ask, group, type Line, type TrayWorld } from './lines.ts'

const LENGTHS = [15, 25, 50, 90]
const EXTENSIONS = [5, 15]

export function sessionLines(session: SessionView | null, world: TrayWorld): readonly Line[] {
  if (session === null)
    return [...undoLine(world), ask(world, text('tray.start'), { type: 'focus.start' }), startFor(world)]
  const goOn =
    session.phase === 'paused'
      ? ask(world, text('tray.resume'), { type: 'focus.resume' })
      : ask(world, text('tray.pause'), { type: 'focus.pause' })
  return [
    goOn,
    group(
      text('tray.extend'),
      EXTENSIONS.map((more) => ask(world, lengthOf(more, world), { type: 'focus.extend', minutes: more })),
    ),
    ask(world, text('tray.interrupted'), { type: 'focus.interrupt' }),
    ask(world, text('tray.end'), { type: 'focus.end' }),
  ]
}

function undoLine(world: TrayWorld): readonly Line[] {
  const { undoUntil } = world.state.session
  if (undoUntil === null || world.now >= undoUntil) return []
  return [ask(world, text('tray.undoEnd'), { type: 'focus.undoEnd' })]
}

function startFor(world: TrayWorld): Line {
  const lengths = LENGTHS.map((long) => ask(world, lengthOf(long, world), { type: 'focus.start', minutes: long }))
  const next = nextBlockStart(world, world.now)
  if (next === null) return group(text('tray.startFor'), lengths)
  const untilNext = ask(world, text('tray.untilBlock', { at: world.times.time(next) }), {
    type: 'focus.start',
    until: next,
  })
  return group(text('tray.startFor'), [...lengths, untilNext])
}

/** Far blocks are no help: a focus until tomorrow is no focus. */
const NEAR = minutes(8 * 60)

function nextBlockStart({ state }: TrayWorld, now: Instant): Instant | null {
  const next = Object.values(state.plan)
    .toSorted(byStart)
    .find((block) => blockInterval(block).start > now)
  const start = next === undefined ? null : blockInterval(next).start
  return start !== null && start - now >= MINUTE && start - now <= NEAR ? start : null
}

const lengthOf = (count: number, { times }: TrayWorld): string => times.length(minutes(count))
