import { type ReactNode, useMemo, useState } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { diffAgreements } from '../../../core/agreement/diff.ts'
import type { ProposalView } from '../../../core/agreement/team.ts'
import { Say, useSentence, useText } from '../../lib/intl.tsx'
import { Button } from '../../ui/Button.tsx'
import type { Writing } from './AgreementDialog.tsx'
import { ChangeList } from './RuleList.tsx'
import type { Agreed } from './useAgreement.ts'
import { useContradictions } from './useContradictions.ts'
import { useProposing } from './useProposing.ts'

export interface ProposalCardProps {
  readonly team: TeamSlice
  readonly agreed: Agreed
  readonly proposal: ProposalView
  readonly onWrite: (writing: Writing) => void
}

export function ProposalCard({ team, agreed, proposal, onWrite }: ProposalCardProps): ReactNode {
  const text = useText()
  const { agreement, name } = agreed
  const changes = useMemo(() => diffAgreements(agreement.rules, proposal.rules), [agreement.rules, proposal.rules])
  const who = proposal.author === null ? text('agreement.someone') : name(proposal.author)
  const title = proposal.isMine ? text('agreement.proposal.mine') : text('agreement.proposal', { name: who })
  return (
    <article className="agree-card" aria-label={title}>
      <h4>{title}</h4>
      {proposal.why !== '' && <p className="agree-prose">{proposal.why}</p>}
      <ChangeList changes={changes} />
      <Nonsense proposal={proposal} />
      <Votes agreed={agreed} proposal={proposal} />
      {proposal.isOrphan && <p className="agree-note">{text('agreement.orphan')}</p>}
      {proposal.isOvertaken && !proposal.isOrphan && (
        <p className="agree-note">
          {text(proposal.isMine ? 'agreement.overtaken.mine' : 'agreement.overtaken', { name: who })}
        </p>
      )}
      <ProposalButtons team={team} agreed={agreed} proposal={proposal} onWrite={onWrite} />
    </article>
  )
}

/** Another program may have proposed what this one would have refused to send. */
function Nonsense({ proposal: { rules } }: { readonly proposal: ProposalView }): ReactNode {
  const sentence = useSentence()
  const found = useContradictions(rules)
  return found.map(({ rule, code, index }) => (
    <p key={`${rule}${code}${index}`} className="ui-error">
      {sentence(`error.agreement_${code}`)}
    </p>
  ))
}

const MOST_NAMES = 12

function Votes({ agreed, proposal }: { readonly agreed: Agreed; readonly proposal: ProposalView }): ReactNode {
  const text = useText()
  const { agreed: yes, against, undecided, needed } = proposal
  const names = (people: readonly string[]): string =>
    people.length > MOST_NAMES
      ? text('agreement.names.more', {
          names: people.slice(0, MOST_NAMES).map(agreed.name).join(', '),
          count: people.length - MOST_NAMES,
        })
      : people.map(agreed.name).join(', ')
  const left = Math.max(0, needed - yes.length)
  return (
    <div className="agree-votes">
      <p>
        <Say id="agreement.votes" values={{ yes: yes.length, needed, left }} />
      </p>
      <progress value={Math.min(yes.length, needed)} max={needed} aria-label={text('agreement.votes.bar')} />
      {yes.length > 0 && <p className="ui-hint">{text('agreement.votes.yes', { names: names(yes) })}</p>}
      {against.length > 0 && <p className="ui-hint">{text('agreement.votes.no', { names: names(against) })}</p>}
      {undecided.length > 0 && (
        <p className="ui-hint">
          {undecided.length > MOST_NAMES
            ? text('agreement.votes.open.many', { count: undecided.length })
            : text('agreement.votes.open', { names: names(undecided) })}
        </p>
      )}
    </div>
  )
}

function ProposalButtons({ team, agreed, proposal, onWrite }: ProposalCardProps): ReactNode {
  const text = useText()
  const { vote, withdraw, rebase } = useProposing(team.team)
  const [asking, setAsking] = useState(false)
  const sent = agreed.sentVotes.get(proposal.id)
  const mine = sent === undefined ? proposal.myVote : sent
  const { rules: agreement, why, base, isOvertaken } = proposal
  const isOurs = proposal.isMine || proposal.isOrphan
  const rewrite = async (): Promise<void> => {
    const moved = isOvertaken
      ? await rebase({ agreement, why, base }, agreed.agreement)
      : { agreement, both: [], isMerged: true }
    const both = moved.both.map((rule) => text(`agreement.rule.${rule}`)).join(', ')
    const note = !moved.isMerged
      ? { note: text('agreement.rebase.blind') }
      : both === ''
        ? {}
        : { note: text('agreement.rebase.both', { rules: both }) }
    onWrite({ from: { agreement: moved.agreement, why, base: agreed.agreement.version }, over: proposal, ...note })
  }
  const cast = (yes: boolean) => void vote(proposal, mine === yes ? null : yes)
  return (
    <div className="agree-buttons">
      {(!isOvertaken || !isOurs) && (
        <>
          <Button tone={mine === true ? 'primary' : 'plain'} aria-pressed={mine === true} onPress={() => cast(true)}>
            {text(mine === true ? 'agreement.agreed' : 'agreement.agree')}
          </Button>
          <Button aria-pressed={mine === false} onPress={() => cast(false)}>
            {text(mine === false ? 'agreement.disagreed' : 'agreement.disagree')}
          </Button>
        </>
      )}
      {isOurs && (
        <Button tone={isOvertaken ? 'primary' : 'quiet'} onPress={() => void rewrite()}>
          {text(isOvertaken ? 'agreement.rebase' : 'agreement.rewrite')}
        </Button>
      )}
      {isOurs && !asking && (
        <Button tone="quiet" onPress={() => setAsking(true)}>
          {text('agreement.withdraw')}
        </Button>
      )}
      {isOurs && asking && (
        <Button tone="danger" autoFocus onPress={() => void withdraw(proposal)} onBlur={() => setAsking(false)}>
          {text('agreement.withdraw.go')}
        </Button>
      )}
      {sent !== undefined && <span className="ui-hint">{text('agreement.sending')}</span>}
    </div>
  )
}
