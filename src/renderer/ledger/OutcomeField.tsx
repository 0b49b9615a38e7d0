import type { ReactNode } from 'react'
import { outcomeOf } from '../../core/focus/digest.ts'
import type { Session } from '../../core/focus/session.ts'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { LineField } from '../ui/LineField.tsx'

/** One line of what came of a session. */
export function OutcomeField({ session }: { readonly session: Session }): ReactNode {
  const text = useText()
  const { ask, error } = useWish()
  return (
    <LineField
      label={text('digest.outcome')}
      labelShown={false}
      placeholder={text('digest.outcome')}
      value={outcomeOf(session)}
      maxLength={200}
      onSay={(said) => void ask({ type: 'focus.outcome', session: session[0].session, text: said })}
      error={error}
    />
  )
}
