/** A team's people as they are drawn: the news of thousands are worked out bit by bit, some of them in each frame. */
import { useEffect, useState } from 'react'
import type { Roster } from '../../core/app/state.ts'
import type { RosterNews } from '../../core/team/book.ts'
import { type Instant, type Millis, SECOND } from '../../core/time/instant.ts'
import type { RosterFeed } from '../lib/app.tsx'
import { newsIn } from '../lib/mirror.ts'
import { readNow } from '../lib/useNow.ts'

/** The news of so many people are worked out in one frame, in a fraction of a millisecond. */
const IN_A_FRAME = 20
/** Where more come than a slow computer works out in its frames, nobody waits for longer. */
const PATIENCE: Millis = SECOND

export interface Known {
  readonly roster: Roster
  /** How it differs from the one that was drawn before; none where it came whole. */
  readonly news?: RosterNews
  /** When it was heard of: nothing in it was published later. */
  readonly heard: Instant
}

/** Works out what follows from the news of these people, so that there is less to do when all of them are drawn. */
export type Digest = (ids: readonly string[], roster: Roster, heard: Instant) => void

/** `digest` stays the same function. */
export function useNews(feed: RosterFeed, digest: Digest): Known {
  const [known, setKnown] = useState<Known>(() => ({ roster: feed.now(), heard: readNow() }))
  useEffect(() => {
    // It may have changed since it was drawn first.
    const roster = feed.now()
    setKnown((before) => (before.roster === roster ? before : { roster, heard: readNow() }))
    return follow(feed, digest, setKnown)
  }, [feed, digest])
  return known
}

/** Tells each roster when its news are worked out; where more came meanwhile, with those. Returns how to stop it. */
function follow(feed: RosterFeed, digest: Digest, tell: (known: Known) => void): () => void {
  let told = feed.now()
  let latest = told
  let ids: string[] = []
  let done = 0
  let frame: number | null = null
  /** The time of the first frame of these. */
  let begun: number | null = null

  function tellAll(news?: RosterNews): void {
    if (frame !== null) cancelAnimationFrame(frame)
    frame = null
    told = latest
    ids = []
    done = 0
    begun = null
    tell({ roster: told, ...(news === undefined ? {} : { news }), heard: readNow() })
  }

  function digestSome(at: number): void {
    frame = null
    begun ??= at
    if (done >= ids.length || at - begun >= PATIENCE) tellAll({ before: told, ids })
    else {
      digest(ids.slice(done, done + IN_A_FRAME), latest, readNow())
      done += IN_A_FRAME
      frame = requestAnimationFrame(digestSome)
    }
  }

  function hear(): void {
    const roster = feed.now()
    if (roster === latest) return
    const news = newsIn(roster)
    const isNext = news?.before === latest
    latest = roster
    if (!isNext) tellAll()
    else {
      ids.push(...news.ids)
      // Out of sight there are no frames, and nobody whom a long one would disturb.
      if (ids.length <= IN_A_FRAME || document.hidden) tellAll({ before: told, ids })
      else frame ??= requestAnimationFrame(digestSome)
    }
  }

  const stop = feed.subscribe(hear)
  return () => {
    stop()
    if (frame !== null) cancelAnimationFrame(frame)
  }
}
