import type { ReactNode } from 'react'
import { useText } from '../lib/intl.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { HostForm } from './HostForm.tsx'
import { JoinForm } from './JoinForm.tsx'

export interface NewTeamDialogProps {
  readonly way: 'join' | 'host'
  readonly onClose: () => void
  /** With the team that was joined or hosted. */
  readonly onDone: (team: string) => void
}

export function NewTeamDialog({ way, onClose, onDone }: NewTeamDialogProps): ReactNode {
  const text = useText()
  const Form = way === 'join' ? JoinForm : HostForm
  const done = (team: string): void => {
    onClose()
    onDone(team)
  }
  return (
    <Dialog title={text(`team.${way}.title`)} isOpen onClose={onClose}>
      <Form onDone={done} />
    </Dialog>
  )
}
