import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blockInterval } from './block.ts'
import { blockFrom, type LineContext, printLine, readLine } from './line.ts'

const context: LineContext = {
  today: '2026-11-26',
  date: '2026-11-26',
  zone: 'Europe/Lisbon',
  dayEndsAt: 0,
  twelve: false,
}
const american = { ...context, twelve: true }

/** `kind title date start-end`, a line each. */
const read = (text: string, where = context): readonly string[] =>
  readLine(text, where).blocks.map(({ kind, title, date, start, until }) => {
    const day = date === where.today ? '' : `${date} `
    return `${day}${kind} ${title && `“${title}” `}${start}${'end' in until ? `-${until.end}` : `+${until.minutes}`}`
  })
const problems = (text: string, where = context): readonly string[] =>
  readLine(text, where).problems.map(({ code, from, to }) => `${code}: ${text.slice(from, to)}`)

describe('what people type', () => {
  test('a day in one line', () =>
    expect(read('focus 9-11:30, pick up kids 15-17, open 20-22')).toEqual([
      'focus 09:00-11:30',
      'personal “pick up kids” 15:00-17:00',
      'open 20:00-22:00',
    ]))

  test.each([
    ['focus Draft the spec 9 to 11:30', 'focus “Draft the spec” 09:00-11:30'],
    ['9-11 focus Draft', 'focus “Draft” 09:00-11:00'],
    ['Focus: draft from 9 until 11', 'focus “draft” 09:00-11:00'],
    ['open at 9 for 1h30', 'open 09:00+90'],
    ['open 9:00+45m', 'open 09:00+45'],
    ['focus 22-2', 'focus 22:00-02:00'],
    ['focus 9am-noon', 'focus 09:00-12:00'],
    ['open 1-3pm', 'open 13:00-15:00'],
    ['open 11-1pm', 'open 11:00-13:00'],
    ['open 9 p.m. to midnight', 'open 21:00-00:00'],
    ['review PR 418 9-10', 'personal “review PR 418” 09:00-10:00'],
    ['meeting with Ana 14–15', 'together “meeting with Ana” 14:00-15:00'],
    ['lunch 12-13', 'rest “lunch” 12:00-13:00'],
    ['focus "chapter 3-4, again" 9-10', 'focus “chapter 3-4, again” 09:00-10:00'],
    ['"focus group" 9-10', 'personal “focus group” 09:00-10:00'],
    ['tomorrow focus 9-11', '2026-11-27 focus 09:00-11:00'],
    ['focus 9-11 on monday', '2026-11-30 focus 09:00-11:00'],
    ['focus 2026-12-24 9-11', '2026-12-24 focus 09:00-11:00'],
  ])('%s', (typed, expected) => expect(read(typed)).toEqual([expected]))

  test('a day that is said holds for what follows', () =>
    expect(read('tomorrow: focus 9-11; open 14-15\nfri rest 12-13, open 16-17')).toEqual([
      '2026-11-27 focus 09:00-11:00',
      '2026-11-27 open 14:00-15:00',
      '2026-11-27 rest 12:00-13:00',
      '2026-11-27 open 16:00-17:00',
    ]))

  test.each([
    ['open 9-5', 'open 09:00-17:00'],
    ['pick up kids 3-5', 'personal “pick up kids” 15:00-17:00'],
    ['focus 9-11:30', 'focus 09:00-11:30'],
    ['focus 10-2', 'focus 10:00-14:00'],
    ['focus 15-17', 'focus 15:00-17:00'],
    ['focus 10pm-1am', 'focus 22:00-01:00'],
    ['focus 6am-8', 'focus 06:00-08:00'],
    ['rest 12-1', 'rest 12:00-13:00'],
  ])('to who reads by twelve hours: %s', (typed, expected) => expect(read(typed, american)).toEqual([expected]))

  test('with a day that ends at four, one in the morning is in its night', () => {
    const late = { ...context, dayEndsAt: 4 }
    const [line] = readLine('focus 1-3', late).blocks
    if (line === undefined) throw new Error('It was not read.')
    expect(blockFrom(line, 'a', late).start).toBe('2026-11-27T01:00:00+00:00[Europe/Lisbon]')
  })

  test('a night over a clock change is as long as it is', () => {
    const night = { ...context, date: '2026-10-24' }
    const [line] = readLine('rest 22-6', night).blocks
    expect(line && blockFrom(line, 'a', night).minutes).toBe(540)
  })
})

describe('what cannot be read is told at its word', () => {
  test.each([
    ['focus', 'line_no_time: focus'],
    ['focus 9-11, tidy up', 'line_no_time: tidy up'],
    ['focus 9-25', 'line_bad_time: 25'],
    ['focus 9:75-11', 'line_bad_time: 9:75'],
    ['focus at 9', 'line_no_end: 9'],
    ['focus 9-', 'line_no_end: 9'],
    ['focus 9 for 2x', 'line_bad_length: 2x'],
    ['focus 9-9', 'block_too_short: 9-9'],
    ['focus 9 for 30h', 'block_too_long: 9 for 30h'],
  ])('%s', (typed, expected) => expect(problems(typed)).toEqual([expected]))

  test('the rest is read all the same', () => {
    expect(read('focus 9-25, open 14-15')).toEqual(['open 14:00-15:00'])
    expect(read('')).toEqual([])
    expect(problems(' , ;; ')).toEqual([])
  })
})

const word = fc.constantFrom(
  ...['focus', 'open', 'rest', 'lunch', 'kids', 'PR', 'to', 'for', 'at', 'on', 'sun', 'tomorrow', '418', '9', '9-11'],
  ...['21:30', '-', '+', 'noon', '9am', '11pm', '2026-12-24', ',', ';', '"', ':', '24:00', '0-0', 'ß', '🦔', '9.15'],
)
const typed = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')),
)

describe('on any text', () => {
  const anyContext = fc.record({ twelve: fc.boolean(), dayEndsAt: fc.constantFrom(0, 4) })
  test('reading never throws, and tells places inside the text', () =>
    fc.assert(
      fc.property(typed, anyContext, (text, more) => {
        const { problems: found, blocks } = readLine(text, { ...context, ...more })
        for (const { from, to } of found) expect(0 <= from && from < to && to <= text.length).toBe(true)
        for (const block of blocks) {
          const { start, end } = blockInterval(blockFrom(block, 'x', { ...context, ...more }))
          expect(end - start).toBeGreaterThanOrEqual(5 * 60_000)
        }
      }),
      { numRuns: 2_000 },
    ))

  test('what is printed reads back as the same', () =>
    fc.assert(
      fc.property(typed, anyContext, (text, more) => {
        const where = { ...context, ...more }
        const { blocks } = readLine(text, where)
        expect(readLine(printLine(blocks, where), where)).toEqual({ blocks, problems: [] })
      }),
      { numRuns: 2_000 },
    ))
})
