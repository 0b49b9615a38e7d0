/** What in an agreement contradicts itself. Each finding is a code with a sentence in the catalogue (`error.agreement_<code>`). */
import type { Agreement } from '../sync/documents.ts'
import type { Interval } from '../planner/block.ts'
import { overlaps } from '../planner/block.ts'
import { DAY, type Instant } from '../time/instant.ts'
import type { PlainDate } from '../time/zone.ts'
import { HOUR_RULES, isOvernight, occurrencesOf, type RuleName, type WeeklyHours } from './rules.ts'

export type ContradictionCode =
  | 'no_days'
  | 'no_length'
  | 'end_before_start'
  | 'core_in_quiet'
  | 'always_quiet'
  | 'quorum_impossible'
  | 'urgent_none'
  | 'responses_order'
  | 'review_past'

export interface Contradiction {
  readonly rule: RuleName
  readonly code: ContradictionCode
  /** Which of the rule's hours, counted from 0. */
  readonly index?: number
}

/** `today` is the reader's date, `now` the instant around which hours of different zones are laid side by side. */
export function contradictions(agreement: Agreement, today: PlainDate, now: Instant): readonly Contradiction[] {
  const { quorum, reviewOn, urgent, responses } = agreement
  const found: Contradiction[] = [...hoursThatMakeNoSense(agreement)]
  if (found.length === 0) found.push(...clashes(agreement, now))
  if (quorum !== undefined && (quorum >= 100 || quorum < 0)) found.push({ rule: 'quorum', code: 'quorum_impossible' })
  if (urgent?.perDay === 0 && responses?.urgent !== undefined) found.push({ rule: 'urgent', code: 'urgent_none' })
  if (!isInOrder(responses?.urgent, responses?.today, responses?.whenever))
    found.push({ rule: 'responses', code: 'responses_order' })
  if (reviewOn !== undefined && reviewOn < today) found.push({ rule: 'reviewOn', code: 'review_past' })
  return found
}

function hoursThatMakeNoSense(agreement: Agreement): Contradiction[] {
  return HOUR_RULES.flatMap((rule) =>
    (agreement[rule] ?? []).flatMap((hours, index): Contradiction[] => {
      if (hours.days.length === 0) return [{ rule, code: 'no_days', index }]
      if (hours.start === hours.end) return [{ rule, code: 'no_length', index }]
      // A night is quiet; nobody agreed to be reachable through one by mistake.
      if (rule !== 'quietHours' && isOvernight(hours)) return [{ rule, code: 'end_before_start', index }]
      return []
    }),
  )
}

function clashes({ coreHours = [], quietHours = [] }: Agreement, now: Instant): Contradiction[] {
  const found: Contradiction[] = []
  const index = coreHours.findIndex((core) => quietHours.some((quiet) => meet(core, quiet, now)))
  if (index !== -1) found.push({ rule: 'coreHours', code: 'core_in_quiet', index })
  if (quietHours.length > 0 && isAlways(quietHours)) found.push({ rule: 'quietHours', code: 'always_quiet' })
  return found
}

/** Weeks in which the clocks of different countries stand differently to each other. */
const WEEKS_APART = 13 * 7 * DAY
const SAMPLES = [0, 1, 2, 3].flatMap((season) => [season * WEEKS_APART, season * WEEKS_APART + 21 * DAY])

/**
 * Whether the two ever come at once. Hours on everybody's own clock are compared with others of that kind only: with
 * hours of one zone they clash for some members and not for others, which the core-hours check tells by name.
 */
function meet(core: WeeklyHours, quiet: WeeklyHours, now: Instant): boolean {
  if ((core.zone === undefined) !== (quiet.zone === undefined)) return false
  const starts = core.zone === quiet.zone ? [WEEK_WITHOUT_CHANGES] : SAMPLES.map((after) => now + after)
  return starts.some((start) => {
    const week = { start, end: start + 7 * DAY }
    const zone = core.zone === quiet.zone ? 'UTC' : undefined
    const of = (hours: WeeklyHours): readonly Interval[] =>
      occurrencesOf(zone === undefined ? hours : { ...hours, zone }, 'UTC', week)
    return of(core).some((one) => of(quiet).some((other) => overlaps(one, other)))
  })
}

const WEEK_WITHOUT_CHANGES = 10 * DAY

/** Whether nothing of a week is left, on one clock. */
function isAlways(hours: readonly WeeklyHours[]): boolean {
  const [first] = hours
  const week = { start: WEEK_WITHOUT_CHANGES, end: WEEK_WITHOUT_CHANGES + 7 * DAY }
  let reached = week.start
  const all = hours
    .filter(({ zone }) => zone === first?.zone)
    .flatMap((each) => occurrencesOf({ ...each, zone: 'UTC' }, 'UTC', week))
  for (const { start, end } of all.toSorted((a, b) => a.start - b.start)) {
    if (start > reached) return false
    reached = Math.max(reached, end)
  }
  return reached >= week.end
}

const isInOrder = (...lengths: readonly (number | undefined)[]): boolean => {
  const given = lengths.filter((length) => length !== undefined)
  return given.every((length, at) => at === 0 || length >= (given[at - 1] ?? 0))
}
