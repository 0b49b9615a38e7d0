import { type ReactNode, type RefObject, useEffect, useMemo, useState } from 'react'
import type { Block } from '../../../core/planner/block.ts'
import type { RhythmBlock } from '../../../core/planner/rhythm.ts'
import { instantAt } from '../../../core/time/zone.ts'
import { useSlice, useZone } from '../../lib/app.tsx'
import { useText, useTimes } from '../../lib/intl.tsx'
import { useToday } from '../useDay.ts'
import { useBlockWords } from '../useBlockWords.ts'
import type { PlanEdit } from '../useEdit.ts'
import type { GoTo } from '../useGoTo.ts'
import { columnsFrom, firstWeekday } from './columns.ts'
import { DaysOff } from './DaysOff.tsx'
import { ReadyWeek } from './ReadyWeek.tsx'
import { RhythmEditor } from './RhythmEditor.tsx'
import { RhythmOverlaps } from './RhythmOverlaps.tsx'
import { current, typicalWeek } from './typical.ts'
import { useRhythmEdit } from './useRhythmEdit.ts'
import { WeekGrid } from './WeekGrid.tsx'

export interface RhythmViewProps {
  readonly opened: string | null
  readonly onOpen: (id: string | null) => void
  readonly going: GoTo
  readonly travel: PlanEdit['travel']
  readonly isNarrow: boolean
  /** Filled with how to add a block here, for the button and the key above. */
  readonly adder: RefObject<(() => void) | null>
}

/** The weekly pattern itself. What is changed here holds from today on; what is past stays as it was. */
export function RhythmView({ opened, onOpen, going, travel, isNarrow, adder }: RhythmViewProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const zone = useZone()
  const { dayEndsAt } = useSlice('settings')
  const { blocks } = useSlice('rhythm')
  const today = useToday()
  const first = useMemo(() => typicalWeek(today, zone, firstWeekday()), [today, zone])
  const edit = useRhythmEdit({ first, zone, today }, travel)
  const rules = useMemo(() => current(Object.values(blocks), today), [blocks, today])
  const [half, setHalf] = useState(0)
  const all = useMemo(() => columnsFrom(first, 7, zone, dayEndsAt), [first, zone, dayEndsAt])
  const columns = isNarrow ? all.slice(half, half + 3) : all
  const said = useSaid()
  useEffect(() => {
    adder.current = () =>
      void edit
        .add(instantAt(columns[0]?.date ?? first, '09:00', zone))
        .then((id) => id !== null && going.goTo(id, true))
    return () => {
      adder.current = null
    }
  })
  return (
    <div className="rhythm">
      <ReadyWeek isEmpty={rules.length === 0} today={today} zone={zone} />
      <WeekGrid
        columns={columns}
        blocks={edit.drawn(rules)}
        edit={edit}
        opened={opened}
        onOpen={onOpen}
        going={going}
        hasNow={false}
        name={({ date }) => text('planner.rhythm.blocks', { day: times.date(date, 'weekdayLong') })}
        renderHead={({ date }) => times.date(date, 'weekday')}
        said={(block) => said(block, edit.ruleOf(block))}
        isDraft={edit.isDraft}
        Editor={RhythmEditor}
      />
      {isNarrow && (
        <input
          className="rhythm-slide"
          type="range"
          min={0}
          max={4}
          value={half}
          aria-label={text('planner.rhythm.slide')}
          aria-valuetext={columns.map(({ date }) => times.date(date, 'weekday')).join(', ')}
          onChange={(event) => setHalf(Number(event.target.value))}
        />
      )}
      <RhythmOverlaps rules={rules} today={today} />
      <DaysOff today={today} />
    </div>
  )
}

/** The times, and on which weeks where it is not each. */
function useSaid(): (block: Block, rule: RhythmBlock | undefined) => string {
  const text = useText()
  const words = useBlockWords()
  const own = useZone()
  return (block, rule) => {
    const parts = [
      words.times(block),
      ...(rule === undefined || rule.every === 1 ? [] : [text('planner.rhythm.every', { count: rule.every })]),
      ...(rule === undefined || rule.zone === own ? [] : [rule.zone]),
    ]
    return parts.join(' · ')
  }
}
