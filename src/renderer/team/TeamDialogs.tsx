import { lazy, type ReactNode, Suspense } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useText } from '../lib/intl.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { InviteBox } from './InviteBox.tsx'
import { LeaveDialog } from './LeaveDialog.tsx'
import { NewTeamDialog } from './NewTeamDialog.tsx'

const PeopleDialog = lazy(async () => ({ default: (await import('./PeopleDialog.tsx')).PeopleDialog }))

const OverlapDialog = lazy(async () => ({ default: (await import('./overlap/OverlapDialog.tsx')).OverlapDialog }))

const TodayDialog = lazy(async () => ({ default: (await import('./today/TodayDialog.tsx')).TodayDialog }))

const AgreementDialog = lazy(async () => ({
  default: (await import('./agreement/AgreementDialog.tsx')).AgreementDialog,
}))

const WeekDialog = lazy(async () => ({ default: (await import('./week/WeekDialog.tsx')).WeekDialog }))

export type TeamDialog = 'week' | 'agreement' | 'today' | 'overlap' | 'invite' | 'people' | 'join' | 'host' | 'leave'

export interface TeamDialogsProps {
  readonly team: TeamSlice
  readonly dialog: TeamDialog | null
  readonly onClose: () => void
  /** A team was hosted or joined. */
  readonly onDone: (team: string) => void
}

export function TeamDialogs({ team, dialog, onClose, onDone }: TeamDialogsProps): ReactNode {
  const text = useText()
  if (dialog === 'leave') return <LeaveDialog team={team} onClose={onClose} />
  if (dialog === 'week')
    return (
      <Suspense>
        <WeekDialog team={team} onClose={onClose} />
      </Suspense>
    )
  if (dialog === 'today')
    return (
      <Suspense>
        <TodayDialog team={team} onClose={onClose} />
      </Suspense>
    )
  if (dialog === 'overlap')
    return (
      <Suspense>
        <OverlapDialog team={team} onClose={onClose} />
      </Suspense>
    )
  if (dialog === 'agreement')
    return (
      <Suspense>
        <AgreementDialog team={team} onClose={onClose} />
      </Suspense>
    )
  if (dialog === 'people')
    return (
      <Suspense>
        <PeopleDialog team={team} onClose={onClose} />
      </Suspense>
    )
  if (dialog === null) return null
  if (dialog !== 'invite') return <NewTeamDialog way={dialog} onClose={onClose} onDone={onDone} />
  return (
    <Dialog title={text('team.invite.title', { team: team.name })} isOpen onClose={onClose}>
      <InviteBox team={team} makes />
    </Dialog>
  )
}
