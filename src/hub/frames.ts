/** What the hub sends, built once as the very bytes that every socket gets. */
import { LIMITS } from '../core/sync/limits.ts'
import type { HubFrame } from '../core/sync/protocol.ts'
import type { Delta, PersonView } from './store/port.ts'

const TEXT = 0x81
const PING = 0x89

/** One unmasked WebSocket frame (RFC 6455, section 5.2). */
function framed(opcode: number, payload: Buffer): Buffer {
  const { length } = payload
  if (length < 126) return Buffer.concat([Buffer.of(opcode, length), payload])
  if (length < 65_536) return Buffer.concat([Buffer.of(opcode, 126, length >> 8, length & 255), payload])
  const head = Buffer.alloc(10)
  head[0] = opcode
  head[1] = 127
  head.writeBigUInt64BE(BigInt(length), 2)
  return Buffer.concat([head, payload])
}

export const textFrame = (text: string): Buffer => framed(TEXT, Buffer.from(text))
export const frame = (message: HubFrame): Buffer => textFrame(JSON.stringify(message))
/** Carries the hub's time, so that clients notice when a clock is set. */
export const pingFrame = (now: number): Buffer => framed(PING, Buffer.from(String(now)))

/** `from` is the change that the receiver has; null where it has nothing. */
function itemText(person: PersonView, from: number | null): string {
  const name = from === null || person.nameRev > from ? `,"name":${JSON.stringify(person.name)}` : ''
  const plan = (from === null ? person.plan !== 'null' : person.planRev > from) ? `,"plan":${person.plan}` : ''
  return `{"p":"${person.id}","r":${person.rev}${name},${person.shown},"asOf":${person.asOf}${plan}}`
}

export function upFrame(prev: number, rev: number, set: readonly PersonView[], gone: readonly string[]): Buffer {
  const items = set.map((person) => itemText(person, prev)).join(',')
  return textFrame(`{"t":"up","prev":${prev},"r":${rev},"items":[${items}],"gone":${JSON.stringify(gone)}}`)
}

/** The frames that bring someone from `from` to `rev`: at least one, the last one without `more`. */
export function syncFrames(delta: Delta, from: number | null, rev: number): Buffer[] {
  const chunks = chunked(delta.set.map((person) => itemText(person, delta.full ? null : from)))
  return chunks.map((items, index) => {
    const gone = index === 0 ? delta.gone : []
    const more = index < chunks.length - 1
    return textFrame(
      `{"t":"sync","full":${delta.full},"items":[${items.join(',')}],"gone":${JSON.stringify(gone)},"r":${rev},"more":${more}}`,
    )
  })
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
