/**
 * A team in the zones that hurt, as somebody would work it out with a clock on the wall: each minute is looked at by
 * itself, and only the runtime's own calendar is asked what the clock shows in it.
 */
import type { SharedInterval } from '../../src/core/sync/records.ts'

export type State = SharedInterval['state']

/** A block of somebody's week on their own clock; an end that is not later than the start is on the next day. */
export interface WallBlock {
  readonly days: readonly number[]
  readonly start: string
  readonly end: string
  /** Null where it is nobody's business. */
  readonly state: State | null
}

export interface WallPerson {
  readonly name: string
  readonly zone: string
  readonly blocks: readonly WallBlock[]
}

const WEEK = [1, 2, 3, 4, 5]
const block = (start: string, end: string, state: State | null, days = WEEK): WallBlock => ({ start, end, state, days })

/** Split days, nights over midnight, quarter hours and half hours off, and weekends that are not everybody's. */
export const WORLD: readonly WallPerson[] = [
  {
    name: 'Kiri',
    zone: 'Pacific/Kiritimati',
    blocks: [
      block('06:30', '09:00', 'available'),
      block('09:00', '11:00', 'focusing'),
      block('19:15', '23:30', 'available'),
    ],
  },
  {
    name: 'Cha',
    zone: 'Pacific/Chatham',
    blocks: [
      block('07:45', '12:00', 'available'),
      block('12:00', '13:30', null),
      block('13:30', '15:00', 'together', [1, 3, 5]),
      block('20:00', '21:45', 'available', [1, 2, 4, 7]),
    ],
  },
  {
    name: 'Lou',
    zone: 'Australia/Lord_Howe',
    blocks: [
      block('09:00', '12:30', 'available'),
      block('21:30', '05:00', 'focusing', [2, 4, 6]),
      block('15:00', '17:00', 'together'),
    ],
  },
  {
    name: 'Lana',
    zone: 'America/Los_Angeles',
    blocks: [
      block('08:00', '10:30', 'focusing'),
      block('10:30', '15:00', 'available'),
      block('16:00', '18:00', 'together', [1, 2, 3, 4]),
      block('20:00', '22:00', 'available', [7, 1, 2]),
    ],
  },
  {
    name: 'Kat',
    zone: 'Asia/Kathmandu',
    blocks: [
      block('05:30', '08:15', 'available', [7, 1, 2, 3, 4]),
      block('10:00', '13:00', 'available'),
      block('22:00', '00:30', 'focusing'),
    ],
  },
]

export const MINUTE = 60_000
const QUARTER = 15

export interface Wall {
  readonly date: string
  /** 1 (Monday) to 7 (Sunday). */
  readonly weekday: number
  /** Of the day, by the clock. */
  readonly minute: number
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const clocks = new Map<string, (minute: number) => Wall>()

/** What the clock shows in a minute since 1970. Every zone here keeps whole quarters of an hour. */
export function clockIn(zone: string): (minute: number) => Wall {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const kept = new Map<number, Wall>()
  const made = (minute: number): Wall => {
    const quarter = Math.floor(minute / QUARTER)
    let wall = kept.get(quarter)
    if (wall === undefined) {
      const parts = Object.fromEntries(
        format.formatToParts(quarter * QUARTER * MINUTE).map(({ type, value }) => [type, value]),
      )
      const { year = '', month = '', day = '', hour = '', minute: past = '', weekday = '' } = parts
      wall = {
        date: `${year}-${month}-${day}`,
        weekday: DAYS.findIndex((name) => weekday.startsWith(name)) + 1,
        minute: Number(hour) * 60 + Number(past),
      }
      kept.set(quarter, wall)
    }
    return { ...wall, minute: wall.minute + (minute % QUARTER) }
  }
  clocks.set(zone, made)
  return made
}

const minutesOf = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3))

/** Whether the clock shows a time within these hours of the week. */
export function isWithin({ weekday, minute }: Wall, hours: Pick<WallBlock, 'days' | 'start' | 'end'>): boolean {
  const [start, end] = [minutesOf(hours.start), minutesOf(hours.end)]
  if (end > start) return hours.days.includes(weekday) && minute >= start && minute < end
  const yesterday = weekday === 1 ? 7 : weekday - 1
  return (hours.days.includes(weekday) && minute >= start) || (hours.days.includes(yesterday) && minute < end)
}

/** What the team may read of this person in a minute. */
export function stateIn({ zone, blocks }: WallPerson, minute: number): State | null {
  const wall = clockIn(zone)(minute)
  return blocks.find((one) => isWithin(wall, one))?.state ?? null
}

/** The same as intervals, minute by minute. */
export function intervalsOf(person: WallPerson, start: number, end: number): SharedInterval[] {
  const found: { start: number; end: number; state: State }[] = []
  for (let minute = start; minute < end; minute += 1) {
    const state = stateIn(person, minute)
    const last = found.at(-1)
    if (state !== null && last?.end === minute * MINUTE && last.state === state) last.end += MINUTE
    else if (state !== null) found.push({ start: minute * MINUTE, end: (minute + 1) * MINUTE, state })
  }
  return found
}

const isReachable = (state: State | null): boolean => state === 'available' || state === 'together'

/** The first minute in which this person can be reached, and that in which so many such minutes are over. */
export function repliesBy(person: WallPerson, now: number, until: number, agreed: number) {
  let seen: number | null = null
  for (let minute = now, left = agreed; minute < until; minute += 1) {
    if (!isReachable(stateIn(person, minute))) continue
    seen ??= minute
    left -= 1
    if (left === 0) return { seen, reply: minute + 1 }
  }
  return { seen, reply: null }
}

/** The end of the last minute in which this person can be reached on their first day that has one. */
export function lastOfDay(person: WallPerson, now: number, until: number): number | null {
  const clock = clockIn(person.zone)
  let date: string | null = null
  let last: number | null = null
  for (let minute = now; minute < until; minute += 1) {
    if (!isReachable(stateIn(person, minute))) continue
    date ??= clock(minute).date
    if (clock(minute).date === date) last = minute + 1
  }
  return last
}

/** So many minutes at work, whether reachable or not. */
export function atWork(person: WallPerson, now: number, until: number, agreed: number): number | null {
  for (let minute = now, left = agreed; minute < until; minute += 1) {
    if (stateIn(person, minute) !== null) left -= 1
    if (left === 0) return minute + 1
  }
  return null
}
