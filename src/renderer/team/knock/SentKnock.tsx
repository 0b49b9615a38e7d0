import type { ReactNode } from 'react'
import type { Person } from '../../../core/sync/records.ts'
import type { Sent } from '../../../core/team/letters.ts'
import { type Instant, MINUTE } from '../../../core/time/instant.ts'
import { useDispatch } from '../../lib/app.tsx'
import { isMessageKey, useText, useTimes } from '../../lib/intl.tsx'
import { newId } from '../../lib/newId.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { useReplyBy } from './useReplyBy.ts'

export interface SentKnockProps {
  readonly letter: Sent
  /** Undefined where they are not in the team any more, or nobody was heard yet. */
  readonly person: Person | undefined
  readonly linked: boolean
  readonly minute: Instant
}

/** One that I sent: where it is, until I put it away. */
export function SentKnock({ letter, person, linked, minute }: SentKnockProps): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const { id, body, is } = letter
  const name = person?.name ?? letter.name
  const words = 'text' in body ? body.text || (body.link ?? '') : ''
  return (
    <article className="knock-sent" data-is={is} aria-label={text('knock.to', { name })}>
      <div className="knock-sent-said">
        <p>
          <span className="knock-name">{text('knock.to', { name })}</span> <span className="knock-quote">{words}</span>
        </p>
        <p className="knock-fate">
          {is === 'sent' && person !== undefined ? (
            <Waiting letter={letter} person={person} linked={linked} minute={minute} />
          ) : (
            <Fate letter={letter} minute={minute} />
          )}
        </p>
        {is === 'refused' && <Again letter={letter} />}
      </div>
      {is !== 'waiting' && (
        <IconButton
          icon="close"
          size="small"
          label={text('knock.forget')}
          onPress={() => void dispatch({ type: 'knock.forget', id })}
        />
      )}
    </article>
  )
}

function Waiting({ letter, person, linked, minute }: SentKnockProps & { readonly person: Person }): ReactNode {
  const urgency = letter.body.kind === 'knock' ? letter.body.urgency : 'whenever'
  return useReplyBy(person, linked, urgency, minute).seen
}

function Fate({ letter, minute }: { readonly letter: Sent; readonly minute: Instant }): ReactNode {
  const text = useText()
  const times = useTimes()
  const { is, since, refusal } = letter
  if (is !== 'refused') return text(`knock.is.${is}`, { at: times.moment(since, minute) })
  const key = `knock.refused.${refusal?.code ?? ''}`
  const again = times.moment(since + (refusal?.retryMs ?? MINUTE), minute)
  return isMessageKey(key) ? text(key, { at: again }) : text('knock.refused', { code: refusal?.code ?? '' })
}

/** Its words are not lost: they go out for today instead. */
function Again({ letter }: { readonly letter: Sent }): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const { body, team, to, id, refusal } = letter
  if (body.kind !== 'knock' || refusal?.code === 'unknown_person') return null
  const again = async (): Promise<void> => {
    const { kind: _kind, urgency, ...words } = body
    const calmer = urgency === 'urgent' ? 'today' : urgency
    const outcome = await dispatch({ type: 'knock.send', team, to, id: newId(), urgency: calmer, ...words })
    if (outcome.ok) await dispatch({ type: 'knock.forget', id })
  }
  return (
    <Button size="small" onPress={() => void again()}>
      {text(body.urgency === 'urgent' ? 'knock.again.today' : 'knock.again')}
    </Button>
  )
}
