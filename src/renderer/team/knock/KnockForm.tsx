import { type FormEvent, type ReactNode, useState } from 'react'
import { agreementIn } from '../../../core/app/agreed.ts'
import { DEFAULT_URGENT_PER_DAY } from '../../../core/sync/documents.ts'
import { URGENCIES, type Urgency } from '../../../core/sync/items.ts'
import type { Person } from '../../../core/sync/records.ts'
import type { Instant } from '../../../core/time/instant.ts'
import { useTeamDocs } from '../../lib/app.tsx'
import { useText } from '../../lib/intl.tsx'
import { newId } from '../../lib/newId.ts'
import { useWish } from '../../lib/useWish.ts'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { ReplyLine } from './ReplyLine.tsx'
import { useTeamHere } from './teamHere.ts'
import { WordsEnd } from './WordsEnd.tsx'
import { useKnockWords, WordsFields } from './WordsFields.tsx'
import './knock.css'

export interface KnockFormProps {
  readonly person: Person
  readonly linked: boolean
  readonly minute: Instant
  readonly onDone: () => void
}

/** A knock before it is sent, with when it will be seen and answered. */
export function KnockForm({ person, linked, minute, onDone }: KnockFormProps): ReactNode {
  const text = useText()
  const { team } = useTeamHere()
  const { urgent } = agreementIn(useTeamDocs(team))
  const [urgency, setUrgency] = useState<Urgency>('whenever')
  const [id] = useState(newId)
  const words = useKnockWords()
  const { ask, pending, error } = useWish()
  const perDay = urgent?.perDay ?? DEFAULT_URGENT_PER_DAY
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const said = words.read()
    if (said === null) return
    const outcome = await ask({ type: 'knock.send', team, to: person.id, id, urgency, ...said })
    if (outcome.ok) onDone()
  }
  const choices = perDay === 0 ? URGENCIES.filter((one) => one !== 'urgent') : URGENCIES
  return (
    <form className="knock-form" onSubmit={(event) => void send(event)} noValidate>
      <SegmentedControl
        label={text('knock.urgency')}
        segments={choices.map((one) => ({ id: one, label: text(`knock.urgency.${one}`) }))}
        value={urgency}
        onChange={setUrgency}
      />
      {urgency === 'urgent' && (
        <p className="knock-agreed">
          {text('knock.urgent.quota', { count: perDay })} {urgent?.reasons ?? ''}
        </p>
      )}
      <WordsFields words={words} label={text('knock.text')} onLeave={onDone} />
      <ReplyLine person={person} linked={linked} urgency={urgency} minute={minute} />
      <WordsEnd words={words} send={text('knock.send')} pending={pending} error={error} onLeave={onDone} />
    </form>
  )
}
