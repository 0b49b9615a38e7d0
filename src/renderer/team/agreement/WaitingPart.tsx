import type { ReactNode } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { diffAgreements } from '../../../core/agreement/diff.ts'
import { isMessageKey, useText } from '../../lib/intl.tsx'
import { Button } from '../../ui/Button.tsx'
import type { Writing } from './AgreementDialog.tsx'
import { ChangeList } from './RuleList.tsx'
import type { Agreed, WaitingPaper } from './useAgreement.ts'
import { useProposing } from './useProposing.ts'

export interface WaitingPartProps {
  readonly team: TeamSlice
  readonly agreed: Agreed
  readonly onWrite: (writing: Writing) => void
}

/** What I wrote that the team does not have: on its way, or not taken and kept until I say what becomes of it. */
export function WaitingPart({ team, agreed, onWrite }: WaitingPartProps): ReactNode {
  const text = useText()
  const { forget } = useProposing(team.team)
  const { waiting, lostVotes } = agreed
  return (
    <>
      {lostVotes.length > 0 && (
        <div className="agree-strip" role="status">
          <p>{text('agreement.vote.lost')}</p>
          <Button size="small" onPress={() => lostVotes.forEach((ref) => void forget(ref))}>
            {text('agreement.vote.lost.go')}
          </Button>
        </div>
      )}
      {waiting.map((paper) => (
        <WaitingCard key={paper.ref} team={team} agreed={agreed} paper={paper} onWrite={onWrite} />
      ))}
    </>
  )
}

function WaitingCard({ team, agreed, paper, onWrite }: WaitingPartProps & { readonly paper: WaitingPaper }): ReactNode {
  const text = useText()
  const { forget, rebase } = useProposing(team.team)
  const { draft, code, doc, ref } = paper
  const again = async (): Promise<void> => {
    const written = { agreement: draft.agreement, why: draft.why ?? '', base: draft.base }
    const { agreement } = await rebase(written, agreed.agreement)
    const over = agreed.proposals.find(({ id, isMine }) => id === doc && isMine) ?? null
    onWrite({ from: { ...written, agreement, base: agreed.agreement.version }, over, replaces: ref })
  }
  const key = `agreement.refused.${code}`
  return (
    <article className="agree-card" aria-label={text('agreement.waiting.title')}>
      <h4>{text('agreement.waiting.title')}</h4>
      {code === null ? (
        <p className="ui-hint">{text(team.link.status === 'online' ? 'agreement.sending' : 'agreement.waiting')}</p>
      ) : (
        <p className="ui-error">
          {isMessageKey(key) ? text(key) : text('agreement.refused.other', { code })} {text('agreement.refused.kept')}
        </p>
      )}
      <ChangeList changes={diffAgreements(agreed.agreement.rules, draft.agreement)} />
      {code !== null && (
        <div className="agree-buttons">
          <Button tone="primary" onPress={() => void again()}>
            {text('agreement.again')}
          </Button>
          <Button tone="quiet" onPress={() => void forget(ref)}>
            {text('agreement.letGo')}
          </Button>
        </div>
      )}
    </article>
  )
}
