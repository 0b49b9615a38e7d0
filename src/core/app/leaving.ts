/** What leaves this device for one team, as facts to be said in words. The exact data is `outgoingFor`. */
import { sharedWindow, toldZone } from '../availability/cut.ts'
import { busyOf, meetings } from '../calendar/lay.ts'
import { overlaps } from '../planner/block.ts'
import type { Instant } from '../time/instant.ts'
import { dateIn, dayEnd, dayStart, type PlainDate, type Zone } from '../time/zone.ts'
import { type Outgoing, outgoingFor } from './desired.ts'
import type { State, TeamSlice } from './state.ts'

export interface Leaving {
  readonly outgoing: Outgoing
  readonly zone: Zone
  /** Stretches of the shared plan: of today, and of all the days that are shared. */
  readonly today: number
  readonly all: number
  /** How many meetings of calendars are among them today and altogether. They are sent as time, without a word of what for. */
  readonly fromCalendars: { readonly today: number; readonly all: number }
  readonly lastDay: PlainDate
  /** Places that are told, each once. */
  readonly places: readonly string[]
}

export function leaving(state: State, team: Pick<TeamSlice, 'shares'>, now: Instant): Leaving {
  const { zone } = state.system
  const told = toldZone(zone, team.shares)
  const outgoing = outgoingFor(state, team, now)
  const intervals = outgoing.plan?.intervals ?? []
  const window = sharedWindow(now, told)
  const today = { start: dayStart(dateIn(now, zone), zone), end: dayEnd(now, zone) }
  const busy = meetings(busyOf(state).filter((time) => overlaps(time, window)))
  const places = intervals.flatMap(({ place }) => (place === undefined ? [] : [place]))
  return {
    outgoing,
    zone,
    today: intervals.filter((interval) => overlaps(interval, today)).length,
    all: intervals.length,
    fromCalendars: { today: busy.filter((time) => overlaps(time, today)).length, all: busy.length },
    lastDay: dateIn(window.end - 1, told),
    places: [...new Set(places)],
  }
}
