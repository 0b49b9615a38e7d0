import { useEffect } from 'react'
import type { Interval } from '../../core/planner/block.ts'
import { DAY } from '../../core/time/instant.ts'
import { useAsk } from '../lib/app.tsx'
import { tellProblem } from '../lib/problems.ts'
import { readNow } from '../lib/useNow.ts'

/** What is nearer is always in the plan's slice. */
const NEAR = 27 * DAY

/** Old months are read when they come into sight; their blocks come with the news of the plan. */
export function useOldMonths({ start, end }: Interval): void {
  const ask = useAsk()
  useEffect(() => {
    if (start > readNow() - NEAR) return
    ask('months', { start, end }).catch(() => tellProblem({ ok: false, code: 'not_answered' }))
  }, [ask, start, end])
}
