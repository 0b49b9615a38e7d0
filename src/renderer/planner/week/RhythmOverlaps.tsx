import { type ReactNode, useMemo } from 'react'
import type { RhythmBlock } from '../../../core/planner/rhythm.ts'
import { rhythmOverlaps } from '../../../core/planner/rhythmOverlap.ts'
import { addDays, type PlainDate, weekday } from '../../../core/time/zone.ts'
import { useText, useTimes } from '../../lib/intl.tsx'

const MOST = 4

/** Where blocks of the rhythm lie over each other. It may be meant, so it is said and nothing more. */
export function RhythmOverlaps({
  rules,
  today,
}: {
  readonly rules: readonly RhythmBlock[]
  readonly today: PlainDate
}): ReactNode {
  const text = useText()
  const times = useTimes()
  const found = useMemo(() => rhythmOverlaps(rules, today), [rules, today])
  const name = ({ title, kind }: RhythmBlock): string => title || text(`planner.kind.${kind}`)
  const dayName = (day: number): string => times.date(addDays(today, day - weekday(today)), 'weekdayLong')
  return (
    <div className="rhythm-overlaps" role="status">
      {found.slice(0, MOST).map(({ one, other, days }) => (
        <p key={`${one.id} ${other.id}`} className="ui-hint">
          {text('planner.rhythm.overlap', { one: name(one), other: name(other), days: days.map(dayName).join(', ') })}
        </p>
      ))}
      {found.length > MOST && (
        <p className="ui-hint">{text('planner.rhythm.overlap.more', { count: found.length - MOST })}</p>
      )}
    </div>
  )
}
