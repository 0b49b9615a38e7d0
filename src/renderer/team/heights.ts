/** How high an item of the list is before it is measured: a guess that is right need not be taken back for everybody below. */
import type { RosterRow } from '../../core/team/roster.ts'

/** What is alike in height as a rule: headings, and rows in one state, with a person's own words below or without. */
export const GROUP = 'group'
export const rowKind = ({ standing: { state, words } }: RosterRow): string => (words === null ? state : WORDED[state])

/** The kind of a row of which nothing is known yet. */
export const ANY_ROW: string = 'available' satisfies keyof typeof WORDED

const WORDED = {
  available: 'available worded',
  focusing: 'focusing worded',
  together: 'together worded',
  away: 'away worded',
  off: 'off worded',
  unknown: 'unknown worded',
} as const

/** Before any is measured, in px at the usual zoom. */
const FIRST = { group: 30, row: 49, worded: 70 } as const
/** What was seen so many times more often than anything else holds against as many others. */
const STEADY = 3

export interface UsualHeights {
  /** In px. */
  of(kind: string): number
  /** An item of this kind was measured, in px. */
  take(kind: string, height: number): void
}

interface Vote {
  height: number
  lead: number
}

/** What most of the last ones of a kind had: a single one that is higher changes nothing, another width or zoom soon does. */
export function usualHeights(): UsualHeights {
  const votes = new Map<string, Vote>()
  return {
    of: (kind) => votes.get(kind)?.height ?? first(kind),
    take(kind, height) {
      const vote = votes.get(kind)
      if (vote === undefined) votes.set(kind, { height, lead: 1 })
      else if (vote.height === height) vote.lead = Math.min(STEADY, vote.lead + 1)
      else if (vote.lead > 1) vote.lead -= 1
      else vote.height = height
    },
  }
}

function first(kind: string): number {
  if (kind === GROUP) return FIRST.group
  return kind.endsWith('worded') ? FIRST.worded : FIRST.row
}
