/** What the planner proposes of itself: the rest of the day anew where it slipped, or focus at a better time. Only ever a proposal. */
import { agreementOf } from '../agreement/team.ts'
import { occurrencesOf } from '../agreement/rules.ts'
import { busyOf, type CalendarState } from '../calendar/lay.ts'
import { type EnergyCurve, energyIn } from '../insights/energy.ts'
import { type Interval, overlaps } from '../planner/block.ts'
import { dayAt, dayWindow } from '../planner/day.ts'
import { energySwap } from '../planner/energySwap.ts'
import { daySpread } from '../planner/limits.ts'
import { plannedIn } from '../planner/planned.ts'
import { type Reflow, reflow, type Slip } from '../planner/reflow.ts'
import { laidPieces, workOf } from '../planner/work.ts'
import { DAY, type Instant, minutes } from '../time/instant.ts'
import { addDays } from '../time/zone.ts'
import { runningSession } from './running.ts'
import { slipOf, type SlipState } from './slips.ts'
import { takesBreaks } from './dayLimits.ts'
import type { State } from './state.ts'

export type ProposalState = SlipState & CalendarState & Pick<State, 'docs'>

export interface Proposal extends Reflow {
  readonly why: 'over' | 'late' | 'missed' | 'energy'
  /** The block that it is about. */
  readonly about: string
  /** Until when the block that runs over is expected to; null where none does. */
  readonly until: Instant | null
  /** Another slip has another name: what was left once is not proposed again. */
  readonly name: string
}

/** So many days ahead there may be room for what does not fit. */
const DAYS_AHEAD = 6

/** `curve` is known where the person's energy is. Null where there is nothing to propose, or the person wants none. */
export const proposalOf = (state: ProposalState, now: Instant, curve: EnergyCurve | null = null): Proposal | null =>
  reflowed(state, now, curve) ?? swapped(state, now, curve)

/** One a day; never while a session runs. */
function swapped(state: ProposalState, now: Instant, curve: EnergyCurve | null): Proposal | null {
  const { zone } = state.system
  if (curve === null || !state.settings.energy || runningSession(state, now) !== null) return null
  const input = inputOf(state, { over: null, late: [], missed: [] }, now)
  const found = energySwap({ ...input, energy: (span) => energyIn(curve, span, zone) })
  const [about] = found?.blocks ?? []
  if (found === null || about === undefined) return null
  const name = `energy ${dayAt(now, zone, state.settings.dayEndsAt)}`
  return { ...found, why: 'energy', about: about.id, until: null, name }
}

function reflowed(state: ProposalState, now: Instant, curve: EnergyCurve | null): Proposal | null {
  const slip = state.settings.reflow ? slipOf(state, now) : null
  if (slip === null) return null
  const energy = curve === null ? {} : { energy: (span: Interval) => energyIn(curve, span, state.system.zone) }
  const found = reflow({ ...inputOf(state, slip, now), ...energy })
  const [about] = [...(slip.over === null ? [] : [slip.over.id]), ...slip.late, ...slip.missed]
  if (found === null || about === undefined) return null
  const why = slip.over !== null ? 'over' : slip.late.length > 0 ? 'late' : 'missed'
  return { ...found, why, about, until: slip.over?.until ?? null, name: nameOf(state, slip) }
}

/** A block that was moved since is another slip. */
function nameOf(state: ProposalState, { over, late, missed }: Slip): string {
  const ids = [...(over === null ? [] : [over.id]), ...late, ...missed]
  return ids.map((id) => `${id} ${state.plan[id]?.start ?? ''}`).join(', ')
}

function inputOf(state: ProposalState, slip: Slip, now: Instant): Parameters<typeof reflow>[0] {
  const { zone } = state.system
  const { dayEndsAt } = state.settings
  const date = dayAt(now, zone, dayEndsAt)
  const days = Array.from({ length: DAYS_AHEAD + 1 }, (_none, by) => dayWindow(addDays(date, by), zone, dayEndsAt))
  const [day = { start: now, end: now + DAY }, ...later] = days
  const window = { start: day.start, end: (later.at(-1) ?? day).end }
  const blocks = plannedIn(state, window)
  const busy = busyOf(state).filter((time) => overlaps(time, window))
  const work = workOf(laidPieces(blocks, busy))
  const { limits, focus } = state.settings
  const breaks = { longest: minutes(limits.focus), hasBreaks: takesBreaks(focus) }
  const until = workUntil(state, work, day)
  return { blocks, slip, now, day, days: later, busy, owed: owedIn(state, day), workUntil: until, breaks }
}

/** The night's rest before tomorrow's first work, and how far the day may spread. */
function workUntil({ settings: { limits } }: ProposalState, work: readonly Interval[], day: Interval): Instant {
  const spread = daySpread(work, day)
  const next = work.find(({ start }) => start >= day.end)
  return Math.min(
    day.end,
    ...(next === undefined || limits.rest === 0 ? [] : [next.start - minutes(limits.rest)]),
    ...(spread === null || limits.spread === 0 ? [] : [spread.start + minutes(limits.spread)]),
  )
}

/** The core hours of every team that has agreed on some. */
const owedIn = ({ docs, system }: ProposalState, day: Interval): readonly Interval[] =>
  Object.values(docs)
    .flatMap((team) => agreementOf(team).rules.coreHours ?? [])
    .flatMap((hours) => occurrencesOf(hours, system.zone, day))
