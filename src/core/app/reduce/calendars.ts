import type { BusyTime, Calendar } from '../../calendar/calendar.ts'
import type { Intent } from '../intent.ts'
import { changed, type Reduced, refuse } from './result.ts'
import type { State } from '../state.ts'

type CalendarIntent = Extract<
  Intent,
  { type: 'calendar.change' | 'calendar.added' | 'calendar.published' | 'calendar.removed' | 'calendar.report' }
>

export function reduceCalendars(state: State, intent: CalendarIntent): Reduced {
  if (intent.type === 'calendar.added')
    return changed(withBusy(withCalendar(state, intent.calendar), intent.calendar.id, intent.busy))
  if (intent.type === 'calendar.published')
    return changed({ ...state, settings: { ...state.settings, publishTo: intent.to } })
  const { id } = intent
  const calendar = state.calendars[id]
  if (calendar === undefined) return refuse(state, 'no_such_calendar')
  switch (intent.type) {
    case 'calendar.change': {
      const { name = calendar.name, means = calendar.means, titles } = intent
      const own = calendar.own === undefined || titles === undefined ? {} : { own: { titles } }
      return changed(withCalendar(state, { ...calendar, name, means, ...own }))
    }
    case 'calendar.removed': {
      const { [id]: _calendar, ...calendars } = state.calendars
      const { [id]: _busy, ...busy } = state.busy
      return changed({ ...state, calendars, busy })
    }
    case 'calendar.report': {
      return changed(withBusy(withCalendar(state, { ...calendar, ...intent.news }), id, intent.busy))
    }
  }
}

const withCalendar = (state: State, calendar: Calendar): State => ({
  ...state,
  calendars: { ...state.calendars, [calendar.id]: calendar },
})

const withBusy = (state: State, id: string, busy: readonly BusyTime[] | undefined): State =>
  busy === undefined ? state : { ...state, busy: { ...state.busy, [id]: busy } }
