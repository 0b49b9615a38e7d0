/** What a member can do about proposals: each is a paper that is kept until the hub has it. */
import { useMemo } from 'react'
import type { Outcome } from '../../../core/app/intent.ts'
import { type Rebased, rebaseAgreement } from '../../../core/agreement/diff.ts'
import type { AgreementView, ProposalView } from '../../../core/agreement/team.ts'
import type { Agreement } from '../../../core/sync/documents.ts'
import { useAsk, useDispatch } from '../../lib/app.tsx'
import { newId } from '../../lib/newId.ts'

export interface Proposed {
  readonly agreement: Agreement
  readonly why: string
  /** The version of the agreement that it follows. */
  readonly base: number
}

export interface Proposing {
  /** Writes a new proposal or a new draft of mine, and votes for it: who proposes agrees. */
  propose(wanted: Proposed, over: ProposalView | null): Promise<Outcome>
  withdraw(proposal: ProposalView): Promise<Outcome>
  vote(proposal: ProposalView, yes: boolean | null): Promise<Outcome>
  forget(ref: string): Promise<Outcome>
  /** A proposal that was overtaken, on the agreement that holds now. `isMerged` is false where what it followed is not known any more. */
  rebase(overtaken: Proposed, now: AgreementView): Promise<Rebased & { readonly isMerged: boolean }>
}

export function useProposing(team: string): Proposing {
  const dispatch = useDispatch()
  const ask = useAsk()
  return useMemo(() => {
    const vote = (doc: string, draft: number, yes: boolean | null): Promise<Outcome> =>
      dispatch({ type: 'doc.vote', team, ref: newId(), doc, draft, yes })
    return {
      async propose({ agreement, why, base }, over) {
        const doc = over?.id ?? `proposal.${newId()}`
        const body = { base, agreement, ...(why.trim() === '' ? {} : { why: why.trim() }) }
        const seen = over === null ? {} : { seen: over.draft }
        const version = over?.version ?? 0
        const written = await dispatch(
          { type: 'doc.write', team, ref: newId(), doc, base: version, body, ...seen },
          { quiet: true },
        )
        return written.ok ? vote(doc, (over?.draft ?? 0) + 1, true) : written
      },
      withdraw: ({ id, version, draft }) =>
        dispatch({ type: 'doc.write', team, ref: newId(), doc: id, base: version, body: null, seen: draft }),
      vote: ({ id, draft }, yes) => vote(id, draft, yes),
      forget: (ref) => dispatch({ type: 'doc.forget', team, ref }),
      async rebase({ agreement, base }, now) {
        const versions = base === 0 ? [] : await ask('docHistory', { team, doc: 'agreement' }).catch(() => [])
        const old = versions.find(({ v }) => v === base)
        const before = base === 0 ? {} : old?.kind === 'agreement' ? old.body : null
        return { ...rebaseAgreement(before, agreement, now.rules), isMerged: before !== null }
      },
    }
  }, [dispatch, ask, team])
}
