import { Fragment, type ReactNode } from 'react'
import { availabilityFor } from '../../core/app/desired.ts'
import type { Leaving } from '../../core/app/leaving.ts'
import type { TeamSlice } from '../../core/app/state.ts'
import { sharesPlan } from '../../core/availability/cut.ts'
import { sayAvailability } from '../../core/availability/say.ts'
import { cityOf } from '../../core/team/names.ts'
import type { Instant } from '../../core/time/instant.ts'
import { useAppState } from '../lib/app.tsx'
import { useText, useTimes } from '../lib/intl.tsx'
import './sharing.css'

export interface LeavingWordsProps {
  readonly team: TeamSlice
  readonly leaving: Leaving
  readonly minute: Instant
}

/** Field by field what this team has of me, in words. */
export function LeavingWords({ team, leaving, minute }: LeavingWordsProps): ReactNode {
  const text = useText()
  const fields = useFields(team, leaving, minute)
  return (
    <>
      <dl className="sharing-fields">
        {fields.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{text(`sharing.${name}`)}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      <p className="sharing-never">{text('sharing.never')}</p>
    </>
  )
}

type Field = 'name' | 'now' | 'words' | 'plan' | 'places' | 'skills' | 'clock'

function useFields(team: TeamSlice, leaving: Leaving, minute: Instant): readonly (readonly [Field, string])[] {
  const text = useText()
  const times = useTimes()
  const state = useAppState()
  const { outgoing, zone, today, all, fromCalendars, lastDay, places } = leaving
  const { manual } = outgoing
  const { key, at } = sayAvailability(availabilityFor(state, team, minute))
  const hasPlan = sharesPlan(team.shares)
  const plan = [
    text('sharing.plan.is', { today, all, last: times.date(lastDay, 'short') }),
    ...(fromCalendars.all > 0 ? [text('sharing.plan.calendars', fromCalendars)] : []),
  ]
  const said = [manual?.emoji ?? '', manual?.text ?? ''].filter((part) => part !== '').join(' ')
  return [
    ['name', state.settings.name],
    ['now', text(key, at === null ? {} : { at: times.moment(at, minute) })],
    ['plan', hasPlan ? plan.join(' ') : text('sharing.plan.off')],
    ['places', hasPlan && team.shares.place ? placesIn(places) : text('sharing.off')],
    ['skills', skillsIn(outgoing.plan?.skills)],
    ['words', said === '' ? text('sharing.words.none') : text('sharing.words.is', { said, until: endOf() })],
    ['clock', text(team.shares.zone === false ? 'sharing.off' : 'sharing.clock.is', { city: cityOf(zone), zone })],
  ]

  function placesIn(list: readonly string[]): string {
    return list.length === 0 ? text('sharing.places.none') : list.join(', ')
  }
  function skillsIn(told: readonly string[] | undefined): string {
    return told?.join(', ') ?? text(hasPlan && team.shares.skills === true ? 'sharing.skills.none' : 'sharing.off')
  }
  function endOf(): string {
    return manual === null ? '' : times.moment(manual.until, minute)
  }
}
