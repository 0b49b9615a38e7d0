import { type FormEvent, type ReactNode, useState } from 'react'
import type { Outcome } from '../../core/app/intent.ts'
import type { Asking } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Refused } from '../ui/Refused.tsx'

export interface TeamFormProps {
  readonly wish: Pick<Asking, 'pending' | 'error'>
  readonly submit: string
  readonly isComplete: boolean
  readonly onSubmit: () => Promise<Outcome>
  /** With the team that is there now. */
  readonly onDone: (team: string) => void
  /** What is missing is said once the person tried to go on. */
  readonly children: (tried: boolean) => ReactNode
}

/** A few fields, one button, and what went wrong between them. */
export function TeamForm({ wish, submit, isComplete, onSubmit, onDone, children }: TeamFormProps): ReactNode {
  const [tried, setTried] = useState(false)
  const go = async (): Promise<void> => {
    setTried(true)
    if (!isComplete || wish.pending) return
    const outcome = await onSubmit()
    if (outcome.ok) onDone(outcome.value ?? '')
  }
  const onFormSubmit = (event: FormEvent): void => {
    event.preventDefault()
    void go()
  }
  return (
    <form className="team-form" noValidate onSubmit={onFormSubmit}>
      {children(tried)}
      <Refused error={wish.error} />
      <Button tone="primary" type="submit" isPending={wish.pending}>
        {submit}
      </Button>
    </form>
  )
}
