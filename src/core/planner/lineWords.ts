/** The words of a typed line: pieces between commas, and in each what is time, what is date and what is left. */
import { readDate } from '../time/parse.ts'
import type { PlainDate } from '../time/zone.ts'

/** What is between two commas; quoted text is blanked in `open`, so that nothing in it is read. */
export interface Piece {
  readonly whole: string
  /** Where it lies in the whole text, without the spaces around it. */
  readonly from: number
  readonly to: number
  readonly text: string
  readonly open: string
}

/** Quotes hold a title together, commas and times in it too. One that is not closed reaches to the end. */
export function piecesOf(whole: string): readonly Piece[] {
  const masked = whole.replaceAll(/"[^"]*(?:"|$)/g, (quoted) => QUOTED.repeat(quoted.length))
  const pieces: Piece[] = []
  for (const { 0: part, index } of masked.matchAll(/[^,;\n\r]+/g)) {
    const from = index + (part.length - part.trimStart().length)
    const to = index + part.trimEnd().length
    if (to <= from) continue
    pieces.push({ whole, from, to, text: whole.slice(from, to), open: masked.slice(from, to) })
  }
  return pieces
}

/** Stands for quoted characters; it is no letter, digit or space. */
const QUOTED = '\uFFFC'

export interface Word {
  readonly text: string
  /** In the whole text. */
  readonly from: number
  readonly to: number
}

export interface Words {
  readonly time: null | {
    readonly start: Word
    /** Null where only a start was said. */
    readonly rest: null | (Word & { readonly is: 'end' | 'length' })
  }
  readonly date: PlainDate | null
  readonly title: { readonly text: string; readonly isQuoted: boolean }
  readonly isOnlyDate: boolean
}

/** Looks like a time, right or wrong. */
const TIME = String.raw`(?:\d[\d:.]*(?:h\d*)?\s?(?:[ap]\.?m\.?(?![\p{L}\d]))?|noon\b|midnight\b)`
const BEFORE = String.raw`(?<![\p{L}\d:.+-])`
const AFTER = String.raw`(?![\p{L}\d])`
const SPAN = new RegExp(
  `${BEFORE}(?:(?:from|at)\\s+)?(?<start>${TIME})(?:\\s*[-–—]\\s*|\\s+(?:to|until|till)\\s+)(?<end>${TIME})${AFTER}`,
  'giu',
)
const LENGTH = new RegExp(
  `${BEFORE}(?:(?:from|at)\\s+)?(?<start>${TIME})(?:\\s*\\+\\s*|\\s+for\\s+)(?<length>\\d[\\d.]*\\s*(?:[a-z]+)?(?:\\s*\\d+\\s*(?:m(?:in)?)?)?)${AFTER}`,
  'giu',
)
const ALONE = new RegExp(`${BEFORE}(?:at\\s+)?(?<start>${TIME})(?:\\s*[-–—+])?${AFTER}`, 'giu')
const ISO = /(?<![\p{L}\d-])\d{4}-\d{2}-\d{2}(?![\p{L}\d-])/u

interface Found {
  readonly index: number
  readonly length: number
  readonly time: NonNullable<Words['time']>
}

export function wordsOf(piece: Piece, today: PlainDate): Words {
  const iso = ISO.exec(piece.open)
  const isoDate = iso === null ? null : readDate(iso[0], today)
  const open = iso === null || isoDate === null ? piece.open : blanked(piece.open, iso.index, iso[0].length)
  const found = timeIn(open, piece)
  const left = found === null ? open : blanked(open, found.index, found.length)
  const { date, rest } = isoDate === null ? dayIn(left, today) : { date: isoDate, rest: left }
  const title = titleOf(piece, rest)
  return { time: found?.time ?? null, date, title, isOnlyDate: date !== null && found === null && title.text === '' }
}

const blanked = (text: string, index: number, length: number): string =>
  text.slice(0, index) + ' '.repeat(length) + text.slice(index + length)

/** The last time that is said is the one that counts: a title may have numbers in it. */
function timeIn(open: string, { from }: Piece): Found | null {
  for (const [form, is] of [
    [SPAN, 'end'],
    [LENGTH, 'length'],
    [ALONE, null],
  ] as const) {
    const match = [...open.matchAll(form)].at(-1)
    if (match === undefined) continue
    const { start = '', end, length } = match.groups ?? {}
    const text = end ?? length ?? ''
    const first = match.index + match[0].indexOf(start)
    const second = match.index + match[0].lastIndexOf(text)
    const word = (value: string, at: number): Word => ({
      text: value.trim(),
      from: from + at,
      to: from + at + value.trimEnd().length,
    })
    const rest = is === null ? null : { ...word(text, second), is }
    return { index: match.index, length: match[0].length, time: { start: word(start, first), rest } }
  }
  return null
}

/** A day is said with the first word or with the last: elsewhere `sun` may be the sun. */
function dayIn(left: string, today: PlainDate): { date: PlainDate | null; rest: string } {
  for (const form of [/^\s*(?:on\s+|next\s+)?([a-z]+):?(?=\s|$)/i, /(?:^|\s)(?:on\s+)?([a-z]+)\s*$/i]) {
    const match = form.exec(left)
    const word = match?.[1] ?? ''
    const date = /^(?:on|for)$/i.test(word) ? null : readDate(word, today)
    if (match !== null && date !== null) return { date, rest: blanked(left, match.index, match[0].length) }
  }
  return { date: null, rest: left }
}

function titleOf({ text }: Piece, rest: string): Words['title'] {
  const isQuoted = rest.trimStart().startsWith(QUOTED)
  const title = rest.replaceAll(QUOTED, (_one, at: number) => text.charAt(at))
  return { text: title.replaceAll('"', ' ').replaceAll(/\s+/g, ' ').trim(), isQuoted }
}

/** As it is printed: the one form that every reader of a line knows. */
export const dateWord = (date: PlainDate): string => date
