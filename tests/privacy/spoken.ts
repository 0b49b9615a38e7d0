/** What a client said on one connection, taken apart to the last byte: HTTP requests, then WebSocket frames (RFC 6455). */
import { HELLO_HEADER } from '../../src/core/sync/protocol.ts'

export interface Request {
  readonly method: string
  readonly path: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Frame {
  readonly opcode: number
  readonly text: string
}

export interface Spoken {
  readonly requests: readonly Request[]
  readonly frames: readonly Frame[]
  /** Bytes at the end that are no whole message yet. */
  readonly rest: number
}

export const OPCODE = { text: 1, close: 8, ping: 9, pong: 10 } as const

/** Throws on anything that is neither. */
export function takeApart(bytes: Buffer): Spoken {
  const requests: Request[] = []
  let at = 0
  for (let next = readRequest(bytes, at); next !== null; next = readRequest(bytes, at)) {
    requests.push(next.request)
    at = next.end
    if (next.request.headers['upgrade'] === 'websocket') {
      const { frames, rest } = readFrames(bytes, at)
      return { requests, frames: [...earlyIn(next.request), ...frames], rest }
    }
  }
  return { requests, frames: [], rest: bytes.length - at }
}

/** What is said with the request stands for a frame, and is held to the same. */
function earlyIn({ headers }: Request): Frame[] {
  const text = headers[HELLO_HEADER]
  return text === undefined ? [] : [{ opcode: OPCODE.text, text }]
}

function readRequest(bytes: Buffer, from: number): { request: Request; end: number } | null {
  const headEnd = bytes.indexOf('\r\n\r\n', from)
  if (headEnd === -1) return null
  const [first = '', ...lines] = bytes.toString('latin1', from, headEnd).split('\r\n')
  const [method = '', path = '', version] = first.split(' ')
  if (version !== 'HTTP/1.1') throw new Error(`Not a request: ${first}`)
  const headers = Object.fromEntries(lines.map(readHeader))
  if (headers['transfer-encoding'] !== undefined) throw new Error('A body in chunks')
  const end = headEnd + 4 + Number(headers['content-length'] ?? 0)
  if (end > bytes.length) return null
  return { request: { method, path, headers, body: bytes.toString('utf8', headEnd + 4, end) }, end }
}

function readHeader(line: string): [string, string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
}

function readFrames(bytes: Buffer, from: number): { frames: Frame[]; rest: number } {
  const frames: Frame[] = []
  let at = from
  for (let next = readFrame(bytes, at); next !== null; next = readFrame(bytes, at)) {
    frames.push(next.frame)
    at = next.end
  }
  return { frames, rest: bytes.length - at }
}

function readFrame(bytes: Buffer, from: number): { frame: Frame; end: number } | null {
  const [first, second] = [bytes[from], bytes[from + 1]]
  if (first === undefined || second === undefined) return null
  if ((first & 0xf0) !== 0x80 || (second & 0x80) === 0) throw new Error('A frame in parts, or without a mask')
  const length = lengthOf(bytes, from + 2, second & 0x7f)
  if (length === null || bytes.length < length.end + 4 + length.value) return null
  const mask = bytes.subarray(length.end, length.end + 4)
  const end = length.end + 4 + length.value
  const payload = bytes.subarray(length.end + 4, end).map((byte, index) => byte ^ (mask[index % 4] ?? 0))
  return { frame: { opcode: first & 0x0f, text: Buffer.from(payload).toString() }, end }
}

function lengthOf(bytes: Buffer, at: number, short: number): { value: number; end: number } | null {
  if (short < 126) return { value: short, end: at }
  const size = short === 126 ? 2 : 8
  if (bytes.length < at + size) return null
  return { value: short === 126 ? bytes.readUInt16BE(at) : Number(bytes.readBigUInt64BE(at)), end: at + size }
}
