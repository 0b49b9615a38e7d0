/** What the hub answers to documents, votes and inbox items. */
import { docKind, WaitingOn } from '../core/sync/documents.ts'
import type { DocFrame, ItemFrame, VoteFrame } from '../core/sync/protocol.ts'
import { checkBody, type Refusal } from './read.ts'
import type { Answer, Caller, Store } from './store/port.ts'

export type PaperFrame = DocFrame | VoteFrame | ItemFrame

/** Each kind of document has a shape of its own. */
function checkDoc(caller: Caller, { id, doc, body }: DocFrame): Refusal | null {
  const kind = docKind(doc)
  if (kind === null || kind === 'agreement' || kind === 'moved') return { id, code: 'forbidden' }
  if (body === null) return null
  const refusal = checkBody(doc, body)
  if (refusal !== null) return { id, ...refusal }
  // Who waits says so: nobody makes others wait on paper.
  const isForeign = kind === 'waiting' && WaitingOn.parse(body).who !== caller.person
  return isForeign ? { id, code: 'forbidden' } : null
}

export const checkPaper = (caller: Caller, said: PaperFrame): Refusal | null =>
  said.t === 'doc' ? checkDoc(caller, said) : null

export function askStore(store: Store, caller: Caller, said: PaperFrame, now: number): Promise<Answer> {
  if (said.t === 'vote') return store.vote(caller, { doc: said.doc, draft: said.draft, yes: said.yes }, now)
  if (said.t === 'doc') {
    const body = said.body === null ? null : JSON.stringify(said.body)
    return store.putDoc(caller, { doc: said.doc, base: said.base, body }, now)
  }
  if (said.op === 'claim') return store.claim(caller, said.item, now)
  if (said.op === 'done') return store.done(caller, said.item, now)
  const urgent = said.body.kind === 'knock' && said.body.urgency === 'urgent'
  return store.send(caller, { id: said.item, to: said.to, body: JSON.stringify(said.body), urgent }, now)
}
