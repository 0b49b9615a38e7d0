/** Rules as sentences, with this window's words and times. */
import { useMemo } from 'react'
import { type RuleWords, ruleWords } from '../../../core/agreement/words.ts'
import { addDays } from '../../../core/time/zone.ts'
import { useText, useTimes } from '../../lib/intl.tsx'

/** A Monday, to name weekdays by. */
const MONDAY = '2024-01-01'

export function useRuleWords(): RuleWords {
  const text = useText()
  const times = useTimes()
  return useMemo(
    () =>
      ruleWords({
        text,
        weekday: (day) => times.date(addDays(MONDAY, day - 1), 'weekday'),
        wall: times.wall,
        length: times.length,
        date: times.date,
      }),
    [text, times],
  )
}
