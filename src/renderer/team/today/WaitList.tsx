import type { ReactNode } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { effectiveIntervals } from '../../../core/team/ribbon.ts'
import { type Wait, waitClock } from '../../../core/team/waiting.ts'
import { useText, useTimes } from '../../lib/intl.tsx'
import { newId } from '../../lib/newId.ts'
import { useWish } from '../../lib/useWish.ts'
import { Button } from '../../ui/Button.tsx'
import { Refused } from '../../ui/Refused.tsx'
import type { TeamDay } from './useTeamDay.ts'

export interface WaitListProps {
  readonly team: TeamSlice
  readonly day: Pick<TeamDay, 'roster' | 'waits' | 'now'>
  /** Only those that are about me. */
  readonly mineOnly?: boolean
}

/** Who waits on whom, until when at the earliest, and what of their time goes by till then. */
export function WaitList({ team, day, mineOnly = false }: WaitListProps): ReactNode {
  const text = useText()
  const isMine = ({ who, on }: Wait): boolean => who === team.me || on === team.me
  const shown = day.waits
    .filter((wait) => !mineOnly || isMine(wait))
    .toSorted((a, b) => Number(isMine(b)) - Number(isMine(a)))
  return (
    <ul className="today-list" aria-label={text('today.waits')}>
      {shown.map((wait) => (
        <WaitLine key={wait.id} team={team} wait={wait} day={day} isMine={isMine(wait)} />
      ))}
    </ul>
  )
}

interface WaitLineProps extends WaitListProps {
  readonly wait: Wait
  readonly isMine: boolean
}

function WaitLine({ team, wait, day: { roster, now }, isMine }: WaitLineProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const { ask, pending, error } = useWish()
  const nameOf = (id: string): string => roster[id]?.name ?? text('today.somebody')
  const how = wait.who === team.me ? 'mine' : wait.on === team.me ? 'onMe' : 'others'
  const said = text(`today.wait.${how}`, { who: nameOf(wait.who), on: nameOf(wait.on), what: wait.what })
  const settle = (): void =>
    void ask({ type: 'doc.write', team: team.team, ref: newId(), doc: wait.id, base: wait.version, body: null })
  return (
    <li className="today-wait">
      <div className="today-wait-words">
        <p>{said}</p>
        <p className="ui-hint">
          {text('today.since', { at: times.moment(wait.since, now) })} · {useClockWords(wait, roster, now)}
        </p>
        <Refused error={error} />
      </div>
      {isMine && wait.version > 0 && (
        <Button size="small" isPending={pending} aria-label={text('today.settled.of', { wait: said })} onPress={settle}>
          {text('today.settled')}
        </Button>
      )}
    </li>
  )
}

function useClockWords(wait: Wait, roster: TeamDay['roster'], now: number): string {
  const text = useText()
  const times = useTimes()
  const planOf = (id: string) => {
    const person = roster[id]
    return person === undefined ? [] : effectiveIntervals(person, true, now)
  }
  const { joint, lost } = waitClock(planOf(wait.who), planOf(wait.on), now)
  if (joint === null || lost === null) return text('today.joint.none')
  if (joint <= now) return text('today.joint.now')
  return text(lost > 0 ? 'today.joint.lost' : 'today.joint', { at: times.moment(joint, now), lost: times.length(lost) })
}
