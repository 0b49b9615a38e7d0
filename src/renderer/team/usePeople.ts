/** A team's people on their way into its list: first how it begins, then all of them, read a little at a time. */
import { useEffect, useMemo, useState } from 'react'
import { type RosterBook, rosterBook } from '../../core/team/book.ts'
import { portions } from '../../core/team/portions.ts'
import { type ReadRow, rowReader } from '../../core/team/roster.ts'
import { NOBODY, type RosterFeed, useHeads, useRosterFeed } from '../lib/app.tsx'
import type { Head } from '../lib/heads.ts'
import { slicer } from '../lib/inSlices.ts'
import { newsIn } from '../lib/mirror.ts'
import { readNow } from '../lib/useNow.ts'

export interface People {
  /** Null where it is not known, or everybody is here as soon. */
  readonly head: Head | null
  readonly book: RosterBook
  /** Reads the rows of the beginning. */
  readonly read: ReadRow
  /** Everybody, once the book has what is to be known of them. */
  readonly feed: RosterFeed
}

/** Outlives the view of the team, so that nobody is read again when the window is. */
export function usePeople(team: string): People {
  const all = useRosterFeed(team)
  const head = useHead(team, all)
  const [book] = useState(rosterBook)
  const [read] = useState(rowReader)
  const feed = useMemo(() => readFeed(all, book), [all, book])
  useEffect(() => feed.follow(), [feed])
  return useMemo(() => ({ head, book, read, feed }), [head, book, read, feed])
}

function useHead(team: string, all: RosterFeed): Head | null {
  const heads = useHeads()
  const [head, setHead] = useState(() => heads.take(team))
  const isWanted = head === null && all.now() === NOBODY
  useEffect(() => {
    if (isWanted) void heads.ask(team).then((isBegun) => isBegun && setHead(heads.take(team)))
  }, [isWanted, heads, team])
  return head
}

/** Fewer are read in one piece, when they are drawn. */
const MANY = 400
/** So many are read in a millisecond or two. */
const PORTION = 100

interface ReadFeed extends RosterFeed {
  /** Returns how to stop it. */
  follow(): () => void
}

/** Tells everybody when the book has read them; their changes from then on at once. */
function readFeed(all: RosterFeed, book: RosterBook): ReadFeed {
  const listeners = new Set<() => void>()
  let heard = NOBODY
  let told = NOBODY
  let isReading = false
  const reading = slicer<null>(() => {
    isReading = false
    tell()
  })

  function tell(): void {
    told = all.now()
    performance.mark('tideline:everybody')
    for (const listener of listeners) listener()
  }

  function* read(): Generator<undefined, null> {
    for (const ids of portions(Object.keys(heard), PORTION)) {
      book.ahead(ids, all.now(), readNow())
      yield
    }
    return null
  }

  function hear(): void {
    const roster = all.now()
    if (roster === heard) return
    heard = roster
    if (isReading) return
    isReading = newsIn(roster) === undefined && Object.keys(roster).length > MANY
    if (isReading) reading.want(read)
    else tell()
  }

  return {
    now: () => told,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    follow() {
      const stop = all.subscribe(hear)
      hear()
      return () => {
        stop()
        reading.stop()
        isReading = false
      }
    },
  }
}
