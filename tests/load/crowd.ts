/**
 * A team of thousands in a process of its own, for the bench of the team window: it says what a hub would, and changes
 * people as fast as it is told. No hub, so that the window is measured and not what feeds it.
 */
import { createServer } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { type WebSocket, WebSocketServer } from 'ws'
import { SUBPROTOCOL } from '../../src/core/sync/protocol.ts'
import { TIMES } from '../../src/core/sync/limits.ts'

const [PEOPLE = 5_000] = process.argv.slice(2).map(Number)
/** Whether the team agreed upon core hours. */
const AGREES = process.argv[3] === 'agrees'
const HOUR = 3_600_000
const DAY = 24 * HOUR
const EPOCH = '0123456789abcdef'
const ITEMS_A_FRAME = 200
const ZONES = [
  'Europe/Lisbon',
  'Africa/Lagos',
  'Asia/Taipei',
  'Pacific/Kiritimati',
  'Asia/Kathmandu',
  'America/Los_Angeles',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'America/New_York',
  'Europe/Berlin',
] as const
const PLACES = ['home', 'office', 'coworking'] as const
const NAMES = ['Ana', 'Ben', 'Chiara', 'Dev', 'Idris', 'Mei', 'Noor', 'Sam', 'Zoë', 'Yuki'] as const

const idOf = (index: number): string => `p_${String(index).padStart(12, '0')}`
const zoneOf = (index: number): string => ZONES[index % ZONES.length] ?? 'UTC'
const today = Date.now() - (Date.now() % DAY)

/** Three blocks a day, yesterday to 15 days ahead. */
const planOf = (index: number) => ({
  zone: zoneOf(index),
  intervals: Array.from({ length: 17 }, (_, day) => {
    const from = today + (day - 1) * DAY + (index % 18) * HOUR
    const place = PLACES[index % PLACES.length] ?? 'home'
    return [
      { start: from, end: from + 2 * HOUR, state: 'focusing' },
      { start: from + 3 * HOUR, end: from + 5 * HOUR, state: 'available', place },
      { start: from + 5.5 * HOUR, end: from + 6 * HOUR, state: 'together' },
    ]
  }).flat(),
})

const presenceOf = (index: number, turn: number) =>
  turn % 2 === 0
    ? { rule: 4, zone: zoneOf(index) }
    : { rule: 2, state: 'focusing', until: Date.now() + HOUR, zone: zoneOf(index) }

const personOf = (index: number, r: number, turn: number) => ({
  p: idOf(index),
  r,
  live: index % 5 > 0,
  gone: index % 5 > 0 ? null : 'quit',
  presence: index % 5 > 0 ? presenceOf(index, turn) : null,
  manual: turn % 7 === 6 ? { text: 'At the dentist', emoji: '🦷', until: Date.now() + HOUR } : null,
  asOf: Date.now(),
})

const AGREEMENT = {
  d: 'agreement',
  v: 1,
  r: PEOPLE,
  by: idOf(0),
  at: today,
  body: { coreHours: [{ days: [1, 2, 3, 4, 5], start: '14:00', end: '16:00', zone: 'Europe/Lisbon' }] },
}

let r = PEOPLE
const say = (socket: WebSocket, frame: object): void => socket.send(JSON.stringify(frame))

function greet(socket: WebSocket): void {
  const held = { presence: null, manual: null, plan: null }
  const { ping, silent } = TIMES
  say(socket, {
    t: 'welcome',
    v: 1,
    me: 'p_me',
    team: { id: 't_crowd', name: 'Crowd' },
    now: Date.now(),
    epoch: EPOCH,
    ping,
    silent,
    held,
  })
  for (let from = 0; from < PEOPLE; from += ITEMS_A_FRAME) {
    const count = Math.min(ITEMS_A_FRAME, PEOPLE - from)
    const items = Array.from({ length: count }, (_, nth) => {
      const index = from + nth
      const name = `${NAMES[index % NAMES.length]} Person ${index}`
      return { ...personOf(index, index + 1, 0), name, plan: planOf(index) }
    })
    const more = from + count < PEOPLE
    const docs = AGREES && !more ? { docs: [AGREEMENT] } : {}
    say(socket, { t: 'sync', full: true, items, gone: [], r: from + count, more, ...docs })
  }
}

/** So many changes a second, for so long; each a frame of its own, as a hub tells them. */
async function change(perSecond: number, millis: number): Promise<number> {
  const from = performance.now()
  let told = 0
  while (performance.now() - from < millis) {
    const due = Math.floor(((performance.now() - from) / 1000) * perSecond)
    for (; told < due; told += 1) {
      const index = (told * 7919) % PEOPLE
      const frame = { t: 'up', prev: r, r: r + 1, items: [personOf(index, r + 1, 1 + Math.floor(told / 3))], gone: [] }
      r += 1
      for (const socket of server.clients) say(socket, frame)
    }
    await wait(5)
  }
  return told
}

const http = createServer((request, response) => {
  const joined = { team: { id: 't_crowd', name: 'Crowd' }, person: 'p_me', device: 'd_me', token: 'dt_crowd.token' }
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(request.url === '/v1/join' ? joined : {}))
  })
})
const server = new WebSocketServer({ server: http, path: '/v1/ws', handleProtocols: () => SUBPROTOCOL })
server.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const { t, id } = JSON.parse(data.toString()) as { t: string; id?: number }
    if (t === 'hello') greet(socket)
    else if (id !== undefined) say(socket, { t: 'ack', id, r })
  })
})
http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : null })
})
process.on('message', ({ perSecond, millis }: { perSecond: number; millis: number }) => {
  void change(perSecond, millis).then((told) => process.send?.({ told }))
})
