/** What a team wrote down together, as a viewer holds it: read once where it comes in, by the schema of its kind. */
import { z } from 'zod'
import { Agreement, CheckIn, DocId, docKind, Meeting, Moved, Proposal, WaitingOn } from '../sync/documents.ts'
import type { Doc } from '../sync/protocol.ts'

const told = {
  id: DocId,
  /** Its version, which whoever writes it next has to name. */
  v: z.int().min(1),
  /** Who wrote this version, and when by the hub's clock. */
  by: z.string(),
  at: z.int(),
}

/** `unreadable` was written by another version of Tideline: it is there, and is not guessed at. */
export const TeamDoc = z.discriminatedUnion('kind', [
  z.strictObject({ ...told, kind: z.literal('agreement'), body: Agreement }),
  z.strictObject({ ...told, kind: z.literal('moved'), body: Moved }),
  z.strictObject({ ...told, kind: z.literal('proposal'), body: Proposal }),
  z.strictObject({ ...told, kind: z.literal('checkin'), body: CheckIn }),
  z.strictObject({ ...told, kind: z.literal('waiting'), body: WaitingOn }),
  z.strictObject({ ...told, kind: z.literal('meeting'), body: Meeting }),
  z.strictObject({ ...told, kind: z.literal('unreadable') }),
])
export type TeamDoc = z.infer<typeof TeamDoc>
export type DocOf<Kind extends TeamDoc['kind']> = Extract<TeamDoc, { kind: Kind }>

/** By their ids. What was taken away is not among them. */
export type TeamDocs = Readonly<Record<string, TeamDoc>>

/** Null where it was taken away, or where this app knows no documents of that id. */
export function readDoc({ d, v, by, at, body }: Doc): TeamDoc | null {
  const id = DocId.safeParse(d)
  if (!id.success || body === null) return null
  const doc = TeamDoc.safeParse({ id: d, v, by, at, kind: docKind(d), body })
  return doc.success ? doc.data : { id: d, v, by, at, kind: 'unreadable' }
}

export interface DocsNews {
  /** With `full` these are all. */
  readonly full: boolean
  readonly set: readonly TeamDoc[]
  readonly gone: readonly string[]
}

export const readDocs = (news: { readonly full: boolean; readonly docs: readonly Doc[] }): DocsNews => {
  const set = news.docs.map(readDoc).filter((doc) => doc !== null)
  const there = new Set(set.map(({ id }) => id))
  return { full: news.full, set, gone: news.docs.map(({ d }) => d).filter((id) => !there.has(id)) }
}

/** A document that says the same stays the same object, so that nothing is drawn anew for it. */
export function withDocs(before: TeamDocs, { full, set, gone }: DocsNews): TeamDocs {
  const docs: Record<string, TeamDoc> = full ? {} : { ...before }
  for (const doc of set) docs[doc.id] = isSame(before[doc.id], doc) ? (before[doc.id] ?? doc) : doc
  for (const id of gone) delete docs[id]
  return docs
}

const isSame = (one: TeamDoc | undefined, other: TeamDoc): boolean =>
  one?.v === other.v && one.at === other.at && one.by === other.by && one.kind === other.kind

export const docsOf = <Kind extends TeamDoc['kind']>(docs: TeamDocs, kind: Kind): DocOf<Kind>[] =>
  Object.values(docs).filter((doc): doc is DocOf<Kind> => doc.kind === kind)

/** The version that whoever writes this document next has to name; 0 where there is none. */
export const versionOfDoc = (docs: TeamDocs, id: string): number => docs[id]?.v ?? 0
