/** The tray's lines for the focus session: start it, or steer the one that runs. */
import { MODES } from '../../core/focus/modes.ts'
import type { SessionView } from '../../core/focus/session.ts'
import { blockInterval } from '../../core/planner/block.ts'
import { plannedFrom } from '../../core/planner/planned.ts'
import { type Instant, MINUTE, minutes } from '../../core/time/instant.ts'
import { text } from '../text.ts'
import { interruptedLines } from './interrupted.ts'
import { ask, group, type Line, type TrayWorld } from './lines.ts'

const LENGTHS = [15, 25, 50, 90]
const EXTENSIONS = [5, 15]

export function sessionLines(session: SessionView | null, world: TrayWorld): readonly Line[] {
  if (session === null)
    return [
      ...undoLine(world),
      ask(world, text('tray.start'), { type: 'focus.start' }),
      startFor(world),
      ask(world, text('tray.takeBreak'), { type: 'focus.break' }),
    ]
  return [
    ...goingLines(session, world),
    ...(session.until === null ? [] : [extendBy(world)]),
    ...interruptedLines(world),
    ...endLines(session, world),
  ]
}

/** Pause and break, as far as the session's rules and its phase allow them. */
function goingLines({ phase, mode, strict, cycle, postponed }: SessionView, world: TrayWorld): readonly Line[] {
  const { postpone, postpones } = world.state.settings.focus
  if (phase === 'paused') return [ask(world, text('tray.resume'), { type: 'focus.resume' })]
  if (phase === 'break') {
    const later = text('tray.postponeBreak', { length: lengthOf(postpone, world) })
    return [
      ...(mode === 'break' ? [] : [ask(world, text('tray.skipBreak'), { type: 'focus.skipBreak' })]),
      ...(cycle !== null && postponed < postpones ? [ask(world, later, { type: 'focus.postponeBreak' })] : []),
    ]
  }
  return [
    ...(strict ? [] : [ask(world, text('tray.pause'), { type: 'focus.pause' })]),
    ...(MODES[mode].breaks === 'none' ? [] : [ask(world, text('tray.takeBreak'), { type: 'focus.break' })]),
  ]
}

const extendBy = (world: TrayWorld): Line =>
  group(
    text('tray.extend'),
    EXTENSIONS.map((more) => ask(world, lengthOf(more, world), { type: 'focus.extend', minutes: more })),
  )

/** A strict session is asked twice; until then it can be told to go on. */
function endLines({ mode }: SessionView, world: TrayWorld): readonly Line[] {
  const end = (label: string): Line => ask(world, label, { type: 'focus.end' })
  if (world.state.session.endAsked !== null)
    return [end(text('tray.endAnyway')), ask(world, text('tray.keepOn'), { type: 'focus.keepOn' })]
  return [end(text(mode === 'break' ? 'tray.endBreak' : 'tray.end'))]
}

function undoLine(world: TrayWorld): readonly Line[] {
  const { undoUntil } = world.state.session
  if (undoUntil === null || world.now >= undoUntil) return []
  return [ask(world, text('tray.undoEnd'), { type: 'focus.undoEnd' })]
}

function startFor(world: TrayWorld): Line {
  const lengths = LENGTHS.map((long) => ask(world, lengthOf(long, world), { type: 'focus.start', minutes: long }))
  const next = nextBlockStart(world, world.now)
  const untilNext =
    next === null ? [] : [startUntil(text('tray.untilBlock', { at: world.times.time(next) }), next, world)]
  return group(text('tray.startFor'), [
    ...lengths,
    'separator',
    ...untilNext,
    untilTimes(world),
    'separator',
    ...modes(world),
  ])
}

/** The ways to count that are not a length, whatever the usual one is. */
function modes(world: TrayWorld): readonly Line[] {
  const { work, short } = world.state.settings.focus
  return [
    ask(world, text('tray.pomodoro', { work, short }), { type: 'focus.start', mode: 'pomodoro' }),
    ask(world, text('tray.startFlow'), { type: 'focus.start', mode: 'flow' }),
  ]
}

const startUntil = (label: string, until: Instant, world: TrayWorld): Line =>
  ask(world, label, { type: 'focus.start', until })

/** The next half hours; any other time is typed in the focus view. */
function untilTimes(world: TrayWorld): Line {
  const first = Math.ceil((world.now + SOON) / HALF_HOUR) * HALF_HOUR
  const times = Array.from({ length: MOST_TIMES }, (_none, index) => first + index * HALF_HOUR)
  return group(text('tray.until'), [
    ...times.map((at) => startUntil(world.times.moment(at, world.now), at, world)),
    'separator',
    ask(world, text('tray.until.other'), { type: 'window.open', window: 'focus' }),
  ])
}

/** Every zone of today is a whole number of quarters from UTC, so half hours of UTC are quarters of any clock at worst. */
const HALF_HOUR = minutes(30)
/** Less is no focus. */
const SOON = minutes(10)
const MOST_TIMES = 6

/** Far blocks are no help: a focus until tomorrow is no focus. */
const NEAR = minutes(8 * 60)

function nextBlockStart({ state }: TrayWorld, now: Instant): Instant | null {
  const next = plannedFrom(state, now, NEAR + MINUTE).find((block) => blockInterval(block).start > now)
  const start = next === undefined ? null : blockInterval(next).start
  return start !== null && start - now >= MINUTE && start - now <= NEAR ? start : null
}

const lengthOf = (count: number, { times }: TrayWorld): string => times.length(minutes(count))
