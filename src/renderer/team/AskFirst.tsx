import type { ReactNode } from 'react'
import type { Wish } from '../../core/app/intent.ts'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'

export interface AskFirstProps {
  readonly question: string
  readonly go: string
  readonly wish: Wish
  readonly onClose: () => void
}

/** What cannot be taken back is asked where it stands; the keyboard is on the harmless answer. */
export function AskFirst({ question, go, wish, onClose }: AskFirstProps): ReactNode {
  const text = useText()
  const { ask, pending, error } = useWish()
  const run = async (): Promise<void> => {
    if ((await ask(wish)).ok) onClose()
  }
  return (
    <div className="team-people-ask" role="group" aria-label={question}>
      <p role="alert">{error ?? question}</p>
      <Button size="small" autoFocus onPress={onClose}>
        {text('team.people.keep')}
      </Button>
      <Button size="small" tone="danger" isPending={pending} onPress={() => void run()}>
        {go}
      </Button>
    </div>
  )
}
