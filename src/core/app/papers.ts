/**
 * What I wrote to a team and the hub has not confirmed: documents, votes and items. A paper goes when the hub has it;
 * one that was refused stays with the reason until I send it again or let it go, so that nothing written is lost.
 */
import { z } from 'zod'
import { CheckIn, DocId, docKind, Meeting, ProposalDraft, WaitingOn } from '../sync/documents.ts'
import type { PaperAnswer } from '../sync/linkState.ts'
import { Paper } from '../sync/protocol.ts'
import type { TeamDoc } from '../team/docs.ts'

const Refusal = z.strictObject({
  /** Of the hub (`NACK_CODES`), or `too_big` and `full` of the link. */
  code: z.string(),
  /** With `conflict`: the version that is there. */
  version: z.int().optional(),
  field: z.string().optional(),
  retryMs: z.int().optional(),
})

export const KeptPaper = z.strictObject({
  /** Made by whoever wrote it; the hub's answer comes with it. */
  ref: z.string(),
  paper: Paper,
  /** When it was written, by this computer's clock. */
  at: z.int(),
  /** Null while it is on its way. */
  refusal: Refusal.nullable(),
  /** The rewrite of my proposal that I saw when I wrote the next one. */
  seen: z.int().optional(),
})
export type KeptPaper = z.infer<typeof KeptPaper>
/** By their refs, in the order in which they were written. */
export type Papers = Readonly<Record<string, KeptPaper>>

const id = z.string().min(1).max(64)

export const DOC_WISHES = [
  /** Writes a document over the version `base` that was seen; 0 makes a new one, a body of null takes it away. */
  z.strictObject({
    type: z.literal('doc.write'),
    team: id,
    ref: id,
    doc: DocId,
    base: z.int().min(0),
    body: z.union([ProposalDraft, CheckIn, WaitingOn, Meeting]).nullable(),
    seen: z.int().optional(),
  }),
  /** For or against draft `draft` of a proposal; null takes my vote back. */
  z.strictObject({
    type: z.literal('doc.vote'),
    team: id,
    ref: id,
    doc: DocId,
    draft: z.int().min(1),
    yes: z.boolean().nullable(),
  }),
  /** Lets a paper go that the hub refused. */
  z.strictObject({ type: z.literal('doc.forget'), team: id, ref: id }),
] as const

/** The papers that are still to be confirmed, oldest first. */
export const papersUnderWay = (papers: Papers): readonly KeptPaper[] =>
  Object.values(papers).filter(({ refusal }) => refusal === null)

export function withoutPaper(papers: Papers, ref: string): Papers {
  const { [ref]: _gone, ...rest } = papers
  return rest
}

/** What is left of my papers once the hub answered one; `doc` is the document that it was about, as it is now. */
export function answeredPapers(papers: Papers, ref: string, answer: PaperAnswer, doc: TeamDoc | undefined): Papers {
  const known = papers[ref]
  if (known === undefined) return papers
  if (answer.ok) return withoutPaper(papers, ref)
  const again = answer.code === 'conflict' ? onNewVersion(known, answer.version, doc) : null
  if (again !== null) return { ...withoutPaper(papers, ref), [again.ref]: again }
  const { ok: _no, ...refusal } = answer
  return { ...papers, [ref]: { ...known, refusal } }
}

/** Others voted meanwhile, which is a version too: my text follows the draft that I saw, so it goes out again. */
function onNewVersion(known: KeptPaper, version: number | undefined, doc: TeamDoc | undefined): KeptPaper | null {
  const { paper, seen } = known
  if (paper.t !== 'doc' || version === undefined || doc?.kind !== 'proposal') return null
  if (docKind(paper.doc) !== 'proposal' || doc.v !== version || doc.body.draft !== seen) return null
  return { ...known, ref: `${known.ref.slice(0, 60)}.${version}`, paper: { ...paper, base: version } }
}
