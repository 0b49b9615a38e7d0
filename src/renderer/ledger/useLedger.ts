import { useMemo } from 'react'
import { openInterruption, recentInterruptions } from '../../core/app/ledger.ts'
import type { Interruption } from '../../core/focus/interruptions.ts'
import type { Instant } from '../../core/time/instant.ts'
import { useSlice } from '../lib/app.tsx'

/** Every interruption of the last day and a half, oldest first. */
export function useInterruptions(): readonly Interruption[] {
  const session = useSlice('session')
  const ledger = useSlice('ledger')
  return useMemo(() => recentInterruptions({ session, ledger }), [session, ledger])
}

/** The newest interruption while it is fresh and the person has not said that they are back; else null. */
export function useOpenInterruption(now: Instant): Interruption | null {
  const session = useSlice('session')
  const ledger = useSlice('ledger')
  return useMemo(() => openInterruption({ session, ledger }, now), [session, ledger, now])
}
