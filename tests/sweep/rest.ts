/**
 * The rest gap against a brute-force one: what is work is read off the wall clock by `Intl`, minute by minute, and not
 * off the instants that the planner made of the rhythm.
 */
import { dayWindow } from '../../src/core/planner/day.ts'
import { LOOK_BACK, restGap } from '../../src/core/planner/limits.ts'
import { plannedIn } from '../../src/core/planner/planned.ts'
import { RhythmBlock } from '../../src/core/planner/rhythm.ts'
import { laidPieces, workOf } from '../../src/core/planner/work.ts'
import { MINUTE } from '../../src/core/time/instant.ts'
import { nextTransition, type PlainDate, type Zone } from '../../src/core/time/zone.ts'

/** Zones whose clocks do unusual things. */
export const ZONES = [
  'Africa/Cairo',
  'America/St_Johns',
  'Antarctica/Troll',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Europe/Lisbon',
  'Pacific/Chatham',
  'Pacific/Easter',
  'UTC',
] as const

/** Wall times of work, away from the hours at which clocks are set: what lies in those is the round-trip test's. */
const PATTERNS: readonly (readonly (readonly [string, string])[])[] = [
  [['19:00', '05:30']],
  [
    ['05:30', '08:00'],
    ['09:00', '11:30'],
    ['16:00', '19:30'],
  ],
  [
    ['12:00', '17:45'],
    ['19:45', '04:45'],
  ],
]

/** What is wrong in this zone on these dates, in words; nothing where all is well. */
export function restProblems(zone: Zone, dates: readonly PlainDate[]): string[] {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return dates.flatMap((date) =>
    PATTERNS.flatMap((pattern, index) => {
      const window = dayWindow(date, zone)
      const expected = counted(pattern, window, wallMinutes(zone, window.start - LOOK_BACK, window.end, format))
      const work = workOf(
        laidPieces(plannedIn(planOf(pattern, zone), { start: window.start - LOOK_BACK, end: window.end })),
      )
      const found = restGap(work, window)
      const is = found === null ? null : (found.end - found.start) / MINUTE
      return is === expected ? [] : [`${zone} ${date} pattern ${index}: rest of ${is}, counted ${expected}`]
    }),
  )
}

function planOf(pattern: (typeof PATTERNS)[number], zone: Zone): Parameters<typeof plannedIn>[0] {
  const blocks = pattern.map(([start, end], index) =>
    RhythmBlock.parse({
      id: `w${index}`,
      kind: 'focus',
      start,
      end,
      zone,
      days: [1, 2, 3, 4, 5, 6, 7],
      anchor: '2024-01-01',
    }),
  )
  return { plan: {}, rhythm: { blocks: Object.fromEntries(blocks.map((one) => [one.id, one])), daysOff: {} } }
}

/** What the wall clock shows at each minute. Where it is not set, it goes on by a minute each. */
function wallMinutes(zone: Zone, start: number, end: number, format: Intl.DateTimeFormat): readonly number[] {
  const walls: number[] = []
  let change = nextTransition(start - 1, zone) ?? Number.POSITIVE_INFINITY
  let wall = readWall(format, start)
  for (let at = start; at < end; at += MINUTE) {
    if (at >= change) {
      wall = readWall(format, at)
      change = nextTransition(at, zone) ?? Number.POSITIVE_INFINITY
    }
    walls.push(wall)
    wall = (wall + 1) % (24 * 60)
  }
  return walls
}

const readWall = (format: Intl.DateTimeFormat, at: number): number => minuteOf(format.format(at))
const minuteOf = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3))

function counted(
  pattern: (typeof PATTERNS)[number],
  window: { readonly start: number; readonly end: number },
  walls: readonly number[],
): number | null {
  const spans = pattern.map(([start, end]) => [minuteOf(start), minuteOf(end)] as const)
  const works = (wall: number): boolean =>
    spans.some(([from, to]) => (from < to ? wall >= from && wall < to : wall >= from || wall < to))
  const first = (window.start - (window.end - walls.length * MINUTE)) / MINUTE
  let best: number | null = null
  let free = Number.POSITIVE_INFINITY
  let was = false
  for (const [index, wall] of walls.entries()) {
    const is = works(wall)
    if (is && !was && index >= first) best = Math.max(best ?? 0, free)
    free = is ? 0 : free + 1
    was = is
  }
  return best === Number.POSITIVE_INFINITY ? null : best
}
