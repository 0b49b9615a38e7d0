import { type ReactNode, useState } from 'react'
import { SNOOZES } from '../../../core/app/knockWishes.ts'
import { isUrgent, type Received } from '../../../core/team/letters.ts'
import type { Instant } from '../../../core/time/instant.ts'
import { useText, useTimes } from '../../lib/intl.tsx'
import { newId } from '../../lib/newId.ts'
import { type Asking, useWish } from '../../lib/useWish.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { Refused } from '../../ui/Refused.tsx'
import { WordsEnd } from './WordsEnd.tsx'
import { useKnockWords, WordsFields } from './WordsFields.tsx'

export interface OpenKnockProps {
  readonly letter: Received
  /** The sender as the roster knows them now; empty where they left. */
  readonly sender: string
  /** Shown where the person is in several teams. */
  readonly team?: string
  readonly minute: Instant
  /** Looks for a time for both; absent where there is no room for it. */
  readonly onCall?: (() => void) | undefined
}

/** One that waits for me: what it says, and the few things to do about it. */
export function OpenKnock({ letter, sender, team, minute, onCall }: OpenKnockProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const wish = useWish()
  const [isReplying, setReplying] = useState(false)
  const { body, at, about } = letter
  const name = sender || letter.name || text('knock.somebody')
  const kind = body.kind === 'knock' ? body.urgency : body.kind
  return (
    <article
      className="knock-open"
      data-urgent={isUrgent(letter) || undefined}
      aria-label={text('knock.from', { name })}
    >
      <h2 className="knock-head">
        <span className="knock-name">{name}</span>
        <span className="knock-kind">{text(`knock.kind.${kind}` as 'knock.kind.reply')}</span>
        {team !== undefined && <span className="knock-kind">{team}</span>}
        <span className="knock-at">{times.moment(at, minute)}</span>
      </h2>
      {about !== '' && <p className="knock-about">{text('knock.about', { text: about })}</p>}
      {'text' in body && body.text !== '' && <p className="knock-text">{body.text}</p>}
      {'link' in body && body.link !== undefined && (
        <Button tone="link" onPress={() => void wish.ask({ type: 'knock.follow', id: letter.id })}>
          <span className="knock-link">{body.link}</span>
        </Button>
      )}
      {isReplying ? (
        <ReplyForm letter={letter} onClose={() => setReplying(false)} />
      ) : (
        <Deeds letter={letter} wish={wish} onReply={() => setReplying(true)} onCall={onCall} />
      )}
      <Refused error={wish.error} />
    </article>
  )
}

interface DeedsProps {
  readonly letter: Received
  readonly wish: Asking
  readonly onReply: () => void
  readonly onCall?: (() => void) | undefined
}

function Deeds({ letter, wish, onReply, onCall }: DeedsProps): ReactNode {
  const text = useText()
  const { id, body } = letter
  const lines = SNOOZES.map((until) => ({
    id: until,
    label: text(`knock.snooze.${until}`),
    run: () => void wish.ask({ type: 'knock.snooze', id, until }),
  }))
  return (
    <div className="knock-buttons">
      {body.kind !== 'reply' && (
        <Button size="small" onPress={onReply}>
          {text('knock.reply')}
        </Button>
      )}
      <Button size="small" icon="check" onPress={() => void wish.ask({ type: 'knock.done', id })}>
        {text('knock.done')}
      </Button>
      <Menu label={text('knock.snooze')} lines={lines}>
        <Button size="small" tone="quiet">
          {text('knock.snooze')}
        </Button>
      </Menu>
      {onCall !== undefined && (
        <Button size="small" tone="quiet" icon="people" onPress={onCall}>
          {text('knock.call')}
        </Button>
      )}
    </div>
  )
}

/** Answered, it is done with. */
function ReplyForm({ letter, onClose }: { readonly letter: Received; readonly onClose: () => void }): ReactNode {
  const text = useText()
  const words = useKnockWords()
  const [id] = useState(newId)
  const { ask, pending, error } = useWish()
  const send = (): void => {
    const said = words.read()
    if (said !== null) void ask({ type: 'knock.reply', to: letter.id, id, ...said })
  }
  return (
    <form
      className="knock-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <WordsFields words={words} label={text('knock.reply.text')} onLeave={onClose} />
      <WordsEnd words={words} send={text('knock.reply.send')} pending={pending} error={error} onLeave={onClose} />
    </form>
  )
}
