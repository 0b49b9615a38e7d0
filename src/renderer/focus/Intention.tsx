import type { ReactNode } from 'react'
import { LONGEST_INTENTION } from '../../core/focus/events.ts'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { LineField } from '../ui/LineField.tsx'

/** One line of what the session is for. */
export function Intention({ intention }: { readonly intention: string }): ReactNode {
  const text = useText()
  const { ask, error } = useWish()
  return (
    <div className="focus-intention">
      <LineField
        label={text('focus.intention')}
        labelShown={false}
        placeholder={text('focus.intention.hint')}
        value={intention}
        maxLength={LONGEST_INTENTION}
        onSay={(said) => void ask({ type: 'focus.intend', text: said })}
        error={error}
      />
    </div>
  )
}
