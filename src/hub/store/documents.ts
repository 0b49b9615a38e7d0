/** Team documents on the books: the version that the writer saw must be the latest, and the older ones are kept. */
import {
  Agreement,
  DEFAULT_QUORUM,
  DEFAULT_URGENT_PER_DAY,
  docKind,
  isAdopted,
  Meeting,
  Proposal,
  ProposalDraft,
  WaitingOn,
} from '../../core/sync/documents.ts'
import { LIMITS } from '../../core/sync/limits.ts'
import { docRow, type TeamBook, versionKey, versionRow, without } from './books.ts'
import { type Ledger, nextRev, personOf } from './ledger.ts'
import type { Answer, Caller, DocWrite } from './port.ts'

const refused = (code: Exclude<Answer, { ok: true }>['code'], version?: number): Answer => ({
  ok: false,
  code,
  ...(version === undefined ? {} : { version }),
})

export function putDoc(
  ledger: Ledger,
  caps: { readonly docs: number },
  caller: Caller,
  write: DocWrite,
  now: number,
): Answer {
  const { team } = personOf(ledger, caller)
  const version = team.docs.get(write.doc)?.version ?? 0
  if (!mayWrite(team, caller.person, write.doc)) return refused('forbidden')
  const body = write.body === null ? null : stored(team, caller.person, write.doc, write.body)
  // An answer that was lost: the same write of the same person is there already.
  if (version === write.base + 1 && isMine(team, caller.person, write.doc, body)) return accepted(team, version)
  if (version !== write.base || (write.base === 0 && write.body === null)) return refused('conflict', version)
  if (isNew(team, write.doc) && livingDocs(team) >= caps.docs) return refused('too_many')
  return accepted(team, saveDoc(ledger, team, write.doc, caller.person, body, now))
}

const accepted = (team: TeamBook, version: number): Answer => ({ ok: true, rev: team.rev, version })
const isNew = (team: TeamBook, doc: string): boolean => (team.docs.get(doc)?.body ?? null) === null

function livingDocs(team: TeamBook): number {
  let count = 0
  for (const { body } of team.docs.values()) if (body !== null) count += 1
  return count
}

function isMine(team: TeamBook, person: string, doc: string, body: string | null): boolean {
  const known = team.docs.get(doc)
  if (known?.by !== person) return false
  if (known.body === null || body === null || docKind(doc) !== 'proposal') return known.body === body
  return sameDraft(known.body, body)
}

/** Whether two proposals say the same, whatever votes came meanwhile. */
function sameDraft(one: string, other: string): boolean {
  const [first, second] = [Proposal.safeParse(JSON.parse(one)).data, Proposal.safeParse(JSON.parse(other)).data]
  if (first === undefined || second === undefined) return false
  const said = ({ base, agreement, why }: Proposal): string => JSON.stringify([base, agreement, why])
  return said(first) === said(second)
}

function mayWrite(team: TeamBook, person: string, doc: string): boolean {
  const known = team.docs.get(doc)
  const first = team.history.get(doc)?.find(({ body }) => body !== null)?.by
  switch (docKind(doc)) {
    case 'checkin':
      return doc.split('.')[1] === person
    case 'proposal': {
      const author = authorOf(team, doc) ?? first
      // Whoever left cannot come back to it, so it is anybody's: to be taken up, or withdrawn.
      return known === undefined || known.body === null || author === person || !isMember(team, author)
    }
    case 'waiting':
      return known === undefined || known.body === null || isConcerned(known.body, person)
    case 'meeting':
      return known === undefined || known.body === null || known.by === person || bearsIn(known.body, person)
    default:
      return false
  }
}

const isMember = (team: TeamBook, person: string | undefined): boolean =>
  person !== undefined && team.people.has(person)

/** A vote writes a version too; the author is who wrote the draft. */
function authorOf(team: TeamBook, doc: string): string | undefined {
  const versions = team.history.get(doc) ?? []
  const draft = draftOf(versions.at(-1)?.body)
  return versions.find(({ body }) => draft !== null && draftOf(body) === draft)?.by
}
const draftOf = (body: string | null | undefined): number | null =>
  body == null ? null : (Proposal.safeParse(JSON.parse(body)).data?.draft ?? null)

/** Whom a meeting put out: nobody's tally is written without them. */
function bearsIn(body: string, person: string): boolean {
  const { data } = Meeting.safeParse(JSON.parse(body))
  return data === undefined || data.bore[person] !== undefined
}

function isConcerned(body: string, person: string): boolean {
  const { data } = WaitingOn.safeParse(JSON.parse(body))
  return data === undefined || data.who === person || data.on === person
}

/** What is kept of what was said: a proposal starts open and without votes, each time it is rewritten. */
function stored(team: TeamBook, author: string, doc: string, body: string): string {
  if (docKind(doc) !== 'proposal') return body
  const draft = ProposalDraft.parse(JSON.parse(body))
  const known = draftOf(team.docs.get(doc)?.body) ?? 0
  return JSON.stringify({ ...draft, state: 'open', author, draft: known + 1, votes: {} } satisfies Proposal)
}

export function saveDoc(
  ledger: Ledger,
  team: TeamBook,
  id: string,
  by: string,
  body: string | null,
  now: number,
): number {
  const version = (team.docs.get(id)?.version ?? 0) + 1
  const doc = { id, version, rev: nextRev(ledger, team), by, at: now, body }
  team.docs.set(id, doc)
  ledger.write(docRow(team, doc))
  ledger.write(versionRow(team, id, doc))
  const versions = [...(team.history.get(id) ?? []), { version, by, at: now, body }]
  for (const { version: old } of versions.splice(0, Math.max(0, versions.length - LIMITS.docHistory)))
    ledger.write(without('version', versionKey(team, id, old)))
  team.history.set(id, versions)
  ledger.tell({ team: team.id, set: [], gone: [], docs: [id] })
  return version
}

/** Counts the vote, and adopts the proposal in the same step if it was the one that was missing. */
export function vote(
  ledger: Ledger,
  caller: Caller,
  { doc, draft, yes }: { readonly doc: string; readonly draft: number; readonly yes: boolean | null },
  now: number,
): Answer {
  const { team } = personOf(ledger, caller)
  const known = team.docs.get(doc)
  const proposal =
    docKind(doc) === 'proposal' && known?.body ? Proposal.safeParse(JSON.parse(known.body)).data : undefined
  if (known === undefined || proposal === undefined) return refused('conflict', known?.version ?? 0)
  const isRepeated = (proposal.votes[caller.person] ?? null) === yes && proposal.draft === draft
  if (isRepeated) return accepted(team, known.version)
  if (proposal.draft !== draft || proposal.state !== 'open') return refused('conflict', known.version)
  const { [caller.person]: _before, ...others } = proposal.votes
  const votes = yes === null ? others : { ...others, [caller.person]: yes }
  return accepted(team, settle(ledger, team, doc, caller.person, { ...proposal, votes }, now))
}

/** Writes an open proposal, and the agreement with it if enough agree now. */
function settle(ledger: Ledger, team: TeamBook, doc: string, by: string, proposal: Proposal, now: number): number {
  const state = isReady(team, proposal) ? 'adopted' : 'open'
  if (state === 'adopted') saveDoc(ledger, team, 'agreement', by, JSON.stringify(proposal.agreement), now)
  return saveDoc(ledger, team, doc, by, JSON.stringify({ ...proposal, state }), now)
}

/** After somebody left: fewer are enough now, and what the others agree on need not wait for one more vote. */
export function recount(ledger: Ledger, team: TeamBook, now: number): void {
  const oldestFirst = [...team.docs.values()].toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  for (const { id, by, body } of oldestFirst) {
    const proposal = docKind(id) === 'proposal' && body !== null ? Proposal.safeParse(JSON.parse(body)).data : undefined
    if (proposal?.state === 'open' && isReady(team, proposal)) settle(ledger, team, id, by, proposal, now)
  }
}

/** Enough agree, and the agreement is still the one that the proposal follows; else it stays open, to be rewritten. */
function isReady(team: TeamBook, proposal: Proposal): boolean {
  const quorum = agreementOf(team)?.quorum ?? DEFAULT_QUORUM
  const holds = team.docs.get('agreement')?.version ?? 0
  return holds === proposal.base && isAdopted(proposal.votes, [...team.people.keys()], quorum)
}

function agreementOf(team: TeamBook): Agreement | null {
  const body = team.docs.get('agreement')?.body
  return body == null ? null : (Agreement.safeParse(JSON.parse(body)).data ?? null)
}

export const urgentPerDay = (team: TeamBook): number => agreementOf(team)?.urgent?.perDay ?? DEFAULT_URGENT_PER_DAY

/** What a person wrote about themselves goes with them, older versions too; what the team agreed on stays. */
export function dropDocsOf(ledger: Ledger, team: TeamBook, person: string, now: number): void {
  for (const { id, body } of [...team.docs.values()]) {
    if (body === null || !isAbout(id, body, person)) continue
    saveDoc(ledger, team, id, person, withoutThem(id, body, person), now)
    const [last, ...older] = (team.history.get(id) ?? []).toReversed()
    for (const { version } of older) ledger.write(without('version', versionKey(team, id, version)))
    team.history.set(id, last === undefined ? [] : [last])
  }
}

/** What a meeting cost the others stays. */
function withoutThem(id: string, body: string, person: string): string | null {
  const { data } = docKind(id) === 'meeting' ? Meeting.safeParse(JSON.parse(body)) : {}
  if (data === undefined) return null
  const { [person]: _theirs, ...bore } = data.bore
  return Object.keys(bore).length === 0 ? null : JSON.stringify({ ...data, bore })
}

function isAbout(id: string, body: string, person: string): boolean {
  if (docKind(id) === 'meeting') return bearsIn(body, person)
  if (docKind(id) === 'checkin') return id.split('.')[1] === person
  return docKind(id) === 'waiting' && isConcerned(body, person)
}
