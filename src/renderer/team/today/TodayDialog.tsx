import type { ReactNode } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import type { CheckInOf } from '../../../core/team/checkIn.ts'
import { useText, useTimes } from '../../lib/intl.tsx'
import { useWish } from '../../lib/useWish.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { CheckInForm } from './CheckInForm.tsx'
import './today.css'
import { type TeamDay, useTeamDay } from './useTeamDay.ts'
import { WaitForm } from './WaitForm.tsx'
import { WaitList } from './WaitList.tsx'

export interface TodayDialogProps {
  readonly team: TeamSlice
  readonly onClose: () => void
}

/** Who waits on whom, and what everybody told of today. Read only where somebody wants to: nothing here rings. */
export function TodayDialog({ team, onClose }: TodayDialogProps): ReactNode {
  const text = useText()
  const day = useTeamDay(team)
  return (
    <Dialog title={text('today.title')} isOpen onClose={onClose} size="wide">
      <section className="today-part" aria-label={text('today.waits')}>
        <h3>{text('today.waits')}</h3>
        {day.waits.length === 0 ? (
          <p className="ui-hint">{text('today.waits.none')}</p>
        ) : (
          <WaitList team={team} day={day} />
        )}
        <WaitForm team={team} day={day} />
      </section>
      <section className="today-part" aria-label={text('today.mine')}>
        <h3>{text('today.mine')}</h3>
        <p className="ui-hint">{text('today.mine.meaning')}</p>
        <CheckInForm key={`${day.mine.id} ${JSON.stringify(day.mine.said)}`} team={team} day={day} part="evening" />
      </section>
      <section className="today-part" aria-label={text('today.others')}>
        <h3>{text('today.others')}</h3>
        {day.others.length === 0 && <p className="ui-hint">{text('today.others.none')}</p>}
        <ul className="today-list">
          {day.others.map((one) => (
            <Told key={one.id} told={one} day={day} />
          ))}
        </ul>
      </section>
      <SaveWeek team={team} />
    </Dialog>
  )
}

function Told({
  told: { person, said, at },
  day: { roster, now },
}: {
  readonly told: CheckInOf
  readonly day: TeamDay
}): ReactNode {
  const text = useText()
  const times = useTimes()
  return (
    <li className="today-told">
      <p>
        <strong>{roster[person]?.name ?? text('today.somebody')}</strong>{' '}
        <span className="ui-hint">{times.moment(at, now)}</span>
      </p>
      <dl>
        {(['did', 'next', 'waiting'] as const).map((field) =>
          said[field] === undefined ? null : (
            <div key={field}>
              <dt>{text(`today.${field}`)}</dt>
              <dd>{said[field]}</dd>
            </div>
          ),
        )}
      </dl>
    </li>
  )
}

function SaveWeek({ team }: { readonly team: TeamSlice }): ReactNode {
  const text = useText()
  const { ask, pending, error } = useWish()
  return (
    <div className="today-week">
      <Button size="small" isPending={pending} onPress={() => void ask({ type: 'team.saveWeek', team: team.team })}>
        {text('today.week.save')}
      </Button>
      <span className="ui-hint" role="status">
        {error ?? text('today.week.meaning')}
      </span>
    </div>
  )
}
