/** Office days: who says to be in when, and how to spread a team over them where it asked for that. */
import { overlaps } from '../planner/block.ts'
import type { Instant } from '../time/instant.ts'
import { addDays, dateIn, dayStart, type PlainDate, weekday, type Zone } from '../time/zone.ts'
import { type Checked, CHECKED_DAYS } from './coreHours.ts'

/** Places are free text; this is how a place says that it is the office. */
export const isOffice = (place: string | undefined): boolean => place !== undefined && /\boffice\b/i.test(place)

export interface InOffice {
  readonly id: string
  readonly from: Instant
  readonly until: Instant
}

export interface OfficeDay {
  /** On the reader's calendar. */
  readonly date: PlainDate
  /** The team agreed to be in on this weekday. */
  readonly isAgreed: boolean
  /** Earliest first. */
  readonly people: readonly InOffice[]
}

/** The coming days that are office days or find somebody in. Only shared places count, and nobody is asked for theirs. */
export function officeDays(
  agreed: readonly number[],
  people: readonly Checked[],
  zone: Zone,
  now: Instant,
): readonly OfficeDay[] {
  const today = dateIn(now, zone)
  // Of thousands few share that they are in at all: only theirs is looked at for each day.
  const ever = people.flatMap(({ id, plan }) => {
    const spans = (plan?.intervals ?? []).filter(({ place }) => isOffice(place))
    return spans.length === 0 ? [] : [{ id, spans }]
  })
  return Array.from({ length: CHECKED_DAYS }, (_none, index) => {
    const date = addDays(today, index)
    const day = { start: dayStart(date, zone), end: dayStart(addDays(date, 1), zone) }
    const there = ever.flatMap(({ id, spans }): InOffice[] => {
      const here = spans.filter((span) => overlaps(span, day))
      const [first, last] = [here[0], here.at(-1)]
      return first === undefined || last === undefined ? [] : [{ id, from: first.start, until: last.end }]
    })
    return {
      date,
      isAgreed: agreed.includes(weekday(date)),
      people: there.toSorted((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1)),
    }
  }).filter(({ isAgreed, people: there }) => isAgreed || there.length > 0)
}

export interface Spread {
  readonly from: OfficeDay
  readonly to: OfficeDay
}

/**
 * For me alone: a day on which I am in and which is fuller by two or more than another office day of the same week, on
 * which I am not. Going then instead makes both more even, so following it never has to be taken back.
 */
export function spreadFor(me: string, days: readonly OfficeDay[]): Spread | null {
  const isIn = ({ people }: OfficeDay): boolean => people.some(({ id }) => id === me)
  let best: Spread | null = null
  for (const from of days.filter(isIn))
    for (const to of days.filter((day) => day.isAgreed && !isIn(day) && sameWeek(day.date, from.date)))
      if (gain({ from, to }) >= 2 && (best === null || gain({ from, to }) > gain(best))) best = { from, to }
  return best
}

const gain = ({ from, to }: Spread): number => from.people.length - to.people.length

const mondayOf = (date: PlainDate): PlainDate => addDays(date, 1 - weekday(date))
const sameWeek = (one: PlainDate, other: PlainDate): boolean => mondayOf(one) === mondayOf(other)
