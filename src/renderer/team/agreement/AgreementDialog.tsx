import { type ReactNode, useState } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import type { Template } from '../../../core/agreement/templates.ts'
import type { ProposalView } from '../../../core/agreement/team.ts'
import { useText } from '../../lib/intl.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { AgreementPage } from './AgreementPage.tsx'
import './agreement.css'
import { ProposalForm } from './ProposalForm.tsx'
import { useAgreement } from './useAgreement.ts'
import type { Proposed } from './useProposing.ts'

/** What is being written: from what it starts, and which proposal of mine or which refused paper it replaces. */
export interface Writing {
  readonly from: Proposed
  readonly over: ProposalView | null
  readonly replaces?: string
  /** What the reader should know first. */
  readonly note?: string
  readonly template?: Template
}

export interface AgreementDialogProps {
  readonly team: TeamSlice
  readonly onClose: () => void
}

export function AgreementDialog({ team, onClose }: AgreementDialogProps): ReactNode {
  const text = useText()
  const agreed = useAgreement(team)
  const [writing, setWriting] = useState<Writing | null>(null)
  const title = text(writing === null ? 'agreement.title' : 'agreement.propose.title', { team: team.name })
  return (
    <Dialog title={title} isOpen onClose={onClose} size="wide">
      {writing === null ? (
        <AgreementPage team={team} agreed={agreed} onWrite={setWriting} />
      ) : (
        <ProposalForm team={team} agreed={agreed} writing={writing} onDone={() => setWriting(null)} />
      )}
    </Dialog>
  )
}
