import { type ReactNode, useMemo } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { officeDays, spreadFor } from '../../../core/agreement/office.ts'
import { useText, useTimes } from '../../lib/intl.tsx'
import type { Agreed } from './useAgreement.ts'
import { usePlans } from './usePlans.ts'

/** Who says to be in the office when: only where somebody shares it or the team agreed on office days. */
export function OfficePart({ team, agreed }: { readonly team: TeamSlice; readonly agreed: Agreed }): ReactNode {
  const text = useText()
  const times = useTimes()
  const { people, minute } = usePlans(team)
  const { rules } = agreed.agreement
  const days = useMemo(
    () => officeDays(rules.officeDays ?? [], people, times.zone, minute),
    [people, rules, times.zone, minute],
  )
  const spread = rules.spreadOffice === true ? spreadFor(team.me, days) : null
  if (days.length === 0) return null
  const there = (day: (typeof days)[number]): string =>
    day.people
      .map(({ id, from, until }) =>
        text('agreement.office.person', { name: agreed.name(id), from: times.time(from), until: times.time(until) }),
      )
      .join(' · ')
  return (
    <section className="agree-part" aria-label={text('agreement.office.title')}>
      <h3>{text('agreement.office.title')}</h3>
      {spread !== null && (
        <p className="agree-note">
          {text('agreement.office.suggest', {
            from: times.date(spread.from.date, 'short'),
            to: times.date(spread.to.date, 'short'),
            many: spread.from.people.length,
            few: spread.to.people.length,
          })}
        </p>
      )}
      <dl className="agree-rules">
        {days.map((day) => (
          <div key={day.date}>
            <dt>{times.date(day.date, 'short')}</dt>
            <dd>{day.people.length === 0 ? text('agreement.office.nobody') : there(day)}</dd>
          </div>
        ))}
      </dl>
      <p className="ui-hint">{text('agreement.office.shared')}</p>
    </section>
  )
}
