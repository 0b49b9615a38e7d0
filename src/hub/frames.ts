/** What the hub sends, built once as the very bytes that every socket gets. */
import { LIMITS } from '../core/sync/limits.ts'
import { type HubFrame, VERSIONS, type WelcomeFrame } from '../core/sync/protocol.ts'
import type { Delta, DocView, ItemView, PersonView } from './store/port.ts'

const TEXT = 0x81
const PING = 0x89

/**
 * Room for one unmasked WebSocket frame (RFC 6455, section 5.2) and `more` bytes, its head filled in, and where its
 * payload starts.
 */
function emptyFrame(opcode: number, length: number, more = 0): { bytes: Buffer; at: number } {
  const at = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const bytes = Buffer.allocUnsafe(at + length + more)
  bytes[0] = opcode
  bytes[1] = at === 2 ? length : at === 4 ? 126 : 127
  if (at === 4) bytes.writeUInt16BE(length, 2)
  if (at === 10) bytes.writeBigUInt64BE(BigInt(length), 2)
  return { bytes, at }
}

export function framed(opcode: number, payload: Buffer): Buffer {
  const { bytes, at } = emptyFrame(opcode, payload.length)
  bytes.set(payload, at)
  return bytes
}

export function textFrame(text: string): Buffer {
  const { bytes, at } = emptyFrame(TEXT, Buffer.byteLength(text))
  bytes.write(text, at)
  return bytes
}

/** A frame of its own and others that were built before, in one piece. */
export function textBefore(text: string, others: readonly Buffer[]): Buffer {
  const length = Buffer.byteLength(text)
  let more = 0
  for (const other of others) more += other.length
  const { bytes, at } = emptyFrame(TEXT, length, more)
  bytes.write(text, at)
  let end = at + length
  for (const other of others) {
    bytes.set(other, end)
    end += other.length
  }
  return bytes
}

export const frame = (message: HubFrame): Buffer => textFrame(JSON.stringify(message))
/** Carries the hub's time, so that clients notice when a clock is set. */
export const pingFrame = (now: number): Buffer => framed(PING, Buffer.from(String(now)))

const stampText = (stamp: string | null): string => (stamp === null ? 'null' : `"${stamp}"`)

/** Thousands may be welcomed at once: written out, since a general writer takes several times as long. */
export function welcomeText(said: Omit<WelcomeFrame, 't' | 'v'>): string {
  const { me, team, now, epoch, ping, silent, held, rotate } = said
  const who = `"me":"${me}","team":{"id":"${team.id}","name":${JSON.stringify(team.name)}}`
  const stamps = `{"presence":${stampText(held.presence)},"manual":${stampText(held.manual)},"plan":${stampText(held.plan)}}`
  const rest = rotate === undefined ? '' : `,"rotate":${rotate}`
  return `{"t":"welcome","v":${VERSIONS.max},${who},"now":${now},"epoch":"${epoch}","ping":${ping},"silent":${silent},"held":${stamps}${rest}}`
}

/** `from` is the change that the receiver has; null where it has nothing. */
function itemText(person: PersonView, from: number | null): string {
  const isNamed = from === null || person.nameRev > from
  const name = isNamed ? `,"name":${JSON.stringify(person.name)},"role":"${person.role}"` : ''
  const plan = (from === null ? person.plan !== 'null' : person.planRev > from) ? `,"plan":${person.plan}` : ''
  return `{"p":"${person.id}","r":${person.rev}${name},${person.shown},"asOf":${person.asOf}${plan}}`
}

/** Each person's whole item, made again only when the person changed: a snapshot names thousands. */
const whole = new WeakMap<PersonView, { readonly rev: number; readonly text: string }>()

function wholeText(person: PersonView): string {
  const known = whole.get(person)
  if (known?.rev === person.rev) return known.text
  const text = itemText(person, null)
  whole.set(person, { rev: person.rev, text })
  return text
}

const docText = ({ id, version, rev, by, at, body }: DocView): string =>
  `{"d":"${id}","v":${version},"r":${rev},"by":"${by}","at":${at},"body":${body}}`

/** What travels beside people, where there is something to tell. */
export interface Papers {
  readonly docs: readonly DocView[]
  /** The team's new name. */
  readonly name?: string
}
const NO_PAPERS: Papers = { docs: [] }

const papersText = (docs: readonly string[], name: string | undefined): string =>
  (docs.length === 0 ? '' : `,"docs":[${docs.join(',')}]`) +
  (name === undefined ? '' : `,"team":{"name":${JSON.stringify(name)}}`)

export function upFrame(
  prev: number,
  rev: number,
  set: readonly PersonView[],
  gone: readonly string[],
  { docs, name }: Papers = NO_PAPERS,
): Buffer {
  const items = set.map((person) => itemText(person, prev)).join(',')
  const papers = papersText(docs.map(docText), name)
  return textFrame(`{"t":"up","prev":${prev},"r":${rev},"items":[${items}],"gone":${JSON.stringify(gone)}${papers}}`)
}

/** The frames that bring someone from `from` to `rev`: at least one, the last one without `more`. */
export function syncFrames(delta: Delta, from: number | null, rev: number, name?: string): Buffer[] {
  const people = chunked(delta.set.map((person) => (delta.full ? wholeText(person) : itemText(person, from))))
  const papers = delta.docs.length === 0 ? [] : chunked(delta.docs.map(docText))
  const parts = [
    ...people.map((items) => ({ items, docs: [] as string[] })),
    ...papers.map((docs) => ({ items: [] as string[], docs })),
  ]
  return parts.map(({ items, docs }, index) => {
    const gone = index === 0 ? delta.gone : []
    const more = index < parts.length - 1
    const rest = papersText(docs, index === 0 ? name : undefined)
    return textFrame(
      `{"t":"sync","full":${delta.full},"items":[${items.join(',')}],"gone":${JSON.stringify(gone)},"r":${rev},"more":${more}${rest}}`,
    )
  })
}

function inboxText({ id, from, at, body, claim }: ItemView): string {
  return `{"i":"${id}","from":"${from}","at":${at},"body":${body},"claim":${JSON.stringify(claim)}}`
}

/** What nearly everybody is told who comes back. */
const EMPTY_INBOX: readonly Buffer[] = [textFrame('{"t":"inbox","full":true,"items":[],"gone":[],"more":false}')]

export function inboxFrames(full: boolean, set: readonly ItemView[], gone: readonly string[]): readonly Buffer[] {
  if (full && set.length + gone.length === 0) return EMPTY_INBOX
  const parts = chunked(set.map(inboxText))
  return parts.map((items, index) =>
    textFrame(
      `{"t":"inbox","full":${full},"items":[${items.join(',')}],"gone":${JSON.stringify(index === 0 ? gone : [])},"more":${index < parts.length - 1}}`,
    ),
  )
}

function chunked(items: readonly string[]): string[][] {
  const chunks: string[][] = [[]]
  let length = 0
  for (const item of items) {
    let last = chunks.at(-1) ?? []
    if (last.length > 0 && (last.length >= LIMITS.syncItems || length + item.length > LIMITS.syncFrame)) {
      last = []
      chunks.push(last)
      length = 0
    }
    last.push(item)
    length += item.length
  }
  return chunks
}
