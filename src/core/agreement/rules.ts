/** An agreement's rules one by one, and when its weekly hours are. */
import type { Agreement } from '../sync/documents.ts'
import type { Interval } from '../planner/block.ts'
import { DAY } from '../time/instant.ts'
import {
  addDays,
  dateIn,
  dayStart,
  instantAt,
  type PlainDate,
  UNKNOWN_CLOCK,
  weekday,
  type Zone,
} from '../time/zone.ts'

/** Hours of the week on the clock of `zone`; without one, on everybody's own clock. */
export type WeeklyHours = NonNullable<Agreement['coreHours']>[number]
export const HOUR_RULES = ['coreHours', 'quietHours', 'noMeetings'] as const
export type HourRule = (typeof HOUR_RULES)[number]
export const RESPONSES = ['urgent', 'today', 'whenever'] as const
export type Response = (typeof RESPONSES)[number]

/** One rule as it is read and compared. */
export type RuleLine =
  | { readonly rule: HourRule; readonly hours: WeeklyHours }
  | { readonly rule: 'officeDays'; readonly days: readonly number[]; readonly spread: boolean }
  /** Minutes. */
  | { readonly rule: 'responses'; readonly response: Response; readonly minutes: number }
  | { readonly rule: 'urgent'; readonly perDay: number; readonly reasons: string }
  | { readonly rule: 'quorum'; readonly percent: number }
  | { readonly rule: 'reviewOn'; readonly date: PlainDate }
  | { readonly rule: 'text'; readonly text: string }
export type RuleName = RuleLine['rule']

/** In the order in which they are read. */
export const RULE_NAMES = [
  'coreHours',
  'quietHours',
  'noMeetings',
  'officeDays',
  'responses',
  'urgent',
  'text',
  'reviewOn',
  'quorum',
] as const satisfies readonly RuleName[]

export function linesOf(agreement: Agreement): readonly RuleLine[] {
  const { officeDays, spreadOffice = false, responses = {}, urgent, quorum, reviewOn, text = '' } = agreement
  return [
    ...HOUR_RULES.flatMap((rule) => (agreement[rule] ?? []).map((hours): RuleLine => ({ rule, hours }))),
    ...(officeDays === undefined || officeDays.length === 0
      ? []
      : [{ rule: 'officeDays', days: officeDays.toSorted((a, b) => a - b), spread: spreadOffice } as const]),
    ...RESPONSES.flatMap((response): RuleLine[] => {
      const minutes = responses[response]
      return minutes === undefined ? [] : [{ rule: 'responses', response, minutes }]
    }),
    ...(urgent === undefined
      ? []
      : [{ rule: 'urgent', perDay: urgent.perDay, reasons: urgent.reasons ?? '' } as const]),
    ...(text.trim() === '' ? [] : [{ rule: 'text', text } as const]),
    ...(reviewOn === undefined ? [] : [{ rule: 'reviewOn', date: reviewOn } as const]),
    ...(quorum === undefined ? [] : [{ rule: 'quorum', percent: quorum } as const]),
  ]
}

/** An end that is not later than the start is on the next day. */
export const isOvernight = ({ start, end }: Pick<WeeklyHours, 'start' | 'end'>): boolean => end <= start

export interface Occurrence extends Interval {
  /** On the clock of the hours' zone, when they begin. */
  readonly date: PlainDate
}

/**
 * The hours as they come in this window, earliest first, on the clock of their zone or else of `own`. They run from
 * their start to their end on that clock; where a clock change leaves nothing of them, they do not come.
 */
export function occurrencesOf(hours: WeeklyHours, own: Zone, window: Interval): readonly Occurrence[] {
  const zone = hours.zone ?? own
  const found: Occurrence[] = []
  const last = dateIn(window.end + DAY, zone)
  for (let date = dateIn(window.start - 2 * DAY, zone); date <= last; date = addDays(date, 1)) {
    if (!hours.days.includes(weekday(date))) continue
    const start = wallInstant(date, hours.start, zone)
    const end = wallInstant(isOvernight(hours) ? addDays(date, 1) : date, hours.end, zone)
    if (start < end && start < window.end && window.start < end) found.push({ date, start, end })
  }
  return found
}

/** Those that somebody with this clock can be held to: where it is not known, hours on everybody's own clock cannot. */
export const hoursFor = (hours: readonly WeeklyHours[], own: Zone): readonly WeeklyHours[] =>
  own === UNKNOWN_CLOCK ? hours.filter(({ zone }) => zone !== undefined) : hours

const wallInstant = (date: PlainDate, wall: string, zone: Zone): number =>
  wall === '24:00' ? dayStart(addDays(date, 1), zone) : instantAt(date, wall, zone)

/** Whether it is one of these hours now, on the clock of `own` where the hours have none. */
export const isInHours = (hours: readonly WeeklyHours[], own: Zone, at: number): boolean =>
  hours.some((each) => occurrencesOf(each, own, { start: at, end: at + 1 }).length > 0)
