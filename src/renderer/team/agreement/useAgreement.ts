/** A team's agreement as this window reads it: the rules, the proposals, my own papers, and how its people are called. */
import { useMemo } from 'react'
import type { KeptPaper, Papers } from '../../../core/app/papers.ts'
import type { TeamSlice } from '../../../core/app/state.ts'
import { type AgreementView, agreementOf, type ProposalView, proposalsOf } from '../../../core/agreement/team.ts'
import type { ProposalDraft } from '../../../core/sync/documents.ts'
import { usePapers, useRoster, useTeamDocs } from '../../lib/app.tsx'
import { useText } from '../../lib/intl.tsx'

/** A proposal of mine that the hub does not have yet, or did not take. */
export interface WaitingPaper {
  readonly ref: string
  readonly doc: string
  readonly draft: ProposalDraft
  /** Why it was not taken; null while it is on its way. */
  readonly code: string | null
}

interface MyPapers {
  readonly waiting: readonly WaitingPaper[]
  /** My votes that could not be counted, by the ref to let them go with. */
  readonly lostVotes: readonly string[]
  /** What I voted and the hub has not counted yet, by proposal. */
  readonly sentVotes: ReadonlyMap<string, boolean | null>
}

export interface Agreed extends MyPapers {
  readonly agreement: AgreementView
  readonly proposals: readonly ProposalView[]
  readonly members: readonly string[]
  name(person: string): string
}

export function useAgreement(team: TeamSlice): Agreed {
  const text = useText()
  const docs = useTeamDocs(team.team)
  const papers = usePapers(team.team)
  const roster = useRoster(team.team)
  const members = useMemo(() => [...new Set([...Object.keys(roster), team.me])], [roster, team.me])
  return useMemo(() => {
    return {
      agreement: agreementOf(docs),
      proposals: proposalsOf(docs, members, team.me),
      ...myPapers(papers),
      members,
      name: (person) =>
        person === team.me ? text('agreement.you') : (roster[person]?.name ?? text('agreement.someone')),
    }
  }, [docs, papers, roster, members, team.me, text])
}

export const myPapers = (papers: Papers): MyPapers => {
  const mine = Object.values(papers)
  return {
    waiting: mine.flatMap(waitingIn),
    lostVotes: mine.filter(({ paper, refusal }) => paper.t === 'vote' && refusal !== null).map(({ ref }) => ref),
    sentVotes: new Map(mine.flatMap(voteIn)),
  }
}

function waitingIn({ ref, paper, refusal }: KeptPaper): WaitingPaper[] {
  if (paper.t !== 'doc' || paper.body === null || !('agreement' in paper.body)) return []
  return [{ ref, doc: paper.doc, draft: paper.body, code: refusal?.code ?? null }]
}

const voteIn = ({ paper, refusal }: KeptPaper): [string, boolean | null][] =>
  paper.t === 'vote' && refusal === null ? [[paper.doc, paper.yes]] : []
