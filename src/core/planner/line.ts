/**
 * A day typed in one line: `focus 9-11:30, pick up kids 15-17, open 20-22`. Reading never throws; what cannot be read is
 * told at its place. What is printed reads back as the same.
 */
import { MINUTE } from '../time/instant.ts'
import { readClock, readMinutes } from '../time/parse.ts'
import { addDays, instantAt, instantOf, type PlainDate, type WallTime, type Zone, zonedTime } from '../time/zone.ts'
import { type Block, BLOCK_KINDS, type BlockKind, LONGEST_BLOCK_MINUTES, SHORTEST_BLOCK_MINUTES } from './block.ts'
import { dateWord, type Piece, piecesOf, type Words, wordsOf } from './lineWords.ts'

export interface LineBlock {
  readonly kind: BlockKind
  readonly title: string
  /** The person's day: with a day that ends at four, `1-3` is in its night. */
  readonly date: PlainDate
  readonly start: WallTime
  /** On the clock, at or after midnight where it is not later than the start; or a length. */
  readonly until: { readonly end: WallTime } | { readonly minutes: number }
}

export type LineCode =
  | 'line_no_time'
  | 'line_no_end'
  | 'line_bad_time'
  | 'line_bad_length'
  | 'line_long_title'
  | 'block_too_short'
  | 'block_too_long'

/** What cannot be read, and where in the text. */
export interface LineProblem {
  readonly code: LineCode
  readonly from: number
  readonly to: number
  readonly word: string
}

export interface LineRead {
  /** Those that could be read, in the order they were typed. */
  readonly blocks: readonly LineBlock[]
  readonly problems: readonly LineProblem[]
}

export interface LineContext {
  readonly today: PlainDate
  /** The day that is meant where none is said. */
  readonly date: PlainDate
  readonly zone: Zone
  /** The hour at which the person's day ends. */
  readonly dayEndsAt: number
  /** Whether this person reads times by twelve hours: then `9-5` is a working day, and `3-5` is in the afternoon. */
  readonly twelve: boolean
}

const LONGEST_TITLE = 200

export function readLine(text: string, context: LineContext): LineRead {
  const blocks: LineBlock[] = []
  const problems: LineProblem[] = []
  let { date } = context
  for (const piece of piecesOf(text)) {
    const words = wordsOf(piece, context.today)
    date = words.date ?? date
    if (words.isOnlyDate) continue
    const read = readPiece(piece, words, date, context)
    if ('code' in read) problems.push(read)
    else blocks.push(read)
  }
  return { blocks, problems }
}

function readPiece(piece: Piece, words: Words, date: PlainDate, context: LineContext): LineBlock | LineProblem {
  const at = (code: LineCode, from = piece.from, to = piece.to): LineProblem => {
    return { code, from, to, word: piece.whole.slice(from, to) }
  }
  const { time } = words
  if (time === null) return at('line_no_time')
  if (time.rest === null) return at('line_no_end', time.start.from, time.start.to)
  const { kind, title } = named(words.title)
  if (title.length > LONGEST_TITLE) return at('line_long_title')
  const clock = readClock(time.start.text)
  if (clock === null) return at('line_bad_time', time.start.from, time.start.to)
  const until = untilOf(clock, time.rest, context.twelve)
  if (typeof until === 'string') return at(until, time.rest.from, time.rest.to)
  const block = { kind, title, date, ...until }
  const minutes = minutesOf(block, context)
  if (minutes < SHORTEST_BLOCK_MINUTES) return at('block_too_short', time.start.from, time.rest.to)
  return minutes > LONGEST_BLOCK_MINUTES ? at('block_too_long', time.start.from, time.rest.to) : block
}

type Clock = NonNullable<ReturnType<typeof readClock>>
type Times = Pick<LineBlock, 'start' | 'until'>

function untilOf(
  start: Clock,
  rest: NonNullable<NonNullable<Words['time']>['rest']>,
  twelve: boolean,
): Times | LineCode {
  if (rest.is === 'length') {
    const minutes = readMinutes(rest.text)
    return minutes === null ? 'line_bad_length' : { start: wallOf(alone(start, twelve)), until: { minutes } }
  }
  const end = readClock(rest.text)
  if (end === null) return 'line_bad_time'
  const [from, to] = hoursOf(start, end, twelve)
  return { start: wallOf(from), until: { end: wallOf(to) } }
}

/** Without a half of the day, one to six are in the afternoon to who reads by twelve hours. */
function alone(clock: Clock, twelve: boolean): number {
  const isOpen = twelve && !clock.isSure
  return clock.minute + (isOpen && clock.minute >= 60 && clock.minute < 7 * 60 ? HALF : 0)
}

const HALF = 12 * 60

/** `1-3pm` is in the afternoon as a whole, `11-1pm` begins before noon. */
function hoursOf(start: Clock, end: Clock, twelve: boolean): readonly [number, number] {
  if (end.half !== null && !start.isSure) {
    const same = (start.minute % HALF) + (end.half === 'pm' ? HALF : 0)
    return [same < end.minute ? same : start.minute % HALF, end.minute]
  }
  const from = alone(start, twelve)
  if (end.isSure || !(twelve || start.half !== null)) return [from, end.minute]
  // The next time that the clock shows this, on a face of twelve hours.
  const later = [end.minute, end.minute + HALF].find((minute) => minute > from)
  return [from, (later ?? end.minute) % (2 * HALF)]
}

const two = (count: number): string => String(count).padStart(2, '0')
const wallOf = (minute: number): WallTime => `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`

/** First words that are no kind but mean one: they stay in the title. What has no kind is private. */
const MEANS: Readonly<Record<string, BlockKind>> = {
  meeting: 'together',
  meet: 'together',
  call: 'together',
  standup: 'together',
  lunch: 'rest',
  break: 'rest',
  nap: 'rest',
  sleep: 'rest',
}

function named({ text, isQuoted }: Words['title']): { kind: BlockKind; title: string } {
  const [first = '', ...others] = text.split(' ')
  const word = isQuoted ? '' : first.toLowerCase().replace(/:$/, '')
  const kind = BLOCK_KINDS.find((one) => one === word)
  if (kind !== undefined) return { kind, title: others.join(' ') }
  return { kind: Object.hasOwn(MEANS, word) ? (MEANS[word] ?? 'personal') : 'personal', title: text }
}

/** Where it starts, as a date and a clock of its zone. */
const startDate = ({ date, start }: LineBlock, { dayEndsAt }: LineContext): PlainDate =>
  Number(start.slice(0, 2)) < dayEndsAt ? addDays(date, 1) : date

/** Real time: over a clock change an hour more or less than the clock seems to say. */
function minutesOf(block: LineBlock, context: LineContext): number {
  if ('minutes' in block.until) return block.until.minutes
  const date = startDate(block, context)
  const { end } = block.until
  const endDate = end < block.start ? addDays(date, 1) : date
  const from = instantOf(zonedTime(date, block.start, context.zone))
  return Math.round((instantAt(endDate, end, context.zone) - from) / MINUTE)
}

export function blockFrom(line: LineBlock, id: string, context: LineContext): Block {
  const start = zonedTime(startDate(line, context), line.start, context.zone)
  return { id, kind: line.kind, title: line.title, start, minutes: minutesOf(line, context) }
}

/** The same in one line, as this person types times. */
export function printLine(blocks: readonly LineBlock[], context: LineContext): string {
  let { date } = context
  const pieces = blocks.map((block) => {
    const day = block.date === date ? '' : `${dateWord(block.date)} `
    date = block.date
    return day + printed(block, context)
  })
  return pieces.join(', ')
}

function printed(block: LineBlock, context: LineContext): string {
  const clock = (wall: WallTime): string => (context.twelve ? byTwelve(wall) : wall)
  const { until, start, kind, title } = block
  const time = 'end' in until ? `${clock(start)}-${clock(until.end)}` : `${clock(start)} for ${until.minutes}m`
  const plain = `${kind} ${title} ${time}`.replaceAll('  ', ' ')
  const [back, ...more] = readLine(plain, { ...context, date: block.date }).blocks
  const isSame = more.length === 0 && back !== undefined && back.title === title && back.date === block.date
  return isSame && back.start === start ? plain : `${kind} "${title}" ${time}`
}

function byTwelve(wall: WallTime): string {
  const hour = Number(wall.slice(0, 2))
  return `${hour % 12 === 0 ? 12 : hour % 12}${wall.slice(2)}${hour < 12 ? 'am' : 'pm'}`
}
