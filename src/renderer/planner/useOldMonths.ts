import { useEffect } from 'react'
import type { Interval } from '../../core/planner/block.ts'
import { DAY, type Millis } from '../../core/time/instant.ts'
import { useAsk } from '../lib/app.tsx'
import { tellProblem } from '../lib/problems.ts'
import { readNow } from '../lib/useNow.ts'

/** What is nearer is always in the plan's slice. */
const NEAR = 27 * DAY

/** Whoever goes back goes on: months are read this far ahead, so that no day has to wait for its blocks. */
const AHEAD = 40 * DAY
/** Today's own window asks for nothing; whoever is this far back is on the way. */
const ON_THE_WAY = 5 * DAY
/** How often it is looked ahead: a few times a month. */
const STEP = 8 * DAY

/** Old months are read when they come near; their blocks come with the news of the plan. */
export function useOldMonths({ start, end }: Interval): void {
  const ask = useAsk()
  useEffect(() => {
    if (start > readNow() - NEAR) return
    ask('months', { start, end }).catch(() => tellProblem({ ok: false, code: 'not_answered' }))
  }, [ask, start, end])
  const step = stepOf(start)
  useEffect(() => {
    const here = step * STEP
    if (here > readNow() - ON_THE_WAY) return
    // Where it fails, the day itself asks again, and says so.
    ask('months', around(here)).catch(() => undefined)
  }, [ask, step])
}

const stepOf = (at: Millis): number => Math.floor(at / STEP)
const around = (at: Millis): Interval => ({ start: at - AHEAD, end: at + STEP + AHEAD })
