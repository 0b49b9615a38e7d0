/** Where a rhythm lies over itself. That is allowed; it is only said, because on the day the block that starts later counts. */
import { addDays, dayNumber, type PlainDate, weekday } from '../time/zone.ts'
import { type Block, blockInterval, byStart } from './block.ts'
import { comesOn, occurrenceOn, type RhythmBlock } from './rhythm.ts'

export interface RhythmOverlap {
  readonly one: RhythmBlock
  readonly other: RhythmBlock
  /** 1 (Monday) to 7, by the start of the one that starts later. */
  readonly days: readonly number[]
}

/** In so many weeks every second, third and fourth week have met. */
const WEEKS = 12

interface Placed {
  readonly rule: RhythmBlock
  readonly block: Block
  readonly date: PlainDate
}

/** Of the twelve weeks from this date on; each pair once, the one that starts earlier first. */
export function rhythmOverlaps(rules: readonly RhythmBlock[], from: PlainDate): readonly RhythmOverlap[] {
  const found = new Map<string, { one: RhythmBlock; other: RhythmBlock; days: Set<number> }>()
  const placed = placedIn(rules, from)
  placed.forEach((later, at) => {
    const start = blockInterval(later.block).start
    // None is longer than a day, so what began more than a day before is over.
    for (let before = at - 1; before >= 0; before -= 1) {
      const earlier = placed[before]
      if (earlier === undefined || blockInterval(earlier.block).start < start - LONGEST) break
      if (blockInterval(earlier.block).end <= start) continue
      const key = `${earlier.rule.id} ${later.rule.id}`
      const known = found.get(key) ?? { one: earlier.rule, other: later.rule, days: new Set() }
      known.days.add(weekday(later.date))
      found.set(key, known)
    }
  })
  return [...found.values()].map(({ days, ...pair }) => ({ ...pair, days: [...days].toSorted((a, b) => a - b) }))
}

const LONGEST = 26 * 60 * 60 * 1000

function placedIn(rules: readonly RhythmBlock[], from: PlainDate): readonly Placed[] {
  const dates = Array.from({ length: WEEKS * 7 }, (_none, day) => addDays(from, day))
  return dates
    .flatMap((date) => {
      const day = dayNumber(date)
      return rules
        .filter((rule) => comesOn(rule, date, day))
        .map((rule) => ({ rule, date, block: occurrenceOn(rule, date) }))
    })
    .toSorted((a, b) => byStart(a.block, b.block))
}
