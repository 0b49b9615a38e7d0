/** What another program may ask about: facts as plain JSON (docs/cli.md). Here: what I am doing and what others read. */
import { z } from 'zod'
import type { Availability } from '../../availability/decide.ts'
import { type SessionView, viewSession } from '../../focus/session.ts'
import { AvailabilityState } from '../../sync/records.ts'
import type { Instant } from '../../time/instant.ts'
import { myAvailability, runningSession } from '../desired.ts'
import { MUTE_MODES, type State, Status } from '../state.ts'
import { instant, maybe, reading, readingOf } from './common.ts'
import { TeamSummary, teamSummary } from './team.ts'

const SessionReport = z.object({
  phase: z.enum(['running', 'paused']),
  title: z.string(),
  block: z.string().nullable(),
  startedAt: instant,
  until: instant,
  /** Milliseconds left; stands still while paused. */
  left: z.number(),
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
  const canUndo = undoUntil !== null && now < undoUntil && current !== null && now < viewSession(current, now).until
  return {
    ...readingOf(state, now),
    version: system.version,
    name: settings.name,
    session: running === null ? null : sessionReport(running),
    undoUntil: canUndo ? undoUntil : null,
    availability: availabilityReport(myAvailability(state, now)),
    status: status !== null && now < status.until ? status : null,
    mute: { mode: settings.mute, ...muteFacts(state) },
    teams: Object.values(state.teams).map((team) => teamSummary(state, team, now)),
  }
}

function sessionReport(view: SessionView): SessionReport {
  const { title, block, startedAt, until, left, focused, interruptions } = view
  return {
    phase: view.phase === 'paused' ? 'paused' : 'running',
    title,
    block,
    startedAt,
    until,
    left,
    focused,
    interruptions,
  }
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
