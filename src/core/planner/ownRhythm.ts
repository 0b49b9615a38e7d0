/** A day of one's own from three answers: when one is at one's best, what has to stay free, and how long others can reach one. */
import type { BlockKind } from './block.ts'
import type { ReadyBlock, ReadyTitle } from './ready.ts'

export const OWN_ANSWERS = {
  best: ['early', 'morning', 'evening', 'night'],
  free: ['nothing', 'midday', 'afternoon', 'family'],
  reachable: ['little', 'some', 'much'],
} as const
export type OwnAnswers = { readonly [Question in keyof typeof OWN_ANSWERS]: (typeof OWN_ANSWERS)[Question][number] }

/** In minutes since midnight. */
type Piece = readonly [from: number, to: number]
const at = (hours: number): number => Math.round(hours * 60)

/** When the day begins, and the stretch in which focus comes easiest. */
const BEST: Readonly<Record<OwnAnswers['best'], { readonly begins: number; readonly focus: Piece }>> = {
  early: { begins: at(6), focus: [at(6), at(8.5)] },
  morning: { begins: at(9), focus: [at(9), at(11.5)] },
  evening: { begins: at(10), focus: [at(19.5), at(22)] },
  night: { begins: at(12), focus: [at(21.5), at(24)] },
}

const FREE: Readonly<Record<OwnAnswers['free'], readonly (readonly [ReadyTitle, Piece])[]>> = {
  nothing: [],
  midday: [['errands', [at(12), at(15)]]],
  afternoon: [['family', [at(15), at(19)]]],
  family: [
    ['school', [at(7.5), at(8.75)]],
    ['family', [at(16), at(19)]],
  ],
}

const REACHABLE: Readonly<Record<OwnAnswers['reachable'], number>> = { little: 60, some: 150, much: 270 }

/** Less is not worth a block. */
const LEAST = 30
const MIDNIGHT = at(24)

/** Wall times of one day, in order and without overlaps: what stays free first, then the best focus, then time for others. */
export function ownRhythm({ best, free, reachable }: OwnAnswers): readonly ReadyBlock[] {
  const { begins, focus } = BEST[best]
  const fixed = FREE[free]
  const busy = fixed.map(([, piece]) => piece)
  const blocks = fixed.map(([title, piece]) => block('personal', title, piece))
  const take = (kind: BlockKind, title: ReadyTitle, pieces: readonly Piece[]): void => {
    for (const piece of pieces) {
      blocks.push(block(kind, title, piece))
      busy.push(piece)
    }
  }
  take('focus', 'deep', gaps(focus, busy).slice(0, 2))
  const lunch = firstFit([Math.max(begins + at(2), at(12)), MIDNIGHT], busy, at(0.75))
  if (lunch !== null) take('rest', 'lunch', [lunch])
  let owed = REACHABLE[reachable]
  for (const piece of gaps([begins, MIDNIGHT], busy)) {
    const length = Math.min(owed, piece[1] - piece[0])
    if (length < LEAST) continue
    take('open', owed === REACHABLE[reachable] ? 'mail' : 'reviews', [[piece[0], piece[0] + length]])
    owed -= length
  }
  return blocks.toSorted((a, b) => a.start.localeCompare(b.start))
}

/** What is left of a stretch, in pieces that are worth it. */
function gaps([from, to]: Piece, busy: readonly Piece[]): readonly Piece[] {
  const found: Piece[] = []
  let cursor = from
  for (const [start, end] of [...busy].toSorted((a, b) => a[0] - b[0])) {
    if (start - cursor >= LEAST && cursor < to) found.push([cursor, Math.min(start, to)])
    cursor = Math.max(cursor, end)
  }
  if (to - cursor >= LEAST) found.push([cursor, to])
  return found.filter(([start, end]) => end - start >= LEAST)
}

function firstFit(stretch: Piece, busy: readonly Piece[], length: number): Piece | null {
  const fit = gaps(stretch, busy).find(([start, end]) => end - start >= length)
  return fit === undefined ? null : [fit[0], fit[0] + length]
}

function block(kind: BlockKind, title: ReadyTitle, [from, to]: Piece): ReadyBlock {
  const two = (count: number): string => String(count).padStart(2, '0')
  return { kind, title, start: `${two(Math.floor(from / 60))}:${two(from % 60)}`, minutes: to - from }
}
