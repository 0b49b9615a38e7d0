import { type ReactNode, useMemo, useState } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { type OfficeDay, officeDays, spreadFor } from '../../../core/agreement/office.ts'
import { dateIn, dayStart } from '../../../core/time/zone.ts'
import { useText, useTimes } from '../../lib/intl.tsx'
import { Button } from '../../ui/Button.tsx'
import type { Agreed } from './useAgreement.ts'
import type { Plans } from './usePlans.ts'

/** In a team of thousands hundreds may be in: so many are named a day, and so many more at a time. */
const NAMED = 20
const MORE = 200

/** Who says to be in the office when: only where somebody shares it or the team agreed on office days. */
export function OfficePart({
  team,
  plans: { people, minute },
  agreed,
}: {
  readonly team: TeamSlice
  readonly plans: Plans
  readonly agreed: Agreed
}): ReactNode {
  const text = useText()
  const times = useTimes()
  const { rules } = agreed.agreement
  // Of the minute only its day counts, and thousands are looked at.
  const today = dayStart(dateIn(minute, times.zone), times.zone)
  const days = useMemo(
    () => officeDays(rules.officeDays ?? [], people, times.zone, today),
    [people, rules, times.zone, today],
  )
  const spread = rules.spreadOffice === true ? spreadFor(team.me, days) : null
  if (days.length === 0) return null
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
            <dd>{day.people.length === 0 ? text('agreement.office.nobody') : <There day={day} agreed={agreed} />}</dd>
          </div>
        ))}
      </dl>
      <p className="ui-hint">{text('agreement.office.shared')}</p>
    </section>
  )
}

function There({ day, agreed }: { readonly day: OfficeDay; readonly agreed: Agreed }): ReactNode {
  const text = useText()
  const times = useTimes()
  const [most, setMost] = useState(NAMED)
  const named = day.people
    .slice(0, most)
    .map(({ id, from, until }) =>
      text('agreement.office.person', { name: agreed.name(id), from: times.time(from), until: times.time(until) }),
    )
  const rest = day.people.length - named.length
  return (
    <>
      {named.join(' · ')}
      {rest > 0 && (
        <Button tone="link" onPress={() => setMost((before) => before + MORE)}>
          {text('agreement.office.more', { count: rest })}
        </Button>
      )}
    </>
  )
}
