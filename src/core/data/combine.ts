/** What an import makes of what is here and what comes. Pure: nothing is written. */
import type { SessionEvent } from '../focus/session.ts'
import { canonical } from './canonical.ts'
import { type Exported, PART_NAMES, type PartName, type Parts, settingsFrom } from './exported.ts'

/** `merge` adds what is missing and leaves what is here; `replace` takes the file's parts whole. */
export const IMPORT_WAYS = ['merge', 'replace'] as const
export type ImportWay = (typeof IMPORT_WAYS)[number]

export interface Combined {
  readonly parts: Parts
  readonly journal: readonly SessionEvent[]
}

type Together = { readonly [Name in PartName]: (mine: Parts[Name], theirs: Parts[Name]) => Parts[Name] }

const added = <Value>(mine: Readonly<Record<string, Value>>, theirs: Readonly<Record<string, Value>>) => ({
  ...theirs,
  ...mine,
})

const merged: Together = {
  settings: (mine) => mine,
  plan: added,
  rhythm: (mine, theirs) => ({
    blocks: added(mine.blocks, theirs.blocks),
    daysOff: added(mine.daysOff, theirs.daysOff),
  }),
  inbox: added,
  calendars: added,
}

const replaced: Together = {
  settings: (mine, theirs) => settingsFrom(theirs, mine),
  plan: (_mine, theirs) => theirs,
  rhythm: (_mine, theirs) => theirs,
  inbox: (_mine, theirs) => theirs,
  // Their addresses are known only here: what was subscribed to stays subscribed.
  calendars: added,
}

/** A part that the file does not have stays as it is. */
export function combine(way: ImportWay, { parts, journal }: Exported, mine: Combined): Combined {
  const table = way === 'merge' ? merged : replaced
  const result = { ...mine.parts }
  const take = <Name extends PartName>(name: Name): void => {
    const theirs: Parts[Name] | undefined = parts[name]
    const together: (mine: Parts[Name], theirs: Parts[Name]) => Parts[Name] = table[name]
    if (theirs !== undefined) result[name] = together(mine.parts[name], theirs)
  }
  PART_NAMES.forEach(take)
  return { parts: result, journal: way === 'merge' ? mergedJournal(mine.journal, journal) : journal }
}

/** Each session whole: of one that both have, the longer telling. What belongs to none is there once. */
function mergedJournal(mine: readonly SessionEvent[], theirs: readonly SessionEvent[]): readonly SessionEvent[] {
  const [here, there] = [lengths(mine), lengths(theirs)]
  const isMine = ({ session }: SessionEvent): boolean => (here.get(session) ?? 0) >= (there.get(session) ?? 0)
  const known = new Set(mine.filter(({ session }) => session === '').map((event) => canonical(event)))
  return inOrder(
    mine.filter((event) => event.session === '' || isMine(event)),
    theirs.filter((event) => (event.session === '' ? !known.has(canonical(event)) : !isMine(event))),
  )
}

function lengths(events: readonly SessionEvent[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const { session } of events) found.set(session, (found.get(session) ?? 0) + 1)
  return found
}

/** Each of the two keeps its order, also where a clock was set back in between. */
function inOrder(one: readonly SessionEvent[], other: readonly SessionEvent[]): readonly SessionEvent[] {
  const all: SessionEvent[] = []
  let [a, b] = [0, 0]
  for (;;) {
    const [first, second] = [one[a], other[b]]
    if (first === undefined) return [...all, ...other.slice(b)]
    if (second === undefined) return [...all, ...one.slice(a)]
    if (second.at < first.at) {
      all.push(second)
      b += 1
    } else {
      all.push(first)
      a += 1
    }
  }
}
