import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { block as made } from '../../../tests/fakes/state.ts'
import { DAY, type Instant, MINUTE } from '../time/instant.ts'
import { addDays, inZone, instantAt, wallTimeIn } from '../time/zone.ts'
import { type Block, BLOCK_KINDS, blockInterval, type BlockKind, overlaps } from './block.ts'
import { dayWindow } from './day.ts'
import { isFixed, leastMinutes, reflow, type ReflowInput } from './reflow.ts'

const DATE = '2026-11-26'
const ZONE = 'Europe/Lisbon'
const at = (time: string): Instant => instantAt(DATE, time, ZONE)
const nothing = { over: null, late: [], missed: [] }

function input(now: string, blocks: readonly Block[], more: Partial<ReflowInput> = {}): ReflowInput {
  const days = [1, 2, 3].map((by) => dayWindow(addDays(DATE, by), ZONE))
  return {
    blocks,
    slip: nothing,
    now: at(now),
    day: dayWindow(DATE, ZONE),
    workUntil: at('20:00'),
    days,
    busy: [],
    owed: [],
    ...more,
  }
}
const block = (id: string, kind: BlockKind, time: string, minutes: number, more: Partial<Block> = {}): Block =>
  made(kind, DATE, time, minutes, { id, ...more })

/** `id 11:20 +60 moved`, in the order of the day. */
const told = (given: ReflowInput): string[] =>
  (reflow(given)?.moves ?? []).map(
    ({ id, how, after }) => `${id} ${wallTimeIn(after.start, ZONE)} +${(after.end - after.start) / MINUTE} ${how}`,
  )

const draft = block('draft', 'focus', '09:00', 120)
const mail = block('mail', 'open', '11:00', 60)
const lunch = block('lunch', 'rest', '12:00', 45)
const review = block('review', 'together', '13:30', 60)
const late = block('late', 'focus', '14:30', 90)
const day = [draft, mail, lunch, review, late]

describe('a block that runs over', () => {
  const over = { ...nothing, over: { id: 'draft', until: at('11:20') } }

  test('pushes what comes after it, up to what is fixed', () => {
    expect(told(input('11:05', day, { slip: over }))).toEqual([
      'draft 09:00 +140 extended',
      'mail 11:20 +60 moved',
      'lunch 12:20 +45 moved',
    ])
  })

  test('changes nothing where the time after it is free', () => {
    expect(reflow(input('11:05', [draft, review], { slip: over }))).toBeNull()
  })

  test('ends where a fixed block begins', () => {
    const promise = { ...mail, fixed: true }
    expect(told(input('11:05', [draft, promise, lunch], { slip: over }))).toEqual([])
  })

  test('a block that keeps its hours because the agreement wants the person reachable is not moved', () => {
    const owed = [{ start: at('11:30'), end: at('12:30') }]
    expect(told(input('11:05', day, { slip: over, owed }))).toEqual([])
  })

  test('what is pushed ends before an appointment of a calendar', () => {
    const busy = [{ start: at('12:00'), end: at('12:30') }]
    expect(told(input('11:05', [draft, mail, late], { slip: over, busy }))).toEqual([
      'draft 09:00 +140 extended',
      'mail 11:20 +40 shortened',
    ])
  })
})

describe('a block that was missed', () => {
  test('one that began without the person begins now, and pushes', () => {
    expect(told(input('09:20', day, { slip: { ...nothing, late: ['draft'] } }))).toEqual([
      'draft 09:20 +120 moved',
      'mail 11:20 +60 moved',
      'lunch 12:20 +45 moved',
    ])
  })

  test('one that is over goes into the first free time', () => {
    expect(told(input('11:30', day, { slip: { ...nothing, missed: ['draft'] } }))).toEqual(['draft 16:00 +120 moved'])
  })

  test('focus goes where the energy is best', () => {
    const energy = ({ start }: { start: Instant }): number => (start >= at('17:30') ? 1 : 0)
    const given = input('11:30', day, { slip: { ...nothing, missed: ['draft'] }, energy })
    expect(told(given)).toEqual(['draft 17:30 +120 moved'])
  })

  test('is shortened where there is only less time, and then goes to another day', () => {
    const slip = { ...nothing, missed: ['draft'] }
    const until = (workUntil: string) => told(input('11:30', day, { slip, workUntil: at(workUntil) }))
    expect(until('17:00')).toEqual(['draft 16:00 +60 shortened'])
    expect(until('16:50')).toEqual(['draft 09:00 +120 otherDay'])
  })
})

test('what is pushed is shortened only as far as needed, before anything goes to another day', () => {
  const blocks = [
    draft,
    mail,
    block('code', 'focus', '12:00', 120),
    block('notes', 'open', '14:00', 60, { fixed: true }),
  ]
  const slip = { ...nothing, over: { id: 'draft', until: at('11:30') } }
  const given = input('11:20', blocks, { slip, workUntil: at('14:00') })
  // Mail and code have half an hour less between them; code is longer, so it gives more of it.
  expect(told(given)).toEqual(['draft 09:00 +150 extended', 'mail 11:30 +60 moved', 'code 12:30 +90 shortened'])
})

const Drawn = fc.record({
  kind: fc.constantFrom(...BLOCK_KINDS),
  at: fc.integer({ min: 0, max: 287 }),
  long: fc.integer({ min: 1, max: 48 }),
  day: fc.constantFrom(0, 0, 0, 0, 1, 2),
  fixed: fc.constantFrom(undefined, undefined, true, false),
  slips: fc.boolean(),
})
const Busy = fc.record({ at: fc.integer({ min: 0, max: 287 }), long: fc.integer({ min: 1, max: 30 }) })
const World = fc.record({
  blocks: fc.array(Drawn, { minLength: 1, maxLength: 14 }),
  busy: fc.array(Busy, { maxLength: 4 }),
  owed: fc.array(Busy, { maxLength: 2 }),
  now: fc.integer({ min: 0, max: 1439 }),
  workUntil: fc.integer({ min: 0, max: 300 }),
  over: fc.option(fc.integer({ min: 1, max: 120 })),
  date: fc.constantFrom(DATE, '2026-03-29', '2026-10-25', '2026-04-05'),
  zone: fc.constantFrom(ZONE, 'Australia/Lord_Howe', 'America/St_Johns', 'UTC'),
})

function drawnInput(world: typeof World extends fc.Arbitrary<infer Value> ? Value : never): ReflowInput {
  const { zone, date } = world
  const today = dayWindow(date, zone)
  const span = ({ at: from, long }: { at: number; long: number }) => {
    const start = today.start + from * 5 * MINUTE
    return { start, end: start + long * 5 * MINUTE }
  }
  const blocks = world.blocks.map(({ kind, at: from, long, day: by, fixed }, index): Block => {
    const start = today.start + by * DAY + from * 5 * MINUTE
    return {
      id: `b${index}`,
      kind,
      title: '',
      start: inZone(start, zone),
      minutes: long * 5,
      ...(fixed === undefined ? {} : { fixed }),
    }
  })
  // A day on which the clocks are set may be shorter; now is always in it.
  const now = Math.min(today.start + world.now * MINUTE, today.end - MINUTE)
  const focus = blocks.filter(
    (one, index) => one.kind === 'focus' && world.blocks[index]?.slips === true && blockInterval(one).start < now,
  )
  const running = world.over === null ? undefined : focus[0]
  const slipped = running === undefined ? focus : []
  return {
    blocks,
    now,
    day: today,
    workUntil: today.start + world.workUntil * 5 * MINUTE,
    days: [1, 2, 3].map((by) => dayWindow(addDays(date, by), zone)),
    busy: world.busy.map(span),
    owed: world.owed.map(span),
    slip: {
      over: running === undefined ? null : { id: running.id, until: now + (world.over ?? 0) * MINUTE },
      late: slipped.filter((one) => blockInterval(one).end > now).map(({ id }) => id),
      missed: slipped.filter((one) => blockInterval(one).end <= now).map(({ id }) => id),
    },
  }
}

describe('whatever the day', () => {
  const expectAlways = (
    check: (given: ReflowInput, after: readonly Block[], changed: ReadonlySet<string>) => void,
  ): void =>
    fc.assert(
      fc.property(World, (world) => {
        const given = drawnInput(world)
        const found = reflow(given)
        const changed = new Map((found?.blocks ?? []).map((one) => [one.id, one]))
        check(
          given,
          given.blocks.map((one) => changed.get(one.id) ?? one),
          new Set(changed.keys()),
        )
        expect((found?.moves ?? []).map(({ id }) => id).toSorted()).toEqual([...changed.keys()].toSorted())
      }),
      { numRuns: 400 },
    )

  test('no block is lost or doubled, and what is fixed is not touched', () => {
    expectAlways(({ blocks }, after, changed) => {
      expect(after.map(({ id, kind, title }) => [id, kind, title])).toEqual(
        blocks.map(({ id, kind, title }) => [id, kind, title]),
      )
      for (const one of blocks) if (isFixed(one)) expect(changed.has(one.id)).toBe(false)
    })
  })

  test('no block is shorter than its least length, and none shorter or longer without saying so', () => {
    expectAlways((given, after) => {
      const moves = reflow(given)?.moves ?? []
      for (const [index, one] of after.entries()) {
        const was = given.blocks[index]
        if (was === undefined || was.minutes === one.minutes) continue
        const how = moves.find(({ id }) => id === one.id)?.how
        expect(how).toBe(one.minutes < was.minutes ? 'shortened' : 'extended')
        expect(one.minutes).toBeGreaterThanOrEqual(leastMinutes(was))
      }
    })
  })

  test('nothing that changes lies over anything, nor before now', () => {
    expectAlways((given, after, changed) => {
      for (const one of after.filter(({ id }) => changed.has(id))) {
        const was = given.blocks.find(({ id }) => id === one.id)
        const isOver = one.id === given.slip.over?.id
        const span =
          isOver && was !== undefined
            ? { start: blockInterval(was).end, end: blockInterval(one).end }
            : blockInterval(one)
        if (!isOver) expect(span.start).toBeGreaterThanOrEqual(given.now)
        const others = [...after.filter(({ id }) => id !== one.id).map(blockInterval), ...given.busy]
        expect(others.filter((other) => overlaps(other, span))).toEqual([])
      }
    })
  })

  test('what it proposes is a day that needs no other', () => {
    expectAlways((given, after) => {
      const settled = { ...given, blocks: after, slip: { ...nothing, over: given.slip.over } }
      const again = reflow(settled)
      // Blocks that lie over each other and were left alone may still be parted; what was moved once stays.
      if (
        given.blocks.every((one) =>
          given.blocks.every((other) => one === other || !overlaps(blockInterval(one), blockInterval(other))),
        )
      )
        expect(again).toBeNull()
    })
  })
})

describe('focus that is pushed onto focus', () => {
  const breaks = { longest: 3 * 60 * MINUTE, hasBreaks: () => false }
  const code = block('code', 'focus', '11:00', 90)
  const over = { ...nothing, over: { id: 'draft', until: at('11:30') } }

  test('leaves room for a break where both together would be too long without one', () => {
    expect(told(input('11:20', [draft, code], { slip: over, breaks }))).toEqual([
      'draft 09:00 +150 extended',
      'code 11:40 +90 moved',
    ])
  })

  test('leaves none where nobody asked for breaks, or they are no longer than the person wants', () => {
    const close = ['draft 09:00 +150 extended', 'code 11:30 +90 moved']
    expect(told(input('11:20', [draft, code], { slip: over }))).toEqual(close)
    expect(
      told(input('11:20', [draft, code], { slip: over, breaks: { ...breaks, longest: 4 * 60 * MINUTE } })),
    ).toEqual(close)
    expect(told(input('11:20', [draft, code], { slip: over, breaks: { ...breaks, hasBreaks: () => true } }))).toEqual(
      close,
    )
  })

  test('goes without one rather than to another day', () => {
    const short = block('code', 'focus', '11:00', 25)
    const wall = block('wall', 'together', '11:55', 60)
    const given = input('11:20', [draft, short, wall], { slip: over, breaks: { ...breaks, longest: 60 * MINUTE } })
    expect(told(given)).toEqual(['draft 09:00 +150 extended', 'code 11:30 +25 moved'])
  })

  test('keeps what the person planned without a break', () => {
    const two = [block('a', 'focus', '13:00', 120), block('b', 'focus', '15:00', 120)]
    expect(told(input('11:20', [draft, ...two], { slip: over, breaks }))).toEqual([])
  })
})
