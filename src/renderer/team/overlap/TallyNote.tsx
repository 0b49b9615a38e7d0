import type { ReactNode } from 'react'
import type { Person } from '../../../core/sync/records.ts'
import type { Tally } from '../../../core/team/overlap/tally.ts'
import { minutes } from '../../../core/time/instant.ts'
import { useText, useTimes } from '../../lib/intl.tsx'

export interface TallyNoteProps {
  readonly people: readonly Person[]
  readonly chosen: ReadonlySet<string>
  readonly tally: Tally
}

/** What those who are chosen bore before, and how it is counted: nobody is spared or asked behind anybody's back. */
export function TallyNote({ people, chosen, tally }: TallyNoteProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const borne = people.filter(({ id }) => chosen.has(id) && (tally[id] ?? 0) > 0)
  return (
    <details className="overlap-tally">
      <summary>{text('overlap.tally')}</summary>
      <p className="ui-hint">{text('overlap.tally.how')}</p>
      {borne.length === 0 ? (
        <p>{text('overlap.tally.none')}</p>
      ) : (
        <ul>
          {borne.map(({ id, name }) => (
            <li key={id}>
              <span className="overlap-seat-name">{name}</span>
              <span>{times.length(minutes(tally[id] ?? 0))}</span>
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}
