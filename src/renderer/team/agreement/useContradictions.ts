import { useMemo } from 'react'
import { contradictions } from '../../../core/agreement/check.ts'
import type { Agreement } from '../../../core/sync/documents.ts'
import { dateIn } from '../../../core/time/zone.ts'
import { useZone } from '../../lib/app.tsx'
import { useNow } from '../../lib/useNow.ts'

/** Where these rules contradict themselves, as of today. */
export function useContradictions(rules: Agreement): ReturnType<typeof contradictions> {
  const zone = useZone()
  const now = useNow('minute')
  const today = dateIn(now, zone)
  // The seasons that are looked at are the same all day.
  // oxlint-disable-next-line react/exhaustive-deps
  return useMemo(() => contradictions(rules, today, now), [rules, today])
}
