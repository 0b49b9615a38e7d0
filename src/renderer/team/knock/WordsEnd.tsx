import type { ReactNode } from 'react'
import { useText } from '../../lib/intl.tsx'
import { Button } from '../../ui/Button.tsx'
import { Refused } from '../../ui/Refused.tsx'
import type { KnockWords } from './WordsFields.tsx'

export interface WordsEndProps {
  readonly words: KnockWords
  /** On the button that sends them. */
  readonly send: string
  readonly pending: boolean
  /** What came of the last try. */
  readonly error: string | null
  readonly onLeave: () => void
}

/** The foot of a form with words for somebody: what went wrong, sending, and leaving. */
export function WordsEnd({ words, send, pending, error, onLeave }: WordsEndProps): ReactNode {
  const text = useText()
  return (
    <>
      <Refused error={error} />
      <div className="knock-buttons">
        <Button size="small" tone="primary" type="submit" isPending={pending} isDisabled={words.isEmpty}>
          {send}
        </Button>
        <Button size="small" tone="quiet" onPress={onLeave}>
          {text('knock.cancel')}
        </Button>
      </div>
    </>
  )
}
