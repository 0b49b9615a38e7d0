/**
 * The rhythm against the clocks of a zone: every day on which the clocks are set and its neighbours, and other days by
 * seed. What is expected is read off `Intl`, not off the code that made it.
 */
import { sharedIntervals } from '../../src/core/availability/cut.ts'
import { availability, type Evidence } from '../../src/core/availability/decide.ts'
import { blockInterval } from '../../src/core/planner/block.ts'
import { dayAt, dayWindow } from '../../src/core/planner/day.ts'
import { plannedIn } from '../../src/core/planner/planned.ts'
import { nominalMinutes, occurrenceOn, RhythmBlock } from '../../src/core/planner/rhythm.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/time/instant.ts'
import { addDays, dateIn, nextTransition, offsetMinutes, type PlainDate, type Zone } from '../../src/core/time/zone.ts'

const STRETCHES = [
  ['00:00', '00:30'],
  ['01:30', '02:15'],
  ['02:00', '03:00'],
  ['02:10', '02:20'],
  ['09:00', '11:30'],
  ['22:00', '06:00'],
  ['23:30', '00:30'],
  ['12:05', '12:00'],
] as const

const KINDS = ['focus', 'open', 'together', 'personal', 'rest'] as const

/** Blocks of each day that between them touch every hour at which a clock is ever set. */
export const rhythmIn = (zone: Zone): RhythmBlock[] =>
  STRETCHES.map(([start, end], index) =>
    RhythmBlock.parse({
      id: `r${index}`,
      kind: KINDS[index % KINDS.length],
      start,
      end,
      zone,
      days: [1, 2, 3, 4, 5, 6, 7],
      anchor: '2024-01-01',
    }),
  )

/** Dates to look at: around each time the clocks are set, and `more` others. */
export function datesIn(zone: Zone, years: readonly [number, number], random: () => number, more: number): PlainDate[] {
  const [from, to] = [Date.UTC(years[0], 0, 1), Date.UTC(years[1] + 1, 0, 1)]
  const dates = new Set<PlainDate>()
  for (let at = nextTransition(from, zone); at !== null && at < to; at = nextTransition(at, zone))
    for (const by of [-1, 0, 1]) dates.add(addDays(dateIn(at, zone), by))
  for (let count = 0; count < more; count += 1) dates.add(dateIn(Math.floor(from + random() * (to - from)), zone))
  return [...dates]
}

/** What is wrong in this zone on these dates, in words; nothing where all is well. */
export function rhythmProblems(zone: Zone, dates: readonly PlainDate[]): string[] {
  const blocks = rhythmIn(zone)
  const wall = wallIn(zone)
  const planned = { plan: {}, rhythm: { blocks: Object.fromEntries(blocks.map((one) => [one.id, one])), daysOff: {} } }
  return dates.flatMap((date) => [
    ...blocks.flatMap((block) =>
      ofOccurrence(block, date, wall).map((problem) => `${zone} ${date} ${block.start}: ${problem}`),
    ),
    ...[0, 4].flatMap((endsAt) => ofDays(planned, date, zone, endsAt).map((problem) => `${zone} ${date}: ${problem}`)),
    ...ofAvailability(planned, date, zone).map((problem) => `${zone} ${date}: ${problem}`),
  ])
}

type Wall = (at: Instant) => string

function wallIn(zone: Zone): Wall {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (at) => format.format(at)
}

/** The round trip from wall times to instants and back, and how long it lasts. */
function ofOccurrence(block: RhythmBlock, date: PlainDate, wall: Wall): string[] {
  const { start, end } = blockInterval(occurrenceOn(block, date))
  const shift = offsetMinutes(end, block.zone) - offsetMinutes(start - 3 * HOUR, block.zone)
  const minutes = (end - start) / MINUTE
  const nominal = nominalMinutes(block)
  const found: string[] = []
  // Where the clocks do not change nearby, there is nothing to explain.
  if (shift === 0 && minutes !== nominal) found.push(`lasts ${minutes} instead of ${nominal}`)
  if (Math.abs(minutes - nominal) > Math.abs(shift))
    found.push(`lasts ${minutes}, ${nominal} by the clock, shift ${shift}`)
  if (minutes < 5) found.push(`is lost: ${minutes}`)
  if (wall(start) !== block.start && !isSkipped(block.start, start, wall)) found.push(`starts at ${wall(start)}`)
  const keepsLength = minutes === nominal || minutes === 24 * 60
  if (wall(end) !== block.end && !keepsLength && !isSkipped(block.end, end, wall)) found.push(`ends at ${wall(end)}`)
  return found
}

/** Whether no clock showed this time within hours of the instant. */
function isSkipped(time: string, near: Instant, wall: Wall): boolean {
  for (let at = near - 3 * HOUR; at <= near + 3 * HOUR; at += 5 * MINUTE) if (wall(at) === time) return false
  return true
}

type Planned = Parameters<typeof plannedIn>[0]

/** Days lie end to end, and each occurrence starts in exactly one of them. */
function ofDays(planned: Planned, date: PlainDate, zone: Zone, endsAt: number): string[] {
  const found: string[] = []
  const seen = new Map<string, number>()
  const dates = [-2, -1, 0, 1, 2].map((by) => addDays(date, by))
  for (const [index, one] of dates.entries()) {
    const window = dayWindow(one, zone, endsAt)
    const next = dates[index + 1]
    if (next !== undefined && dayWindow(next, zone, endsAt).start !== window.end)
      found.push('days overlap or leave a gap')
    for (const at of [window.start, window.end - MINUTE])
      if (dayAt(at, zone, endsAt) !== one && window.end > window.start) found.push(`${at} is not in its day`)
    for (const block of plannedIn(planned, window)) {
      const { start } = blockInterval(block)
      if (start >= window.start && start < window.end) seen.set(block.id, (seen.get(block.id) ?? 0) + 1)
    }
  }
  for (const [id, count] of seen) if (count !== 1) found.push(`${id} is there ${count} times`)
  for (const one of [-1, 0, 1].map((by) => addDays(date, by)))
    for (const id of Object.keys(planned.rhythm.blocks))
      if (!seen.has(`${one}@${id}`)) found.push(`${one}@${id} is lost`)
  return found
}

/** At every instant there is one answer, and it stays until the instant it names. */
function ofAvailability(planned: Planned, date: PlainDate, zone: Zone): string[] {
  const { start, end } = dayWindow(date, zone)
  const plan = sharedIntervals(plannedIn(planned, { start: start - DAY, end: end + DAY }), { place: false })
  const found: string[] = []
  for (const [index, piece] of plan.entries())
    if (piece.end <= piece.start || piece.start < (plan[index - 1]?.end ?? -Infinity))
      found.push('shared pieces overlap')
  const evidence: Evidence = { manual: null, presence: null, plan, zone, live: true, lost: false, known: true }
  for (let at = start; at < end;) {
    const { state, until } = availability(evidence, at)
    if (until === null) break
    if (until <= at) return [...found, 'availability stands still']
    for (const share of [0.25, 0.99]) {
      const between = Math.floor(at + (until - at) * share)
      if (availability(evidence, between).state !== state) found.push(`${state} changes before it ends`)
    }
    if (availability(evidence, until).state === state) found.push(`${state} does not change when it ends`)
    at = until
  }
  return found
}
