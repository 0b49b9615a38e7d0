/** What another program may ask about: facts as plain JSON (docs/cli.md). Here: what I am doing and what others read. */
import { z } from 'zod'
import type { Availability } from '../../availability/decide.ts'
import { GAP_KINDS } from '../../focus/events.ts'
import { MODE_NAMES } from '../../focus/modes.ts'
import { type SessionView, viewSession } from '../../focus/session.ts'
import { plannedBlock } from '../../planner/planned.ts'
import { AvailabilityState } from '../../sync/records.ts'
import { type Instant, minutes } from '../../time/instant.ts'
import { myAvailability } from '../desired.ts'
import { runningSession } from '../running.ts'
import { focusOfDay } from '../focusOfDay.ts'
import { announcedStart } from '../starts.ts'
import { MUTE_MODES, type State, Status } from '../state.ts'
import { instant, maybe, reading, readingOf } from './common.ts'
import { TeamSummary, teamSummary } from './team.ts'

const SessionReport = z.object({
  phase: z.enum(['running', 'break', 'paused']),
  mode: z.enum(MODE_NAMES),
  strict: z.boolean(),
  title: z.string(),
  block: z.string().nullable(),
  startedAt: instant,
  /** Null where the session is open. */
  until: maybe,
  /** Milliseconds left; stands still while paused. Null where the session is open. */
  left: z.number().nullable(),
  /** What a timer's face counts: this stretch of work or this break. */
  stretch: z.object({
    kind: z.enum(['work', 'short', 'long']),
    until: maybe,
    left: z.number().nullable(),
    number: z.number(),
  }),
  /** When a break comes or will be suggested. */
  breakAt: maybe,
  suggested: z.boolean(),
  /** Milliseconds of focus so far. */
  focused: z.number(),
  interruptions: z.number(),
})
export type SessionReport = z.infer<typeof SessionReport>

const MuteReport = z.object({
  mode: z.enum(MUTE_MODES),
  held: z.boolean(),
  alreadyMuted: z.boolean(),
  level: z.enum(['verified', 'requested', 'unsupported']),
  label: z.string(),
  problem: z.string().nullable(),
})
export type MuteReport = z.infer<typeof MuteReport>

export const StatusReport = z.object({
  ...reading,
  version: z.string(),
  name: z.string(),
  session: SessionReport.nullable(),
  /** Time that waits for `focus.settleGap`, of this session or the one that ended last. */
  gap: z.object({ kind: z.enum(GAP_KINDS), start: instant, end: instant, taken: z.number() }).nullable(),
  /** When a strict session, asked to end, will do so without a reason. */
  endAsked: maybe,
  /** The block that is about to start itself. */
  next: z.object({ block: z.string(), title: z.string(), at: instant, postponed: z.number() }).nullable(),
  /** Milliseconds of focus today, and how much the person would like; null without a target. */
  today: z.object({ focused: z.number(), target: z.number().nullable() }),
  /** Until when `focus.undoEnd` takes the end back. */
  undoUntil: maybe,
  availability: z.object({ state: AvailabilityState, until: maybe, back: maybe, source: z.string() }),
  status: Status,
  mute: MuteReport,
  teams: z.array(TeamSummary),
})
export type StatusReport = z.infer<typeof StatusReport>

export function statusReport(state: State, now: Instant): StatusReport {
  const { system, settings, session, status } = state
  const running = runningSession(state, now)
  const { current, undoUntil } = session
  const canUndo = undoUntil !== null && now < undoUntil && current !== null && now < viewSession(current, now).latest
  return {
    ...readingOf(state, now),
    version: system.version,
    name: settings.name,
    session: running === null ? null : sessionReport(running),
    undoUntil: canUndo ? undoUntil : null,
    gap: gapReport(state, now),
    endAsked: session.endAsked,
    next: nextReport(state, now),
    today: {
      focused: focusOfDay(state, now),
      target: settings.focus.target === 0 ? null : minutes(settings.focus.target),
    },
    availability: availabilityReport(myAvailability(state, now)),
    status: status !== null && now < status.until ? status : null,
    mute: { mode: settings.mute, ...muteFacts(state) },
    teams: Object.values(state.teams).map((team) => teamSummary(state, team, now)),
  }
}

function sessionReport(view: SessionView): SessionReport {
  const { title, block, mode, strict, startedAt, until, left, breakAt, suggested, focused, interruptions } = view
  const { kind, number, ...stretch } = view.stretch
  return {
    phase: view.phase === 'ended' ? 'running' : view.phase,
    mode,
    strict,
    title,
    block,
    startedAt,
    until,
    left,
    stretch: { kind, until: stretch.until, left: stretch.left, number },
    breakAt,
    suggested,
    focused,
    interruptions,
  }
}

function gapReport({ session: { current } }: State, now: Instant): StatusReport['gap'] {
  return current === null ? null : viewSession(current, now).gap
}

function nextReport(state: State, now: Instant): StatusReport['next'] {
  const next = announcedStart(state, now)
  if (next === null) return null
  const { block, at, postponed } = next
  return { block, title: plannedBlock(state, block)?.title ?? '', at, postponed }
}

const availabilityReport = ({ state, until, back, source }: Availability): StatusReport['availability'] => ({
  state,
  until,
  back,
  source,
})

function muteFacts({ mute }: State): Omit<MuteReport, 'mode'> {
  const { held, alreadyMuted, level, label, problem } = mute
  return { held, alreadyMuted, level, label, problem }
}
