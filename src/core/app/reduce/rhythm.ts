import { type PlainDate, dateIn } from '../../time/zone.ts'
import type { Instant } from '../../time/instant.ts'
import type { Planned } from '../../planner/planned.ts'
import { MOST_DAYS_OFF } from '../../planner/rhythm.ts'
import {
  addRhythm,
  changeRhythm,
  removeRhythm,
  replaceRhythm,
  restoreOccurrence,
  type RhythmEdit,
  skipOccurrence,
} from '../../planner/rhythmEdit.ts'
import type { Intent } from '../intent.ts'
import type { State } from '../state.ts'
import { step } from './plan.ts'
import { type Reduced, refuse } from './result.ts'

type RhythmIntent = Extract<Intent, { type: `rhythm.${string}` }>

export function reduceRhythm(state: State, intent: RhythmIntent, now: Instant): Reduced {
  const edited = edit(state, intent, dateIn(now, state.system.zone))
  return typeof edited === 'string' ? refuse(state, edited) : step(state, edited)
}

function edit(state: Planned, intent: RhythmIntent, today: PlainDate): RhythmEdit {
  switch (intent.type) {
    case 'rhythm.add':
      return addRhythm(state, intent.blocks)
    case 'rhythm.change':
      return changeRhythm(state, intent.id, intent.change, { ...intent, today })
    case 'rhythm.remove':
      return removeRhythm(state, intent.id, intent)
    case 'rhythm.replace':
      return replaceRhythm(state, intent.blocks, intent.from)
    case 'rhythm.skip':
      return skipOccurrence(state, intent.id, intent.date)
    case 'rhythm.restore':
      return restoreOccurrence(state, intent.id, intent.date)
    case 'rhythm.dayOff':
      return withDaysOff(state, { ...state.rhythm.daysOff, ...named(intent.dates, intent.name) })
    case 'rhythm.dayOn':
      return withDaysOff(state, withoutDates(state.rhythm.daysOff, intent.dates))
  }
}

type DaysOff = Planned['rhythm']['daysOff']

const named = (dates: readonly PlainDate[], name: string): DaysOff =>
  Object.fromEntries(dates.map((date) => [date, name]))

const withoutDates = (daysOff: DaysOff, dates: readonly PlainDate[]): DaysOff =>
  Object.fromEntries(Object.entries(daysOff).filter(([date]) => !dates.includes(date)))

const withDaysOff = ({ plan, rhythm }: Planned, daysOff: DaysOff): RhythmEdit =>
  Object.keys(daysOff).length > MOST_DAYS_OFF ? 'too_many_days_off' : { plan, rhythm: { ...rhythm, daysOff } }
