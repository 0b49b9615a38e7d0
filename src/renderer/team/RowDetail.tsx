import { type ReactNode, useEffect, useRef } from 'react'
import { agenda, type AgendaDay } from '../../core/team/agenda.ts'
import { cityOf } from '../../core/team/names.ts'
import { effectiveIntervals } from '../../core/team/ribbon.ts'
import type { RosterRow } from '../../core/team/roster.ts'
import type { SharedInterval } from '../../core/sync/records.ts'
import type { Instant } from '../../core/time/instant.ts'
import { offsetMinutes } from '../../core/time/zone.ts'
import { useText, useTimes } from '../lib/intl.tsx'
import { StateGlyph } from '../ui/StateGlyph.tsx'
import { useAllHere } from './all/allHere.ts'
import { KnockBar } from './knock/KnockBar.tsx'
import { revealRow } from './revealRow.ts'
import { TeamHere } from './knock/teamHere.ts'
import { useTeamWords } from './words.ts'

export interface RowDetailProps {
  readonly row: RosterRow
  readonly linked: boolean
  readonly minute: Instant
}

/** In the list of all teams the row's own team is the one that its acts go to. */
export function RowDetail(props: RowDetailProps): ReactNode {
  const { row } = props
  const place = useAllHere()?.placeOf(row.person.id)
  if (place === undefined) return <Told {...props} />
  const { team, linked, person } = place
  return (
    <TeamHere value={team}>
      <Told {...props} row={{ ...row, person }} linked={linked} />
    </TeamHere>
  )
}

/** What an open row tells: the whole sentence, the clock there, and what is shared of today and tomorrow. */
function Told({ row, linked, minute }: RowDetailProps): ReactNode {
  const { person, standing } = row
  const times = useTimes()
  const text = useText()
  const words = useTeamWords(minute)
  const days = agenda(effectiveIntervals(person, linked, minute), times.zone, minute)
  const { zone } = standing
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    revealRow(card.current)
  }, [])
  return (
    <div className="team-detail" ref={card}>
      <p className="team-detail-said">{words.opening(standing)}</p>
      {standing.byPlan && <p>{text('team.detail.byPlan', { name: person.name })}</p>}
      {standing.asOf !== null && <p>{text('team.detail.asOf', { at: times.moment(standing.asOf, minute) })}</p>}
      <p>
        {zone === null
          ? text('team.detail.noClock')
          : text('team.detail.clock', {
              time: times.time(minute, zone),
              city: cityOf(zone),
              difference: words.difference(zone),
            })}
      </p>
      {person.plan?.skills !== undefined && (
        <p>{text('team.detail.skills', { skills: person.plan.skills.join(', ') })}</p>
      )}
      <KnockBar row={row} linked={linked} minute={minute} />
      {person.plan === null ? (
        <p>{text('team.detail.noPlan', { name: person.name })}</p>
      ) : (
        <div className="team-detail-days">
          <Day title={text('team.detail.today')} day={days[0]} zone={zone} minute={minute} />
          <Day title={text('team.detail.tomorrow')} day={days[1]} zone={zone} minute={minute} />
        </div>
      )}
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
  const times = useTimes()
  const ahead = day.intervals.filter(({ end }) => end > minute)
  const there = zone !== null && offsetMinutes(minute, zone) !== offsetMinutes(minute, times.zone) ? zone : null
  if (ahead.length === 0) {
    return (
      <section>
        <h3 className="team-detail-day">{title}</h3>
        <p>{text('team.detail.nothing')}</p>
      </section>
    )
  }
  return (
    <table className="team-detail-table">
      <thead>
        <tr className="team-detail-day">
          <th scope="col">{title}</th>
          {there !== null && <th scope="col">{text('team.detail.there', { city: cityOf(there) })}</th>}
          <th scope="col">
            <span className="ui-hidden">{text('team.detail.state')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {ahead.map((interval) => (
          <Piece key={interval.start} interval={interval} there={there} />
        ))}
      </tbody>
    </table>
  )
}

function Piece({ interval, there }: { readonly interval: SharedInterval; readonly there: string | null }): ReactNode {
  const { start, end, state, place } = interval
  const text = useText()
  const times = useTimes()
  const span = (zone?: string): string =>
    text('team.detail.span', { start: times.time(start, zone), end: times.time(end, zone) })
  const word = text(`ui.state.${state}`)
  return (
    <tr>
      <td className="team-detail-span">{span()}</td>
      {there !== null && <td>{span(there)}</td>}
      <td>
        <StateGlyph state={state} /> {place === undefined ? word : `${word} · ${place}`}
      </td>
    </tr>
  )
}
