import { expect, test } from 'vitest'
import { OWN_ANSWERS, ownRhythm } from './ownRhythm.ts'

const all = OWN_ANSWERS.best.flatMap((best) =>
  OWN_ANSWERS.free.flatMap((free) => OWN_ANSWERS.reachable.map((reachable) => ({ best, free, reachable }))),
)
const from = (start: string): number => Number(start.slice(0, 2)) * 60 + Number(start.slice(3))

test.each(all)(
  '$best, $free, $reachable make a day without overlaps, with focus, a rest and time for others',
  (answers) => {
    const blocks = ownRhythm(answers)
    let end = 0
    for (const { start, minutes } of blocks) {
      expect(from(start)).toBeGreaterThanOrEqual(end)
      expect(minutes).toBeGreaterThanOrEqual(30)
      end = from(start) + minutes
    }
    expect(end).toBeLessThanOrEqual(24 * 60)
    const sum = (kind: string): number =>
      blocks.filter((one) => one.kind === kind).reduce((all, { minutes }) => all + minutes, 0)
    expect(sum('focus')).toBeGreaterThanOrEqual(60)
    const owed = { little: 60, some: 150, much: 270 }[answers.reachable]
    expect(sum('open')).toBeLessThanOrEqual(owed)
    expect(sum('open')).toBeGreaterThan(owed - 30)
    expect(sum('rest')).toBe(45)
  },
)
