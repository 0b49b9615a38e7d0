import type { ReactNode } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useText } from '../lib/intl.tsx'
import { useWish } from '../lib/useWish.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Refused } from '../ui/Refused.tsx'

export interface LeaveDialogProps {
  readonly team: Pick<TeamSlice, 'team' | 'name' | 'hosted'>
  readonly onClose: () => void
}

/** Leaving deletes what the hub holds of me, so it is asked first. */
export function LeaveDialog({ team, onClose }: LeaveDialogProps): ReactNode {
  const text = useText()
  const { ask, pending, error } = useWish()
  const leave = async (): Promise<void> => {
    const outcome = await ask({ type: 'team.leave', team: team.team })
    if (outcome.ok) onClose()
  }
  return (
    <Dialog
      title={text('team.leave.title', { team: team.name })}
      isOpen
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{text('team.leave.stay')}</Button>
          <Button tone="danger" isPending={pending} onPress={() => void leave()}>
            {text('team.leave.go')}
          </Button>
        </>
      }
    >
      <p>{text('team.leave.meaning')}</p>
      {team.hosted !== 'no' && <p>{text('team.leave.hosted')}</p>}
      <Refused error={error} />
    </Dialog>
  )
}
