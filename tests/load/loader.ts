/** The load of a bench, in a process of its own: many subscribers, a few who publish, one clock for all of them. */
import { setTimeout as wait } from 'node:timers/promises'
import { hlcOf } from '../../src/core/sync/hlc.ts'
import { Peer, type PeerEvents } from './peer.ts'
import type { Seat } from './team.ts'

/** `seats` of null: the server is the reference, which knows neither tokens nor hello. */
export type Order =
  | {
      readonly do: 'open'
      readonly port: number
      readonly count: number
      readonly seats: readonly Seat[] | null
      readonly resume: boolean
      readonly atOnce: number
      /** The one who publishes is connected elsewhere: to another hub of the same team. */
      readonly publisherPort?: number
      /** Each waits for up to so many milliseconds first, as clients do after a connection broke. */
      readonly jitterMs?: number
      /** Says hello in a frame of its own, as clients do that do not know better. */
      readonly late?: boolean
    }
  | { readonly do: 'fanout'; readonly changes: number; readonly gapMs: number }
  | { readonly do: 'burst'; readonly publishers: number; readonly ms: number }
  | { readonly do: 'quiet'; readonly ms: number }
  | { readonly do: 'drop' }
export type Report =
  | { readonly ms: number; readonly full: number; readonly each: readonly number[] }
  | { readonly each: readonly number[] }
  | { readonly changes: number; readonly ms: number }
  | { readonly ms: number }
  | { readonly done: true }

/** Room for what is on its way: changes are told apart by their number modulo this. */
const RING = 1 << 16
/** As long as a status with a place and a sentence of words. */
const WORDS = 'x'.repeat(120)

let peers: Peer[] = []
let seats: readonly Seat[] | null = null
let epoch = ''
const tokens = new Map<number, number>()
const left = new Int32Array(RING)
/** Who waits for which change to be everywhere. */
const waiting = new Map<number, () => void>()
/** By publisher: its own name in the team, and what to do once the number of its change is known. */
const names = new Map<number, string>()
const numbered = new Map<number, (r: number) => void>()
let lastNews = 0
let number = 0
let hooks: Pick<PeerEvents, 'opened' | 'current'> = { opened: () => {}, current: () => {} }

const events: PeerEvents = {
  opened: (peer) => hooks.opened(peer),
  current(peer, r, full) {
    lastNews = performance.now()
    hooks.current(peer, r, full)
  },
  up(_, prev, r) {
    for (let change = prev + 1; change <= r; change += 1) arrived(change)
  },
  said(peer, text) {
    const [, r] = new RegExp(`"p":"${names.get(peer.index)}","r":(\\d+)`).exec(text) ?? []
    if (r !== undefined) return numbered.get(peer.index)?.(Number(r))
    if (text.startsWith('{"t":"nack"') || text.startsWith('{"t":"bye"')) throw new Error(`the hub refuses: ${text}`)
    if (!text.startsWith('{"t":"welcome"')) return
    const [, me = '', its = ''] = /"me":"([^"]+)".*"epoch":"([^"]+)"/.exec(text) ?? []
    names.set(peer.index, me)
    epoch = its
  },
  closed: () => {},
}

function arrived(change: number): void {
  lastNews = performance.now()
  const slot = change % RING
  const rest = (left[slot] ?? 0) + 1
  left[slot] = rest === peers.length ? 0 : rest
  if (rest !== peers.length) return
  const then = waiting.get(change)
  waiting.delete(change)
  if (then !== undefined) then()
  else if (seats !== null) early.set(change, lastNews)
}
/** Changes that everybody had before their publisher read their number. */
const early = new Map<number, number>()

/** Puts the counters back; whoever is to publish reads along from now on. */
function ready(publishers: number): void {
  left.fill(0)
  early.clear()
  for (let index = 0; index < publishers; index += 1) peerAt(index).readsUps = seats !== null
}

/** Resolves with the moment when the last one had it. */
function publish(peer: Peer): Promise<number> {
  number += 1
  if (seats === null) {
    const change = number
    const text = `{"t":"up","prev":${change - 1},"r":${change},"items":[{"p":"p_aaaaaaaaaaaa","r":${change},"live":true,"gone":null,"presence":null,"manual":{"state":"away","text":"${WORDS}","until":1795345200000},"asOf":1795341540000}],"gone":[]}`
    return new Promise((done) => {
      waiting.set(change, () => done(lastNews))
      peer.say(text)
    })
  }
  const body = { state: 'away', text: `${WORDS}${number}`, until: Date.now() + 3_600_000 }
  const put = { t: 'put', id: number, hlc: hlcOf(Date.now(), number % 60_000), kind: 'manual', body }
  return new Promise((done) => {
    numbered.set(peer.index, (r) => {
      numbered.delete(peer.index)
      const at = early.get(r)
      early.delete(r)
      if (at === undefined) waiting.set(r, () => done(lastNews))
      else done(at)
    })
    peer.say(JSON.stringify(put))
  })
}

const peerAt = (index: number): Peer => {
  const peer = peers[index]
  if (peer === undefined) throw new Error('nobody is connected')
  return peer
}

async function fanout({ changes, gapMs }: { changes: number; gapMs: number }): Promise<Report> {
  const each: number[] = []
  ready(1)
  for (let change = 0; change < changes; change += 1) {
    const from = performance.now()
    each.push((await publish(peerAt(0))) - from)
    await wait(gapMs)
  }
  return { each }
}

async function burst({ publishers, ms }: { publishers: number; ms: number }): Promise<Report> {
  ready(publishers)
  const from = performance.now()
  let [changes, last] = [0, from]
  const one = async (peer: Peer): Promise<void> => {
    while (performance.now() - from < ms) {
      last = await publish(peer)
      changes += 1
    }
  }
  await Promise.all(Array.from({ length: publishers }, (_, index) => one(peerAt(index))))
  return { changes, ms: last - from }
}

async function open({
  port,
  count,
  seats: given,
  resume,
  atOnce,
  publisherPort = port,
  jitterMs = 0,
  late = false,
}: Extract<Order, { do: 'open' }>): Promise<Report> {
  seats = given
  left.fill(0)
  names.clear()
  waiting.clear()
  numbered.clear()
  early.clear()
  const from = performance.now()
  const each: number[] = []
  let full = 0
  const begun = new Float64Array(count)
  await new Promise<void>((done) => {
    let next = 0
    const isReady = (peer: Peer): void => {
      each.push(performance.now() - (begun[peer.index] ?? 0))
      if (next < count) begin()
      else if (each.length === count) done()
    }
    hooks = {
      opened(peer) {
        if (given === null) isReady(peer)
        else if (!peer.isHeard) peer.say(hello(peer.index, given[peer.index], resume))
      },
      current(peer, _, wasFull) {
        if (wasFull) full += 1
        isReady(peer)
      },
    }
    const begin = (): void => {
      const index = next
      next += 1
      begun[index] = jitterMs > 0 ? from : performance.now()
      const dial = (): void => {
        const seat = given?.[index]
        const said = !late && seat !== undefined ? hello(index, seat, resume) : null
        peers[index] = new Peer(index, index === 0 ? publisherPort : port, seat?.token ?? null, said, events)
      }
      if (jitterMs > 0) setTimeout(dial, 200 + Math.random() * (jitterMs - 200))
      else dial()
    }
    for (let started = 0; started < Math.min(atOnce, count); started += 1) begin()
  })
  hooks = { opened: () => {}, current: () => {} }
  return { ms: performance.now() - from, full, each }
}

function hello(index: number, seat: Seat | undefined, resume: boolean): string {
  const known = tokens.get(index)
  const from = resume && known !== undefined ? { resume: `${epoch}.${known}` } : {}
  return JSON.stringify({ t: 'hello', v: [1], device: seat?.device, app: 'load', ...from })
}

/** Answers how long after the order came the last news arrived, once there was none for `ms`. */
async function quiet({ ms }: { ms: number }): Promise<Report> {
  const from = performance.now()
  while (performance.now() - Math.max(lastNews, from) < ms) await wait(20)
  return { ms: Math.max(0, lastNews - from) }
}

async function drop(): Promise<Report> {
  tokens.clear()
  for (const peer of peers) {
    tokens.set(peer.index, peer.r)
    peer.drop()
  }
  peers = []
  await wait(100)
  return { done: true }
}

function obey(order: Order): Promise<Report> {
  switch (order.do) {
    case 'open':
      return open(order)
    case 'fanout':
      return fanout(order)
    case 'burst':
      return burst(order)
    case 'quiet':
      return quiet(order)
    case 'drop':
      return drop()
  }
}

process.on('message', (order: Order) => {
  void obey(order).then((report) => process.send?.(report))
})
