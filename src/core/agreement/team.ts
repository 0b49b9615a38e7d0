/** A team's agreement and the proposals to change it, as its members read them. */
import { type Agreement, DEFAULT_QUORUM } from '../sync/documents.ts'
import { type DocOf, docsOf, type TeamDocs } from '../team/docs.ts'
import type { Instant } from '../time/instant.ts'
import type { PlainDate } from '../time/zone.ts'

export interface AgreementView {
  /** 0 where the team has not agreed on anything yet. */
  readonly version: number
  readonly rules: Agreement
  /** When it was adopted, by the hub's clock; null before the first. */
  readonly since: Instant | null
  /** Who agreed to it, where the hub still has its proposal. */
  readonly agreedBy: readonly string[]
  /** It was written by another version of Tideline, so none of its rules is known. */
  readonly unreadable: boolean
}

const nothing: AgreementView = { version: 0, rules: {}, since: null, agreedBy: [], unreadable: false }

export function agreementOf(docs: TeamDocs): AgreementView {
  const doc = docs['agreement']
  if (doc === undefined) return nothing
  if (doc.kind !== 'agreement') return { ...nothing, version: doc.v, since: doc.at, unreadable: true }
  const adopted = docsOf(docs, 'proposal').find(({ body }) => body.state === 'adopted' && body.base === doc.v - 1)
  const agreedBy = adopted === undefined ? [] : votersOf(adopted, true)
  return { version: doc.v, rules: doc.body, since: doc.at, agreedBy, unreadable: false }
}

export interface ProposalView {
  readonly id: string
  /** Of the document, for whoever rewrites it. */
  readonly version: number
  readonly draft: number
  readonly base: number
  readonly rules: Agreement
  readonly why: string
  /** Null where the hub did not say. */
  readonly author: string | null
  readonly isMine: boolean
  /** Its author left, so anybody may take it up or withdraw it. */
  readonly isOrphan: boolean
  /** Members only; whoever left does not count any more. */
  readonly agreed: readonly string[]
  readonly against: readonly string[]
  readonly undecided: readonly string[]
  /** So many have to agree in all. */
  readonly needed: number
  /** Null where I did not vote. */
  readonly myVote: boolean | null
  /** The agreement changed since: it cannot be adopted before its author takes the new one into it. */
  readonly isOvertaken: boolean
  readonly at: Instant
}

/** Open proposals, the newest first. `members` are the ids of everybody in the team. */
export function proposalsOf(docs: TeamDocs, members: readonly string[], me: string): readonly ProposalView[] {
  const { version, rules } = agreementOf(docs)
  return docsOf(docs, 'proposal')
    .filter(({ body }) => body.state === 'open')
    .map((doc) => viewProposal(doc, { members, me, version, needed: neededOf(members.length, rules.quorum) }))
    .toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
}

interface Seen {
  readonly members: readonly string[]
  readonly me: string
  readonly version: number
  readonly needed: number
}

function viewProposal(doc: DocOf<'proposal'>, { members, me, version, needed }: Seen): ProposalView {
  const { body } = doc
  const there = new Set(members)
  const inTeam = (ids: readonly string[]): readonly string[] => ids.filter((id) => there.has(id))
  const author = body.author ?? null
  return {
    id: doc.id,
    version: doc.v,
    draft: body.draft,
    base: body.base,
    rules: body.agreement,
    why: body.why ?? '',
    author,
    isMine: author === me,
    isOrphan: author !== null && !there.has(author),
    agreed: inTeam(votersOf(doc, true)),
    against: inTeam(votersOf(doc, false)),
    undecided: members.filter((id) => body.votes[id] === undefined),
    needed,
    myVote: body.votes[me] ?? null,
    isOvertaken: body.base !== version,
    at: doc.at,
  }
}

const votersOf = ({ body }: DocOf<'proposal'>, yes: boolean): readonly string[] =>
  Object.entries(body.votes)
    .filter(([, vote]) => vote === yes)
    .map(([id]) => id)

/** The smallest number of members that is more than the quorum. */
export const neededOf = (members: number, quorum: number = DEFAULT_QUORUM): number =>
  Math.floor((members * quorum) / 100) + 1

/** Whether the team said that it would look at its agreement by now. */
export const isReviewDue = ({ rules }: Pick<AgreementView, 'rules'>, today: PlainDate): boolean =>
  rules.reviewOn !== undefined && rules.reviewOn <= today
