import type { ReactNode } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { addDays } from '../../../core/time/zone.ts'
import { useText, useTimes } from '../../lib/intl.tsx'
import { firstWeekday } from './columns.ts'
import '../../ui/chips.css'

/** A week that began on a Monday, to name weekdays by. */
const MONDAY = '2024-01-01'

export interface WeekdayPickProps {
  readonly days: readonly number[]
  readonly onChange: (days: number[]) => void
}

/** Any of the seven, in the order in which weeks go where the person lives. */
export function WeekdayPick({ days, onChange }: WeekdayPickProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const first = firstWeekday()
  const order = Array.from({ length: 7 }, (_none, index) => ((first - 1 + index) % 7) + 1)
  return (
    <ToggleButtonGroup
      className="ui-chips week-days"
      aria-label={text('planner.rhythm.days')}
      selectionMode="multiple"
      selectedKeys={days.map(String)}
      onSelectionChange={(keys) => onChange([...keys].map(Number).toSorted((a, b) => a - b))}
    >
      {order.map((day) => (
        <ToggleButton key={day} id={String(day)} className="ui-chip">
          {times.date(addDays(MONDAY, day - 1), 'weekday')}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
