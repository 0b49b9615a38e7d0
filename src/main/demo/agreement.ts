/** The demo's team agrees on a few rules, and one of them would like one more: so there is something to read and to vote on. */
import type { Agreement } from '../../core/sync/documents.ts'
import type { Doc } from '../../core/sync/protocol.ts'
import { readDoc } from '../../core/team/docs.ts'
import type { HubLink } from '../hubLink.ts'
import { text } from '../text.ts'

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const FIRST = 'proposal.demo'
const NEXT = 'proposal.demo-next'

const rules = (): Agreement => ({
  quietHours: [{ days: EVERY_DAY, start: '23:00', end: '05:00' }],
  responses: { today: 240, whenever: 1_440 },
  urgent: { perDay: 2, reasons: text('demo.agreement.urgent') },
  text: text('demo.agreement.text'),
})
const change = (): Agreement => ({
  ...rules(),
  coreHours: [{ days: [2, 4], start: '14:00', end: '15:00', zone: 'Europe/Lisbon' }],
})

/** Who agrees with the wish for core hours, by their place in the team; the rest has not said yet. */
const VOTES: Readonly<Record<number, boolean>> = { 1: true, 0: true, 2: false }

/** What the person at this place in the team says once they hear of documents; the first and the second propose. */
export function agreeAs(place: number, ask: HubLink['ask']): (docs: readonly Doc[]) => void {
  const said = new Set<string>()
  const once = (ref: string, say: () => void): void => {
    if (said.has(ref)) return
    said.add(ref)
    say()
  }
  const propose = (doc: string, base: number, agreement: Agreement, why?: string): void =>
    once(doc, () =>
      ask(doc, { t: 'doc', doc, base: 0, body: { base, agreement, ...(why === undefined ? {} : { why }) } }),
    )
  const vote = (doc: string, draft: number, yes: boolean): void =>
    once(`vote.${doc}`, () => ask(`vote.${doc}`, { t: 'vote', doc, draft, yes }))
  return (docs) => {
    if (place === 0) propose(FIRST, 0, rules())
    for (const doc of docs.map(readDoc)) {
      if (doc?.kind === 'agreement' && place === 1) propose(NEXT, doc.v, change(), text('demo.agreement.why'))
      if (doc?.kind !== 'proposal' || doc.body.state !== 'open') continue
      const yes = doc.id === NEXT ? VOTES[place] : true
      if (yes !== undefined) vote(doc.id, doc.body.draft, yes)
    }
  }
}
