/** Frames as a broken or hostile client may send them: honest ones, bent at random. The same seed bends the same way. */
import { hlcOf } from '../../src/core/sync/hlc.ts'

export type Random = () => number

/** Mulberry32: small, and the same everywhere. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const pick = <T>(random: Random, from: readonly T[]): T => {
  const found = from[Math.floor(random() * from.length)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

const HOUR = 3_600_000
const zone = 'Europe/Lisbon'

/** `mark` is in every text that others could see. */
export function honestFrames(id: number, mark: string, device: string, now: number): readonly unknown[] {
  const hlc = hlcOf(now, id % 60_000)
  const until = now + HOUR
  const item = `i_${id}_xxxxxxxxxxxx`.slice(0, 14)
  return [
    { t: 'put', id, hlc, kind: 'manual', body: { state: 'away', text: mark, emoji: '🚲', until } },
    { t: 'put', id, hlc, kind: 'presence', body: { rule: 2, state: 'focusing', until, zone, place: mark } },
    { t: 'put', id, hlc, kind: 'presence', body: { rule: 4, zone, place: mark } },
    { t: 'plan', id, hlc, body: { zone, intervals: [{ start: now, end: until, state: 'available', place: mark }] } },
    { t: 'doc', id, doc: `checkin:${mark.slice(0, 10)}`, base: 0, body: { text: mark } },
    { t: 'vote', id, doc: 'proposal:x', draft: 1, yes: true },
    { t: 'item', id, op: 'send', item, to: 'p_aaaaaaaaaaaa', body: { kind: 'knock', text: mark } },
    { t: 'item', id, op: 'done', item },
    { t: 'hello', v: [1], device, app: mark },
    { t: 'resync' },
    { t: 'resync', resume: `${'0'.repeat(16)}.${id}` },
  ]
}

const STRANGE: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  '\u0000',
  '\u202Etxet',
  '💥'.repeat(200),
  'x'.repeat(9_000),
  '__proto__',
  [],
  {},
  [[[[[[[[]]]]]]]],
  { __proto__: null, constructor: 1 },
]

type Node = Record<string, unknown> | unknown[]
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

function nodesOf(value: unknown, found: Node[] = []): Node[] {
  if (!isNode(value)) return found
  found.push(value)
  for (const child of Object.values(value)) nodesOf(child, found)
  return found
}

function bendValue(random: Random, frame: unknown): string {
  const copy: unknown = structuredClone(frame)
  const node = pick(random, nodesOf(copy))
  const keys = Object.keys(node)
  const key = keys.length === 0 ? 'x' : pick(random, keys)
  switch (Math.floor(random() * 5)) {
    case 0:
      Reflect.deleteProperty(node, key)
      break
    case 1:
      Reflect.set(
        node,
        pick(random, ['team', '__proto__', 'constructor', 'title', key.toUpperCase()]),
        pick(random, STRANGE),
      )
      break
    case 2:
      Reflect.set(node, key, pick(random, nodesOf(copy)) === node ? 1 : pick(random, STRANGE))
      break
    default:
      Reflect.set(node, key, pick(random, STRANGE))
  }
  return JSON.stringify(copy) ?? ''
}

function bendBytes(random: Random, text: string): Buffer {
  const bytes = Buffer.from(text)
  const at = Math.floor(random() * bytes.length)
  switch (Math.floor(random() * 4)) {
    case 0:
      return bytes.subarray(0, at)
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at), bytes.subarray(at)])
    case 2:
      bytes[at] = Math.floor(random() * 256)
      return bytes
    default:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff, 0xfe, 0x00]), bytes.subarray(at)])
  }
}

/** One frame to send: as text, or as bytes that claim to be text. */
export function bent(random: Random, frames: readonly unknown[]): string | Buffer {
  const frame = pick(random, frames)
  const kind = random()
  if (kind < 0.1) return JSON.stringify(frame)
  if (kind < 0.7) return bendValue(random, frame)
  if (kind < 0.95) return bendBytes(random, JSON.stringify(frame))
  return Buffer.from(Array.from({ length: Math.floor(random() * 300) }, () => Math.floor(random() * 256)))
}
