import type { ReactNode } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import type { DocOf } from '../../../core/team/docs.ts'
import { isForgiven } from '../../../core/team/overlap/tally.ts'
import { minutes } from '../../../core/time/instant.ts'
import { useText, useTimes } from '../../lib/intl.tsx'
import { newId } from '../../lib/newId.ts'
import { useWish } from '../../lib/useWish.ts'
import { Button } from '../../ui/Button.tsx'
import { titleOf } from './slotText.ts'
import type { OverlapReading } from './useOverlap.ts'

export interface TallyNoteProps {
  readonly team: TeamSlice
  readonly reading: OverlapReading
  readonly nameOf: (id: string) => string
}

/** What those who are chosen bore before, and how it is counted: nobody is spared or asked behind anybody's back. */
export function TallyNote({ team, reading, nameOf }: TallyNoteProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const { people, form, tally, meetings, now } = reading
  const borne = people.filter(({ id }) => form.chosen.has(id) && (tally[id] ?? 0) > 0)
  const counted = meetings.filter(({ body }) => !isForgiven(body, now))
  return (
    <details className="overlap-tally">
      <summary>{text('overlap.tally')}</summary>
      <p className="ui-hint">{text('overlap.tally.how')}</p>
      {borne.length === 0 ? (
        <p>{text('overlap.tally.none')}</p>
      ) : (
        <ul className="overlap-borne">
          {borne.map(({ id, name }) => (
            <li key={id}>
              <span className="overlap-seat-name">{name}</span>
              <span>{times.length(minutes(tally[id] ?? 0))}</span>
            </li>
          ))}
        </ul>
      )}
      <ul className="overlap-noted">
        {counted.map((meeting) => (
          <Noted key={meeting.id} team={team} meeting={meeting} nameOf={nameOf} />
        ))}
      </ul>
    </details>
  )
}

interface NotedProps extends Pick<TallyNoteProps, 'team' | 'nameOf'> {
  readonly meeting: DocOf<'meeting'>
}

/** A meeting that was noted; who noted it or bore it takes it back. */
function Noted({ team, meeting, nameOf }: NotedProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const { ask, pending, error } = useWish()
  const { id, v, by, body } = meeting
  const title = titleOf(body, times, text)
  const takeBack = (): void =>
    void ask({ type: 'doc.write', team: team.team, ref: newId(), doc: id, base: v, body: null })
  return (
    <li>
      <span>
        {title}
        {': '}
        {Object.entries(body.bore)
          .map(([person, borne]) => `${nameOf(person)} ${times.length(minutes(borne))}`)
          .join(', ')}
      </span>
      {(by === team.me || body.bore[team.me] !== undefined) && (
        <Button
          size="small"
          isPending={pending}
          aria-label={text('overlap.uncount.of', { slot: title })}
          onPress={takeBack}
        >
          {text('overlap.uncount')}
        </Button>
      )}
      {error !== null && <span className="ui-error">{error}</span>}
    </li>
  )
}
