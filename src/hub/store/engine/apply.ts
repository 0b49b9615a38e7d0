/** Takes committed rows over into the books of one team, and says what that changed for others. */
import type { Books, TeamBook } from '../books.ts'
import { fillBooks } from '../load.ts'
import type { Change, ItemView } from '../port.ts'
import { type Row, TABLE_NAMES, type TableName } from '../tables.ts'

interface News {
  readonly set: Set<string>
  readonly gone: Set<string>
  readonly docs: Set<string>
  readonly revoked: Set<string>
  readonly inbox: Map<string, { set: ItemView[]; gone: string[] }>
  /** People whose devices or registers changed, seen by others or not. */
  readonly touched: Set<string>
}

export interface Applied {
  readonly change: Change
  readonly touched: ReadonlySet<string>
}

/** Rows of a person need the person to be there first. */
const rank = (row: Row): number => TABLE_NAMES.indexOf(row.table)

export function applyRows(books: Books, id: string, rows: readonly Row[]): Applied {
  const sets = { set: new Set<string>(), gone: new Set<string>(), docs: new Set<string>(), revoked: new Set<string>() }
  const news: News = { ...sets, inbox: new Map(), touched: new Set() }
  const name = books.teams.get(id)?.name
  for (const row of rows.toSorted((one, other) => rank(one) - rank(other))) applyRow(books, id, row, news)
  const renamed = name !== undefined && name !== books.teams.get(id)?.name
  const { set, gone, docs, revoked, inbox, touched } = news
  const change: Change = {
    team: id,
    set: [...set].filter((person) => !gone.has(person)),
    gone: [...gone],
    ...(docs.size === 0 ? {} : { docs: [...docs] }),
    ...(revoked.size === 0 ? {} : { revoked: [...revoked] }),
    ...(inbox.size === 0 ? {} : { inbox: [...inbox].map(([person, news_]) => ({ person, ...news_ })) }),
    ...(renamed ? { renamed } : {}),
  }
  return { change, touched }
}

function applyRow(books: Books, id: string, row: Row, news: News): void {
  const team = books.teams.get(id)
  const person = team === undefined ? undefined : personOf(team, row)
  const revBefore = person === undefined ? -1 : (team?.people.get(person)?.rev ?? -1)
  const itemBefore = row.table === 'item' ? team?.items.get(row.key[1] ?? '') : undefined
  if (row.table === 'team' && row.rest === null) for (const each of team?.people.keys() ?? []) news.gone.add(each)
  if (row.rest === null) REMOVERS[row.table](books, id, row.key)
  else fillBooks(books, { [row.table]: [[...row.key, ...row.rest]] }, Infinity)
  if (person !== undefined) news.touched.add(person)
  const [, key = ''] = row.key
  const now = books.teams.get(id)
  if (row.table === 'person' && row.rest !== null && (now?.people.get(key)?.rev ?? -1) > revBefore) news.set.add(key)
  if (row.table === 'tomb' && row.rest !== null && !now?.people.has(key)) news.gone.add(key)
  if (row.table === 'doc' && row.rest !== null) news.docs.add(key)
  if (row.table === 'device' && row.rest === null) news.revoked.add(key)
  if (row.table === 'item') itemNews(news, itemBefore, now?.items.get(key))
}

function personOf(team: TeamBook, { table, key, rest }: Row): string | undefined {
  if (table === 'person' || table === 'register') return key[1]
  if (table !== 'device') return undefined
  if (rest !== null) return String(rest[0])
  return [...team.people.values()].find(({ devices }) => devices.has(key[1] ?? ''))?.id
}

function itemNews(news: News, before: ItemView | undefined, now: ItemView | undefined): void {
  const person = (now ?? before)?.to
  if (person === undefined) return
  const mine = news.inbox.get(person) ?? { set: [], gone: [] }
  if (now !== undefined) mine.set.push(now)
  else if (before !== undefined) mine.gone.push(before.id)
  news.inbox.set(person, mine)
}

const REMOVERS: Readonly<Record<TableName, (books: Books, team: string, key: readonly string[]) => void>> = {
  team: (books, id) => void books.teams.delete(id),
  person: (books, id, [, person = '']) => void books.teams.get(id)?.people.delete(person),
  device(books, id, [, device = '']) {
    for (const { devices } of books.teams.get(id)?.people.values() ?? []) devices.delete(device)
  },
  register(books, id, [, person = '', device = '', kind]) {
    const book = books.teams.get(id)?.people.get(person)
    if (book === undefined) return
    if (kind === 'manual') book.manual = null
    if (kind === 'plan') {
      book.plan = 'null'
      book.planStamp = null
    }
    const owner = book.devices.get(device)
    if (kind === 'presence' && owner !== undefined) owner.presence = null
  },
  token: (books, _id, [token = '']) => void books.tokens.delete(token),
  invite: (books, _id, [invite = '']) => void books.invites.delete(invite),
  tomb: (books, id, [, person = '']) => void books.teams.get(id)?.tombs.delete(person),
  doc: (books, id, [, doc = '']) => void books.teams.get(id)?.docs.delete(doc),
  version(books, id, [, doc = '', version]) {
    const history = books.teams.get(id)?.history
    const kept = history?.get(doc)?.filter((known) => known.version !== Number(version)) ?? []
    if (kept.length > 0) history?.set(doc, kept)
    else history?.delete(doc)
  },
  item: (books, id, [, item = '']) => void books.teams.get(id)?.items.delete(item),
  sent: (books, id, [, item = '']) => void books.teams.get(id)?.sent.delete(item),
}
