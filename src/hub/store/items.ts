/** Inbox items on the books: taken once, kept until done, shown by the one device that claimed them. */
import { DAY_LENGTH, LIMITS } from '../../core/sync/limits.ts'
import { itemRow, sentRow, type TeamBook, without } from './books.ts'
import { urgentPerDay } from './documents.ts'
import { type Ledger, personOf } from './ledger.ts'
import type { Answer, Caller, ItemView, NewItem } from './port.ts'

type Refusal = Exclude<Answer, { ok: true }>
const refused = (code: Refusal['code'], retryMs?: number): Refusal => ({
  ok: false,
  code,
  ...(retryMs === undefined ? {} : { retryMs }),
})
const taken = (team: TeamBook): Answer => ({ ok: true, rev: team.rev })

export function sendItem(
  ledger: Ledger,
  caps: { readonly inbox: number },
  caller: Caller,
  item: NewItem,
  now: number,
): Answer {
  const { team } = personOf(ledger, caller)
  const before = team.sent.get(item.id)
  if (before !== undefined) return before.sender === caller.person ? taken(team) : refused('forbidden')
  const refusal = refusalOf(team, caps.inbox, caller.person, item, now)
  if (refusal !== null) return refusal
  const { id, to, body, urgent } = item
  const kept: ItemView = { id, from: caller.person, to, at: now, expires: now + LIMITS.itemLife, body, claim: null }
  const sent = { sender: caller.person, at: now, urgent }
  team.sent.set(id, sent)
  ledger.write(sentRow(team, id, sent))
  saveItem(ledger, team, kept)
  return taken(team)
}

function refusalOf(team: TeamBook, inbox: number, sender: string, item: NewItem, now: number): Refusal | null {
  if (!team.people.has(item.to)) return refused('unknown_person')
  let waiting = 0
  for (const { to } of team.items.values()) if (to === item.to) waiting += 1
  if (waiting >= inbox) return refused('too_many')
  if (!item.urgent) return null
  const recent = [...team.sent.values()].filter(
    ({ sender: by, urgent, at }) => urgent && by === sender && at > now - DAY_LENGTH,
  )
  const allowed = urgentPerDay(team)
  if (recent.length < allowed) return null
  const oldest = Math.min(...recent.map(({ at }) => at))
  return refused('quota', allowed === 0 ? DAY_LENGTH : Math.max(0, oldest + DAY_LENGTH - now))
}

function saveItem(ledger: Ledger, team: TeamBook, item: ItemView): void {
  team.items.set(item.id, item)
  ledger.write(itemRow(team, item))
  ledger.tell({ team: team.id, set: [], gone: [], inbox: [{ person: item.to, set: [item], gone: [] }] })
}

function dropItem(ledger: Ledger, team: TeamBook, { id, to }: ItemView): void {
  team.items.delete(id)
  ledger.write(without('item', [team.id, id]))
  ledger.tell({ team: team.id, set: [], gone: [], inbox: [{ person: to, set: [], gone: [id] }] })
}

/** The first device wins until its claim runs out; asking again prolongs it. */
export function claimItem(ledger: Ledger, caller: Caller, id: string, now: number): Answer {
  const { team } = personOf(ledger, caller)
  const item = team.items.get(id)
  if (item === undefined || item.to !== caller.person) return refused('unknown_item')
  const { claim } = item
  if (claim !== null && claim.device !== caller.device && claim.until > now)
    return refused('claimed', claim.until - now)
  saveItem(ledger, team, { ...item, claim: { device: caller.device, until: now + LIMITS.claim } })
  return taken(team)
}

/** Done is done: whoever says so again hears the same. */
export function finishItem(ledger: Ledger, caller: Caller, id: string): Answer {
  const { team } = personOf(ledger, caller)
  const item = team.items.get(id)
  if (item !== undefined && item.to !== caller.person) return refused('unknown_item')
  if (item !== undefined) dropItem(ledger, team, item)
  return taken(team)
}

/** Forgets what is too old to matter. */
export function tidyItems(ledger: Ledger, team: TeamBook, now: number): void {
  for (const item of [...team.items.values()]) if (item.expires <= now) dropItem(ledger, team, item)
  for (const [id, { at }] of [...team.sent]) {
    if (at > now - LIMITS.itemLife || team.items.has(id)) continue
    team.sent.delete(id)
    ledger.write(without('sent', [team.id, id]))
  }
}

/** A person is gone, and so is what waits for them and what they left for others. */
export function dropItemsOf(ledger: Ledger, team: TeamBook, person: string): void {
  for (const item of [...team.items.values()])
    if (item.to === person || item.from === person) dropItem(ledger, team, item)
  for (const [id, { sender }] of [...team.sent]) {
    if (sender !== person) continue
    team.sent.delete(id)
    ledger.write(without('sent', [team.id, id]))
  }
}
