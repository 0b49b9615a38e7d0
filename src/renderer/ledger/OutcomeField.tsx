import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { outcomeOf } from '../../core/focus/digest.ts'
import type { Session } from '../../core/focus/session.ts'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { TextField } from '../ui/TextField.tsx'

/** One line of what came of a session. Holds once it is left, or with Enter; Escape takes it back. */
export function OutcomeField({ session }: { readonly session: Session }): ReactNode {
  const text = useText()
  const { ask, error } = useWish()
  const said = outcomeOf(session)
  const [draft, setDraft] = useState(said)
  const commit = (): void => {
    if (draft.trim() !== said) void ask({ type: 'focus.outcome', session: session[0].session, text: draft.trim() })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit()
    if (event.key === 'Escape') setDraft(said)
  }
  return (
    <TextField
      label={text('digest.outcome')}
      labelShown={false}
      placeholder={text('digest.outcome')}
      value={draft}
      maxLength={200}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={onKeyDown}
      error={error}
    />
  )
}
