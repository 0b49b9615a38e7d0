import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { LONGEST_INTENTION } from '../../core/focus/events.ts'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { TextField } from '../ui/TextField.tsx'

/** One line of what the session is for. Holds once it is left, or with Enter; Escape takes it back. */
export function Intention({ intention }: { readonly intention: string }): ReactNode {
  const text = useText()
  const { ask, error } = useWish()
  const [draft, setDraft] = useState(intention)
  const commit = (): void => {
    if (draft.trim() !== intention) void ask({ type: 'focus.intend', text: draft.trim() })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit()
    if (event.key === 'Escape') setDraft(intention)
  }
  return (
    <div className="focus-intention">
      <TextField
        label={text('focus.intention')}
        labelShown={false}
        placeholder={text('focus.intention.hint')}
        value={draft}
        maxLength={LONGEST_INTENTION}
        onChange={setDraft}
        onBlur={commit}
        onKeyDown={onKeyDown}
        error={error}
      />
    </div>
  )
}
