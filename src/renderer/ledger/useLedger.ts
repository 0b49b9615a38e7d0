import { useMemo } from 'react'
import { recentInterruptions } from '../../core/app/ledger.ts'
import type { Interruption } from '../../core/focus/interruptions.ts'
import { type Instant, MINUTE } from '../../core/time/instant.ts'
import { useSlice } from '../lib/app.tsx'

/** Every interruption of the last day and a half, oldest first. */
export function useInterruptions(): readonly Interruption[] {
  const session = useSlice('session')
  const ledger = useSlice('ledger')
  return useMemo(() => recentInterruptions({ session, ledger }), [session, ledger])
}

/** After this an interruption is no longer news; it stays in the log. */
const ASKED_FOR = 30 * MINUTE

/** The newest interruption while it is fresh and the person has not said that they are back; else null. */
export function useOpenInterruption(now: Instant): Interruption | null {
  const newest = useInterruptions().at(-1)
  return newest === undefined || newest.back !== null || now - newest.at > ASKED_FOR ? null : newest
}
