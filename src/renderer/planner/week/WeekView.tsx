import { type ReactNode, useMemo } from 'react'
import { type Block, overlaps } from '../../../core/planner/block.ts'
import { useSlice } from '../../lib/app.tsx'
import { useText, useTimes } from '../../lib/intl.tsx'
import { usePlanned } from '../../lib/usePlanned.ts'
import { Button } from '../../ui/Button.tsx'
import { LimitMark, LimitsOfWeek } from '../limits/LimitsLine.tsx'
import type { DayFinding, LimitsOfDays } from '../limits/useLimits.ts'
import { AllDay } from '../EventView.tsx'
import { withDraft } from '../place.ts'
import { useBlockWords } from '../useBlockWords.ts'
import type { Day } from '../useDay.ts'
import type { PlanEdit } from '../useEdit.ts'
import type { DayEvent } from '../useEvents.ts'
import type { GoTo } from '../useGoTo.ts'
import { type Column, columnsFrom } from './columns.ts'
import { WeekGrid } from './WeekGrid.tsx'

export interface WeekViewProps {
  readonly day: Day
  /** The first date in sight, and how many. */
  readonly first: string
  readonly count: number
  /** The calendars' events of these days. */
  readonly events: readonly DayEvent[]
  readonly limits: LimitsOfDays
  readonly edit: PlanEdit
  readonly opened: string | null
  readonly onOpen: (id: string | null) => void
  readonly going: GoTo
  /** Shows one day alone. */
  readonly onDay: (date: string) => void
}

/** The days of a week as they are planned, rhythm and exceptions. */
export function WeekView({
  day,
  first,
  count,
  events,
  limits,
  edit,
  opened,
  onOpen,
  going,
  onDay,
}: WeekViewProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const words = useBlockWords()
  const { dayEndsAt } = useSlice('settings')
  const columns = useMemo(() => columnsFrom(first, count, day.zone, dayEndsAt), [first, count, day.zone, dayEndsAt])
  const window = { start: columns[0]?.window.start ?? 0, end: columns.at(-1)?.window.end ?? 0 }
  const planned = usePlanned(window)
  const blocks = withDraft(planned, edit.draft, window, edit.selection)
  return (
    <>
      <LimitsOfWeek week={limits.week} />
      <WeekGrid
        columns={columns}
        blocks={blocks}
        events={events}
        edit={edit}
        opened={opened}
        onOpen={onOpen}
        going={going}
        hasNow
        name={({ date }) => text('planner.blocks', { date: times.date(date) })}
        renderHead={(column) => (
          <Head column={column} findings={limits.days.get(column.date) ?? NONE} events={events} onDay={onDay} />
        )}
        said={(block: Block) => words.times(block)}
        isDraft={({ id }) => edit.draft?.id === id}
      />
    </>
  )
}

interface HeadProps {
  readonly column: Column
  readonly findings: readonly DayFinding[]
  readonly events: readonly DayEvent[]
  readonly onDay: (date: string) => void
}

const NONE: readonly DayFinding[] = []

function Head({ column, findings, events, onDay }: HeadProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const { daysOff } = useSlice('rhythm')
  const off = daysOff[column.date]
  return (
    <>
      <Button
        tone="quiet"
        size="small"
        aria-label={text('planner.week.open', {
          short: times.date(column.date, 'day'),
          date: times.date(column.date),
        })}
        onPress={() => onDay(column.date)}
      >
        {times.date(column.date, 'day')}
      </Button>
      <LimitMark findings={findings} />
      <AllDay events={events.filter((event) => event.allDay && overlaps(event, column.window))} />
      {off !== undefined && <span className="week-off">{off || text('planner.rhythm.dayOff')}</span>}
    </>
  )
}
