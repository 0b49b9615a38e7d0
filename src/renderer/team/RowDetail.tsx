import type { ReactNode } from 'react'
import { agenda, type AgendaDay } from '../../core/team/agenda.ts'
import { cityOf } from '../../core/team/names.ts'
import { effectiveIntervals } from '../../core/team/ribbon.ts'
import type { RosterRow } from '../../core/team/roster.ts'
import type { SharedInterval } from '../../core/sync/records.ts'
import type { Instant } from '../../core/time/instant.ts'
import { offsetMinutes } from '../../core/time/zone.ts'
import { useText, useTimes } from '../lib/intl.tsx'
import { StateGlyph } from '../ui/StateGlyph.tsx'
import { useTeamWords } from './words.ts'

export interface RowDetailProps {
  readonly row: RosterRow
  readonly linked: boolean
  readonly minute: Instant
}

/** What an open row tells: the whole sentence, the clock there, and what is shared of today and tomorrow. */
export function RowDetail({ row, linked, minute }: RowDetailProps): ReactNode {
  const { person, standing } = row
  const times = useTimes()
  const text = useText()
  const words = useTeamWords(minute)
  const days = agenda(effectiveIntervals(person, linked, minute), times.zone, minute)
  const { zone } = standing
  return (
    <div className="team-detail">
      <p className="team-detail-said">{words.opening(standing)}</p>
      {standing.byPlan && <p>{text('team.detail.byPlan', { name: person.name })}</p>}
      {standing.asOf !== null && <p>{text('team.detail.asOf', { at: times.moment(standing.asOf, minute) })}</p>}
      {zone !== null && (
        <p>
          {text('team.detail.clock', {
            time: times.time(minute, zone),
            city: cityOf(zone),
            difference: words.difference(zone),
          })}
        </p>
      )}
      <div className="team-detail-days">
        <Day title={text('team.detail.today')} day={days[0]} zone={zone} minute={minute} />
        <Day title={text('team.detail.tomorrow')} day={days[1]} zone={zone} minute={minute} />
      </div>
    </div>
  )
}

interface DayProps {
  readonly title: string
  readonly day: AgendaDay
  readonly zone: string | null
  readonly minute: Instant
}

/** What is over is left to the ribbon. */
function Day({ title, day, zone, minute }: DayProps): ReactNode {
  const text = useText()
  const ahead = day.intervals.filter(({ end }) => end > minute)
  return (
    <section>
      <h3 className="team-detail-day">{title}</h3>
      {ahead.length === 0 ? (
        <p>{text('team.detail.nothing')}</p>
      ) : (
        <ul>
          {ahead.map((interval) => (
            <Piece key={interval.start} interval={interval} zone={zone} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Piece({ interval, zone }: { readonly interval: SharedInterval; readonly zone: string | null }): ReactNode {
  const { start, end, state, place } = interval
  const text = useText()
  const times = useTimes()
  const elsewhere = zone !== null && offsetMinutes(start, zone) !== offsetMinutes(start, times.zone)
  const span = (other?: string): string =>
    text('team.detail.span', { start: times.time(start, other), end: times.time(end, other) })
  return (
    <li className="team-detail-piece">
      <StateGlyph state={state} />
      <span className="team-detail-span">{span()}</span>
      <span>{text(`ui.state.${state}`)}</span>
      {place !== undefined && <span>{place}</span>}
      {elsewhere && <span className="team-detail-there">{text('team.detail.there', { span: span(zone) })}</span>}
    </li>
  )
}
