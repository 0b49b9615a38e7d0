import type { ReactNode } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { isReviewDue } from '../../../core/agreement/team.ts'
import { linesOf } from '../../../core/agreement/rules.ts'
import { dateIn } from '../../../core/time/zone.ts'
import { useText, useTimes } from '../../lib/intl.tsx'
import { useNow } from '../../lib/useNow.ts'
import { Button } from '../../ui/Button.tsx'
import type { Writing } from './AgreementDialog.tsx'
import { HistoryPart } from './HistoryPart.tsx'
import { PlanParts } from './PlanParts.tsx'
import { ProposalCard } from './ProposalCard.tsx'
import { RuleList } from './RuleList.tsx'
import { StartPart } from './StartPart.tsx'
import type { Agreed } from './useAgreement.ts'
import { WaitingPart } from './WaitingPart.tsx'

export interface AgreementPageProps {
  readonly team: TeamSlice
  readonly agreed: Agreed
  readonly onWrite: (writing: Writing) => void
}

export function AgreementPage({ team, agreed, onWrite }: AgreementPageProps): ReactNode {
  const text = useText()
  const { agreement, proposals } = agreed
  const isEmpty = linesOf(agreement.rules).length === 0 && !agreement.unreadable
  const write = (): void =>
    onWrite({ from: { agreement: agreement.rules, why: '', base: agreement.version }, over: null })
  return (
    <div className="agree">
      <ReviewDue agreed={agreed} onWrite={write} />
      <WaitingPart team={team} agreed={agreed} onWrite={onWrite} />
      {proposals.length > 0 && (
        <section className="agree-part" aria-label={text('agreement.proposals')}>
          <h3>{text('agreement.proposals')}</h3>
          {proposals.map((proposal) => (
            <ProposalCard key={proposal.id} team={team} agreed={agreed} proposal={proposal} onWrite={onWrite} />
          ))}
        </section>
      )}
      {isEmpty && proposals.length === 0 && <StartPart agreed={agreed} onWrite={onWrite} />}
      {!isEmpty && (
        <section className="agree-part" aria-label={text('agreement.now')}>
          <h3>{text('agreement.now')}</h3>
          {agreement.unreadable ? <p>{text('agreement.unreadable')}</p> : <RuleList rules={agreement.rules} />}
          <Since agreed={agreed} />
        </section>
      )}
      {!isEmpty && (
        <div className="agree-buttons">
          <Button tone={proposals.length === 0 ? 'primary' : 'plain'} isDisabled={agreement.unreadable} onPress={write}>
            {text('agreement.propose')}
          </Button>
        </div>
      )}
      <PlanParts team={team} agreed={agreed} />
      {agreement.version > 0 && <HistoryPart team={team} />}
    </div>
  )
}

function Since({ agreed: { agreement, name } }: { readonly agreed: Agreed }): ReactNode {
  const text = useText()
  const times = useTimes()
  const { since, agreedBy, version } = agreement
  if (since === null) return null
  const values = { date: times.date(dateIn(since, times.zone)), version, names: agreedBy.map(name).join(', ') }
  return <p className="ui-hint">{text(agreedBy.length === 0 ? 'agreement.since' : 'agreement.since.by', values)}</p>
}

function ReviewDue({ agreed, onWrite }: { readonly agreed: Agreed; readonly onWrite: () => void }): ReactNode {
  const text = useText()
  const times = useTimes()
  const today = dateIn(useNow('minute'), times.zone)
  const { reviewOn } = agreed.agreement.rules
  if (reviewOn === undefined || !isReviewDue(agreed.agreement, today) || agreed.proposals.length > 0) return null
  return (
    <div className="agree-strip">
      <p>{text('agreement.review', { date: times.date(reviewOn) })}</p>
      <Button size="small" onPress={onWrite}>
        {text('agreement.review.go')}
      </Button>
    </div>
  )
}
