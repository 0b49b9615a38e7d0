import { type ReactNode, useMemo } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { agreementOf, isReviewDue, proposalsOf } from '../../../core/agreement/team.ts'
import { dateIn } from '../../../core/time/zone.ts'
import { usePapers, useTeamDocs } from '../../lib/app.tsx'
import { useText, useTimes } from '../../lib/intl.tsx'
import { useNow } from '../../lib/useNow.ts'
import { Button } from '../../ui/Button.tsx'
import { myPapers } from './useAgreement.ts'

const NOBODY: readonly string[] = []

export interface AgreementLineProps {
  readonly team: TeamSlice
  readonly onOpen: () => void
}

/** What waits for my word. Nothing where nothing does. */
export function AgreementLine({ team, onOpen }: AgreementLineProps): ReactNode {
  const waits = useWaiting(team)
  if (waits === null) return null
  return (
    <p className="team-counts">
      <Button tone="link" size="small" onPress={onOpen}>
        {waits}
      </Button>
    </p>
  )
}

/** It looks at documents only: teammates change many times a second. */
function useWaiting({ team, me }: TeamSlice): string | null {
  const text = useText()
  const times = useTimes()
  const docs = useTeamDocs(team)
  const papers = usePapers(team)
  const today = dateIn(useNow('minute'), times.zone)
  const { waiting, sentVotes } = useMemo(() => myPapers(papers), [papers])
  const proposals = useMemo(() => proposalsOf(docs, NOBODY, me), [docs, me])
  if (waiting.some(({ code }) => code !== null)) return text('agreement.line.refused')
  if (proposals.some(({ isMine, isOvertaken }) => isMine && isOvertaken)) return text('agreement.line.overtaken')
  const count = proposals.filter(
    ({ id, myVote, isOvertaken }) => !isOvertaken && (sentVotes.get(id) ?? myVote) === null,
  ).length
  if (count > 0) return text('agreement.line.proposals', { count })
  return isReviewDue(agreementOf(docs), today) && proposals.length === 0 ? text('agreement.line.review') : null
}
