/** What the world should look like for this state at this instant. Main makes it so, touching only what differs. */
import { availability, type Availability, type Evidence } from '../availability/decide.ts'
import { isAway } from '../availability/here.ts'
import { type Shares, sharedWindow, sharesPlan, toldZone } from '../availability/cut.ts'
import { nextTry } from '../calendar/calendar.ts'
import { busyOf, meetings } from '../calendar/lay.ts'
import { contains } from '../planner/block.ts'
import { nextBoundary, type SessionView } from '../focus/session.ts'
import type { ManualStatus, Presence, SharedPlan } from '../sync/records.ts'
import { earliest, type Instant, MINUTE, minutes, SECOND } from '../time/instant.ts'
import { addDays, dateIn, dayStart } from '../time/zone.ts'
import { STRICT_PATIENCE } from '../focus/strict.ts'
import { nextLetterLook } from './letterLook.ts'
import { runningSession } from './running.ts'
import { nextStartLook } from './starts.ts'
import { type Quiet, quietHours } from './quiet.ts'
import { sharedOf } from './shared.ts'
import type { State, TeamSlice } from './state.ts'

/** What one team should have of me. */
export interface Outgoing {
  readonly presence: Presence | null
  readonly manual: ManualStatus | null
  readonly plan: SharedPlan | null
}

/** What the tray shows; `core` names facts, the tray's own text module makes sentences of them. */
export interface TrayView {
  readonly session: SessionView | null
  readonly me: Availability
  readonly muted: boolean
}

export interface Desired {
  /** Null leaves the desktop as it is, or gives it back. */
  readonly mute: { readonly until: Instant | null } | null
  readonly tray: TrayView
  readonly outgoing: Readonly<Record<string, Outgoing>>
  /** When to look again at the latest; null when time alone changes nothing. */
  readonly wakeAt: Instant | null
}

const WHOLE: Shares = { place: false }

/** My own availability, from everything this device knows. Private blocks do not enter: others must read the same. */
export function myEvidence(state: State, now: Instant, shares: Shares = WHOLE): Evidence {
  return {
    manual: currentStatus(state, now),
    presence: presenceNow(state, now, { ...shares, away: false }),
    plan: sharesPlan(shares) ? sharedOf(state, { ...shares, place: false }, now).intervals : [],
    zone: toldZone(state.system.zone, shares),
    live: true,
    lost: false,
    known: true,
  }
}

export const myAvailability = (state: State, now: Instant): Availability => availability(myEvidence(state, now), now)

/** What a team reads of me while this device is live: where it is not told my plan, what is now alone. */
export const availabilityFor = (state: State, { shares }: Pick<TeamSlice, 'shares'>, now: Instant): Availability =>
  availability(myEvidence(state, now, shares), now)

function currentStatus({ status }: State, now: Instant): ManualStatus | null {
  return status !== null && now < status.until ? status : null
}

function presenceNow(state: State, now: Instant, shares: Shares): Presence {
  const session = runningSession(state, now)
  const zone = toldZone(state.system.zone, shares)
  if (session?.phase === 'running')
    return { rule: 2, state: 'focusing', until: expectedEnd(state, session, now, shares), zone }
  const meeting = meetings(busyOf(state)).find((time) => contains(time, now))
  if (meeting !== undefined) return { rule: 3, state: 'together', until: meeting.end, zone }
  // The highest rule of all, so that a device in use always speaks before an idle one.
  return shares.away === true && isAway(state.system.here) ? { rule: 5, state: 'away', zone } : { rule: 4, zone }
}

/**
 * Until when others read `focusing`: to the next break or the end. An open session has no end, so they read when the
 * plan next makes the person reachable or the suggested break would be over, whichever is sooner; it moves on before
 * it comes, so that nobody reads `available` for a moment. A plan that is not shared does not speak here either.
 */
function expectedEnd(
  state: State,
  { stretch, breakAt, cycle, latest }: SessionView,
  now: Instant,
  shares: Shares,
): Instant {
  if (stretch.until !== null) return stretch.until
  const intervals = sharesPlan(shares) ? sharedOf(state, WHOLE, now).intervals : []
  const reachable = intervals.find((interval) => interval.state !== 'focusing' && interval.start > now + MINUTE)
  const rested = breakAt === null || cycle === null ? null : breakAt + minutes(cycle.short)
  return earliest(reachable?.start, rested, latest) ?? latest
}

/** Exactly what would be sent to this team now; *What they see* shows the same value. */
export function outgoingFor(state: State, team: Pick<TeamSlice, 'shares'>, now: Instant): Outgoing {
  const { shares } = team
  return {
    presence: presenceNow(state, now, shares),
    manual: currentStatus(state, now),
    plan: sharesPlan(shares) ? withSkills(sharedOf(state, shares, now), state, team) : null,
  }
}

/** They lie beside the plan, so that they are known while no device of mine is there. */
function withSkills(plan: SharedPlan, { settings }: State, { shares }: Pick<TeamSlice, 'shares'>): SharedPlan {
  const told = shares.skills === true && settings.skills.length > 0
  return told ? { ...plan, skills: [...settings.skills] } : plan
}

function desiredMute(state: State, session: SessionView | null, quiet: Quiet | null): Desired['mute'] {
  if (state.settings.mute === 'never') return null
  if (session?.phase === 'running' && session.mutes) return { until: session.stretch.until ?? session.latest }
  if (state.settings.mute === 'always') return { until: null }
  return quiet?.muted ? { until: quiet.until } : null
}

/** The next instant when the passing of time alone changes something that main, not a window, has to do. */
function nextLook(state: State, session: SessionView | null, me: Availability, now: Instant): Instant | null {
  const { undoUntil, endAsked } = state.session
  return earliest(
    session === null ? null : nextBoundary(session),
    session === null ? null : drawTick(state, session, now),
    session === null ? null : landingLook(state, session, now),
    undoUntil,
    endAsked === null ? null : endAsked + STRICT_PATIENCE,
    nextStartLook(state, now),
    me.until,
    state.status?.until,
    nextLetterLook(state, now),
    calendarLook(state, now),
    ...midnights(state, now),
  )
}

/** The shared plan's window moves on at my midnight; where a team is not told my zone, never then. */
function midnights({ system, teams }: State, now: Instant): Instant[] {
  const zones = new Set([system.zone, ...Object.values(teams).map(({ shares }) => toldZone(system.zone, shares))])
  return [...zones].map((zone) => dayStart(addDays(dateIn(now, zone), 1), zone))
}

/** When the next calendar is due; one that is due already is being asked, and says when it is done. */
function calendarLook({ calendars, system }: State, now: Instant): Instant | null {
  const all = Object.values(calendars)
  if (all.length === 0) return null
  const { end } = sharedWindow(now, system.zone)
  return earliest(...all.map((calendar) => nextTry(calendar, end)).filter((at) => at > now))
}

function landingLook({ settings }: State, { phase, latest, until }: SessionView, now: Instant): Instant | null {
  const at = latest - minutes(settings.focus.landing)
  return phase === 'running' && until !== null && at > now ? at : null
}

/**
 * When the whole minutes change that the tray shows: of the time left, or of the time so far where it is open. In the
 * last minute the seconds, for who asked for them.
 */
function drawTick({ settings }: State, { phase, stretch }: SessionView, now: Instant): Instant | null {
  if (phase !== 'running' && phase !== 'break') return null
  const { until, from } = stretch
  const step = settings.trayCountdown && until !== null && until - now <= MINUTE ? SECOND : MINUTE
  const tick =
    until === null
      ? from + (Math.floor((now - from) / MINUTE) + 1) * MINUTE
      : until - Math.floor((until - now - 1) / step) * step
  return tick > now ? tick : null
}

export function desired(state: State, now: Instant): Desired {
  const session = runningSession(state, now)
  const me = myAvailability(state, now)
  const quiet = quietHours(state, now)
  const outgoing = Object.entries(state.teams).map(([id, team]) => [id, outgoingFor(state, team, now)] as const)
  return {
    mute: desiredMute(state, session, quiet),
    tray: { session, me, muted: state.mute.held },
    outgoing: Object.fromEntries(outgoing),
    wakeAt: earliest(nextLook(state, session, me, now), quiet?.until),
  }
}
