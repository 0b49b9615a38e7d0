import { parseDate } from '@internationalized/date'
import { type ReactNode, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from 'react-aria-components/Calendar'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { Popover } from 'react-aria-components/Popover'
import type { PlainDate } from '../../../core/time/zone.ts'
import { dateLocale, useText } from '../../lib/intl.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useToday } from '../useDay.ts'
import { firstWeekday } from '../week/columns.ts'
import { DAY_NAMES } from './dayNames.ts'
import './jump.css'

export interface JumpToDateProps {
  /** The day in sight. */
  readonly date: PlainDate
  readonly onPick: (date: PlainDate) => void
  readonly onClose: () => void
}

/** A month to pick a day of, below the date in the head. */
export function JumpToDate({ date, onPick, onClose }: JumpToDateProps): ReactNode {
  const text = useText()
  const today = useToday()
  const anchor = useRef(document.querySelector<HTMLElement>('.plan-dates'))
  return (
    <Popover
      className="ui-popover"
      triggerRef={anchor}
      isOpen
      placement="bottom start"
      onOpenChange={(open) => !open && onClose()}
    >
      <Dialog className="plan-jump" aria-label={text('planner.jump')}>
        <I18nProvider locale={dateLocale()}>
          <Calendar
            aria-label={text('planner.jump')}
            value={parseDate(date)}
            autoFocus
            firstDayOfWeek={DAY_NAMES[firstWeekday() % 7] ?? 'mon'}
            onChange={(picked) => {
              onClose()
              onPick(picked.toString())
            }}
          >
            <header className="plan-jump-head">
              <Button slot="previous" className="ui-button ui-icon-button" data-tone="quiet" data-size="small">
                <Icon name="left" />
              </Button>
              <Heading className="plan-jump-month" />
              <Button slot="next" className="ui-button ui-icon-button" data-tone="quiet" data-size="small">
                <Icon name="right" />
              </Button>
            </header>
            <CalendarGrid weekdayStyle="short">
              <CalendarGridHeader>
                {(day) => <CalendarHeaderCell className="plan-jump-weekday">{day}</CalendarHeaderCell>}
              </CalendarGridHeader>
              <CalendarGridBody>
                {(cell) => (
                  <CalendarCell
                    className="plan-jump-day"
                    date={cell}
                    data-now={cell.toString() === today || undefined}
                  />
                )}
              </CalendarGridBody>
            </CalendarGrid>
          </Calendar>
        </I18nProvider>
      </Dialog>
    </Popover>
  )
}
