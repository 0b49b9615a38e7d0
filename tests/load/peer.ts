/**
 * A WebSocket client that costs as little as one can in Node, so that a bench measures the server and not its load: one
 * buffer for all sockets, and of each frame only the few bytes that say what it is.
 */
import { connect, type Socket } from 'node:net'
import { HELLO_HEADER } from '../../src/core/sync/protocol.ts'

export interface PeerEvents {
  /** The server agreed to speak WebSocket. */
  opened(peer: Peer): void
  /** An `up` frame: everything after `prev` up to `r`. */
  up(peer: Peer, prev: number, r: number): void
  /** The last `sync` frame of a catch-up; `full` where it was a whole snapshot. */
  current(peer: Peer, r: number, full: boolean): void
  /** Any other text frame, such as `ack`. */
  said(peer: Peer, text: string): void
  closed(peer: Peer): void
}

const buffer = Buffer.allocUnsafe(256 * 1024)
/** Enough of an `up` frame to read its two numbers. */
const PEEK = 64
const [UP, SYNC, PING, CLOSE] = [0x75, 0x73, 0x9, 0x8]
const NUMBERS_AT = '{"t":"up","prev":'.length

export class Peer {
  readonly index: number
  readonly #socket: Socket
  readonly #events: PeerEvents
  #isOpen = false
  /** Bytes of a frame that nobody reads. */
  #skip = 0
  #carry: Buffer | null = null
  #isFull = false
  r = 0
  /** Whoever publishes reads its own changes in the frames that everybody gets. */
  readsUps = false
  /** Whether the server took the hello that came with the request. */
  isHeard = false

  /** `token` and `hello` of null: the server is the reference, which knows neither. */
  constructor(index: number, port: number, token: string | null, hello: string | null, events: PeerEvents) {
    this.index = index
    this.#events = events
    const onread = { buffer, callback: (size: number) => this.#read(size) }
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true, onread }, () => this.#greet(token, hello))
    this.#socket.on('error', () => {})
    this.#socket.on('close', () => events.closed(this))
  }

  #greet(token: string | null, hello: string | null): void {
    const early = hello === null ? '' : `${HELLO_HEADER}: ${hello}\r\n`
    const bearer = token === null ? '' : `Authorization: Bearer ${token}\r\n${early}`
    this.#socket.write(
      `GET /v1/ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${bearer}` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c2l4dGVlbiBieXRlcyEhIQ==\r\nSec-WebSocket-Protocol: tideline.v1\r\n\r\n',
    )
  }

  /** Frames of a client are masked; a mask of zeros leaves the text as it is. */
  say(text: string): void {
    const { length } = text
    const head = length < 126 ? [0x81, 0x80 | length, 0, 0, 0, 0] : [0x81, 0xfe, length >> 8, length & 255, 0, 0, 0, 0]
    this.#socket.write(Buffer.concat([Buffer.from(head), Buffer.from(text, 'latin1')]))
  }

  /** Hangs up without a word. */
  drop(): void {
    this.#socket.resetAndDestroy()
  }

  #read(size: number): boolean {
    let [bytes, at, end] = [buffer, 0, size]
    if (this.#carry !== null) {
      bytes = Buffer.concat([this.#carry, buffer.subarray(0, size)])
      end = bytes.length
      this.#carry = null
    }
    if (!this.#isOpen) {
      const headEnd = bytes.subarray(0, end).indexOf('\r\n\r\n')
      if (headEnd < 0) return this.#keep(bytes, 0, end)
      if (!bytes.toString('latin1', 0, 12).endsWith(' 101'))
        throw new Error(`turned away: ${bytes.toString('latin1', 0, end)}`)
      this.#isOpen = true
      this.isHeard = bytes.toString('latin1', 0, headEnd).includes(`\r\n${HELLO_HEADER}: `)
      this.#events.opened(this)
      at = headEnd + 4
    }
    while (at < end) {
      const next = this.#frame(bytes, at, end)
      if (next < 0) return this.#keep(bytes, at, end)
      at = next
    }
    return true
  }

  #keep(bytes: Buffer, from: number, to: number): boolean {
    this.#carry = Buffer.from(bytes.subarray(from, to))
    return true
  }

  /** Where the next frame starts; -1 where more bytes are needed. */
  #frame(bytes: Buffer, at: number, end: number): number {
    if (this.#skip > 0) {
      const skipped = Math.min(this.#skip, end - at)
      this.#skip -= skipped
      return at + skipped
    }
    const short = (bytes[at + 1] ?? 0) & 127
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    if (at + head > end) return -1
    const length =
      short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))
    const body = at + head
    const have = end - body
    const isUp = bytes[at] === 0x81 && bytes[body + 6] === UP
    if (have < (isUp && !this.readsUps ? Math.min(length, PEEK) : length)) return -1
    if (isUp && this.readsUps) this.#events.said(this, bytes.toString('utf8', body, body + length))
    if (isUp) this.#up(bytes, body)
    else this.#other(bytes, at, body, length)
    if (have >= length) return body + length
    this.#skip = length - have
    return end
  }

  #up(bytes: Buffer, body: number): void {
    let at = body + NUMBERS_AT
    let prev = 0
    for (; bytes[at] !== 0x2c; at += 1) prev = prev * 10 + (bytes[at] ?? 0) - 48
    let r = 0
    for (at += 5; bytes[at] !== 0x2c; at += 1) r = r * 10 + (bytes[at] ?? 0) - 48
    this.r = r
    this.#events.up(this, prev, r)
  }

  #other(bytes: Buffer, at: number, body: number, length: number): void {
    const opcode = (bytes[at] ?? 0) & 15
    if (opcode === PING) return void this.#socket.write(Buffer.of(0x8a, 0x80, 0, 0, 0, 0))
    if (opcode === CLOSE) return this.drop()
    if (bytes[body + 6] !== SYNC || bytes[body + 7] !== 0x79)
      return this.#events.said(this, bytes.toString('utf8', body, body + length))
    if (bytes.toString('latin1', body, body + 40).includes('"full":true')) this.#isFull = true
    const tail = bytes.toString('latin1', Math.max(body, body + length - 200), body + length)
    const [, r, more] = /"r":(\d+),"more":(true|false)/.exec(tail) ?? []
    if (more !== 'false') return
    this.r = Number(r)
    this.#events.current(this, this.r, this.#isFull)
    this.#isFull = false
  }
}
