/** A day or a week as plain text, to be sent to somebody: on the clock of any zone, with the private blocks or without. */
import { dateIn, type PlainDate, type Zone } from '../time/zone.ts'
import { type Block, blockInterval, byStart } from './block.ts'

export interface DayTextWords {
  /** The head of a day. */
  readonly day: (date: PlainDate) => string
  readonly line: (block: Block) => string
  /** What is written where nothing is left. */
  readonly nothing: string
  /** The last line: whose clock it is. */
  readonly clock: string
}

export interface DayTextOptions {
  readonly zone: Zone
  /** Whether personal time and rest are left out. */
  readonly isPublic: boolean
}

const isPrivate = ({ kind }: Block): boolean => kind === 'personal' || kind === 'rest'

export function dayText(blocks: readonly Block[], { zone, isPublic }: DayTextOptions, words: DayTextWords): string {
  const shown = blocks.filter((block) => !isPublic || !isPrivate(block)).toSorted(byStart)
  const lines: string[] = []
  let date: PlainDate | null = null
  for (const block of shown) {
    const day = dateIn(blockInterval(block).start, zone)
    if (day !== date) lines.push(...(date === null ? [] : ['']), words.day(day))
    date = day
    lines.push(words.line(block))
  }
  return [...(lines.length === 0 ? [words.nothing] : lines), '', words.clock].join('\n')
}
