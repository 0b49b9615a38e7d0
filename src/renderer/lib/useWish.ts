/** One wish at a time from one place of a screen: whether it is under way, and why it was refused, told right there. */
import { useCallback, useState } from 'react'
import type { Outcome, Wish } from '../../core/app/intent.ts'
import { useDispatch } from './app.tsx'
import { useSentence } from './intl.tsx'
import type { Refusal } from './problems.ts'

export interface Asking {
  ask(wish: Wish): Promise<Outcome>
  readonly pending: boolean
  readonly refusal: Refusal | null
  /** The refusal as a sentence; null when all is well. */
  readonly error: string | null
  forget(): void
}

export function useWish(): Asking {
  const dispatch = useDispatch()
  const sentence = useSentence()
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const ask = useCallback(
    async (wish: Wish) => {
      setPending(true)
      const outcome = await dispatch(wish, { quiet: true })
      setPending(false)
      setRefusal(outcome.ok ? null : outcome)
      return outcome
    },
    [dispatch],
  )
  const forget = useCallback(() => setRefusal(null), [])
  return { ask, pending, refusal, error: refusal && sentence(`error.${refusal.code}`, refusal.values), forget }
}
