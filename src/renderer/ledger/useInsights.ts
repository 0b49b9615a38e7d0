import { useEffect, useMemo, useState } from 'react'
import type { InsightsReport } from '../../core/app/report/insights.ts'
import { useAsk, useSlice } from '../lib/app.tsx'
import { useNow } from '../lib/useNow.ts'

interface Answered {
  /** What the report was asked for. */
  readonly occasion: object
  readonly report: InsightsReport
}

/** Asks main anew when a session or an interruption changed, and with each minute that is seen. Null until it answered. */
export function useInsights(): InsightsReport | null {
  const ask = useAsk()
  const session = useSlice('session')
  const { stray } = useSlice('ledger')
  const now = useNow('minute')
  const occasion = useMemo(() => ({ session, stray, now }), [session, stray, now])
  const [answered, setAnswered] = useState<Answered | null>(null)
  useEffect(() => {
    let isWanted = true
    ask('insights', {}).then(
      (report) => isWanted && setAnswered({ occasion, report }),
      // Without an answer the card keeps what it had.
      () => undefined,
    )
    return () => void (isWanted = false)
  }, [ask, occasion])
  return answered?.report ?? null
}
