import type { ReactNode } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { isReviewDue } from '../../../core/agreement/team.ts'
import { dateIn } from '../../../core/time/zone.ts'
import { useText, useTimes } from '../../lib/intl.tsx'
import { useNow } from '../../lib/useNow.ts'
import { Button } from '../../ui/Button.tsx'
import { type Agreed, useAgreement } from './useAgreement.ts'

export interface AgreementLineProps {
  readonly team: TeamSlice
  readonly onOpen: () => void
}

/** What waits for my word. Nothing where nothing does. */
export function AgreementLine({ team, onOpen }: AgreementLineProps): ReactNode {
  const waits = useWaiting(useAgreement(team))
  if (waits === null) return null
  return (
    <p className="team-counts">
      <Button tone="link" size="small" onPress={onOpen}>
        {waits}
      </Button>
    </p>
  )
}

function useWaiting({ agreement, proposals, waiting, sentVotes, name }: Agreed): string | null {
  const text = useText()
  const times = useTimes()
  const today = dateIn(useNow('minute'), times.zone)
  if (waiting.some(({ code }) => code !== null)) return text('agreement.line.refused')
  const mine = proposals.find(({ isMine, isOvertaken }) => isMine && isOvertaken)
  if (mine !== undefined) return text('agreement.line.overtaken')
  const open = proposals.filter(({ id, myVote, isOvertaken }) => !isOvertaken && (sentVotes.get(id) ?? myVote) === null)
  const [first] = open
  if (first !== undefined)
    return open.length === 1 && first.author !== null
      ? text('agreement.line.proposal', { name: name(first.author) })
      : text('agreement.line.proposals', { count: open.length })
  return isReviewDue(agreement, today) && proposals.length === 0 ? text('agreement.line.review') : null
}
