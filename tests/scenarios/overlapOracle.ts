/** The overlap finder's rules once more, minute by minute and by the runtime's own calendar: slow, and easy to believe. */
import type { SharedInterval } from '../../src/core/sync/records.ts'

export interface OraclePerson {
  readonly id: string
  readonly zone: string
  readonly intervals: readonly SharedInterval[]
  /** Until this minute since 1970 the plan speaks. */
  readonly knownUntil: number
}

export interface OracleMinute {
  readonly weight: number
  readonly state: SharedInterval['state'] | null
}

const MINUTE = 60_000
const QUARTER = 15

/** What each minute from `start` until `end` (since 1970) counts for this person. */
export function oracleMinutes(
  { zone, intervals, knownUntil }: OraclePerson,
  start: number,
  end: number,
): OracleMinute[] {
  const clock = clockOf(zone)
  const worked = new Set<string>()
  for (const interval of intervals) {
    for (let at = Math.ceil(interval.start / MINUTE); at < Math.floor(interval.end / MINUTE); at += 1)
      worked.add(clock(at).date)
  }
  return Array.from({ length: end - start }, (_none, index) => {
    const minute = start + index
    const block = intervals.find((one) => one.start <= minute * MINUTE && (minute + 1) * MINUTE <= one.end)
    if (block !== undefined) return { weight: block.state === 'focusing' ? 1 : 0, state: block.state }
    const { hour, date } = clock(minute)
    const byClock = hour >= 8 && hour < 20 ? 2 : hour >= 6 && hour < 22 ? 4 : 8
    if (minute >= knownUntil) return { weight: byClock === 2 ? 0 : byClock, state: null }
    return { weight: worked.has(date) ? byClock : 8, state: null }
  })
}

/** Every zone that is used keeps quarters of an hour, so the calendar is asked once for each. */
function clockOf(zone: string): (minute: number) => { readonly hour: number; readonly date: string } {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  })
  const known = new Map<number, { hour: number; date: string }>()
  return (minute) => {
    const quarter = Math.floor(minute / QUARTER)
    let read = known.get(quarter)
    if (read === undefined) {
      const [date = '', hour = ''] = format.format(quarter * QUARTER * MINUTE).split(', ')
      known.set(quarter, (read = { hour: Number(hour), date }))
    }
    return read
  }
}

export interface OracleWish {
  readonly people: readonly OraclePerson[]
  /** In minutes since 1970. */
  readonly start: number
  readonly end: number
  /** In minutes. */
  readonly length: number
  readonly tally: Readonly<Record<string, number>>
  readonly closed: readonly { readonly start: number; readonly end: number }[]
}

export interface OracleAnswer {
  /** Every stretch that is free for all and long enough, in minutes since 1970. */
  readonly free: readonly (readonly [number, number])[]
  /** The least that any start costs; null where none is allowed. */
  readonly least: number | null
  /** What a start costs, with everybody's factor. */
  cost(start: number): number
  /** What a start costs one person. */
  burden(id: string, start: number): number
}

export function askOracle({ people, start, end, length, tally, closed }: OracleWish): OracleAnswer {
  const read = people.map((person) => ({ id: person.id, minutes: oracleMinutes(person, start, end) }))
  const low = Math.min(...people.map(({ id }) => tally[id] ?? 0))
  const isClosed = (minute: number): boolean => closed.some((one) => one.start <= minute && minute < one.end)
  const costs = Array.from({ length: end - start }, (_none, index) =>
    read.reduce((sum, { id, minutes }) => sum + (minutes[index]?.weight ?? 0) * (60 + (tally[id] ?? 0) - low), 0),
  )
  const over = (values: readonly number[], at: number): number => {
    let sum = 0
    for (let minute = at - start; minute < at - start + length; minute += 1) sum += values[minute] ?? 0
    return sum
  }
  const shut = Array.from({ length: end - start }, (_none, index) => Number(isClosed(start + index)))
  let least: number | null = null
  for (let at = start; at + length <= end; at += 1) {
    if (over(shut, at) > 0) continue
    const cost = over(costs, at)
    if (least === null || cost < least) least = cost
  }
  const free: [number, number][] = []
  for (let minute = start; minute < end; minute += 1) {
    if (costs[minute - start] !== 0 || shut[minute - start] === 1) continue
    const last = free.at(-1)
    if (last?.[1] === minute) last[1] = minute + 1
    else free.push([minute, minute + 1])
  }
  return {
    free: free.filter(([from, to]) => to - from >= length),
    least,
    cost: (at) => over(costs, at),
    burden: (id, at) => {
      const weights = read.find((one) => one.id === id)?.minutes.map(({ weight }) => weight) ?? []
      return over(weights, at)
    },
  }
}
