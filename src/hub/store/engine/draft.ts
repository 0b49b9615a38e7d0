/** What a decision is made on: the team as it is, with the decision's own changes on top, and the rows that say them. */
import type { Books, PersonBook, TeamBook } from '../books.ts'
import type { Ledger } from '../ledger.ts'
import { type Row, rowId } from '../tables.ts'
import { Overlay } from './overlay.ts'

const NO_DEADLINES: Ledger['deadlines'] = { add: () => {}, take: () => undefined }

const copyOf = (person: PersonBook): PersonBook => ({
  ...person,
  devices: new Map([...person.devices].map(([id, device]) => [id, { ...device }])),
})

export function draftOver(books: Books, id: string): { ledger: Ledger; rows: Map<string, Row> } {
  const rows = new Map<string, Row>()
  const team = books.teams.get(id)
  const teams = new Map<string, TeamBook>()
  if (team !== undefined) {
    const { people, tombs, docs, history, items, sent } = team
    const shelves = { tombs: new Overlay(tombs), docs: new Overlay(docs), history: new Overlay(history) }
    const more = { items: new Overlay(items), sent: new Overlay(sent) }
    teams.set(id, { ...team, ...shelves, ...more, people: new Overlay(people, copyOf) })
  }
  const draft = { teams, tokens: new Overlay(books.tokens), invites: new Overlay(books.invites) }
  const write = (row: Row): void => void rows.set(rowId(row), row)
  return { ledger: { books: draft, write, tell: () => {}, whenDurable: () => {}, deadlines: NO_DEADLINES }, rows }
}
