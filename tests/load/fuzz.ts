/**
 * Hostile clients against a real hub. After every bent frame comes one whose refusal is known, so that each frame has its
 * answer: what was not acknowledged must never be seen by anybody, and no team ever sees a byte of another.
 */
import { once } from 'node:events'
import { request } from 'node:http'
import { WebSocket } from 'ws'
import { HELLO_HEADER, SUBPROTOCOL } from '../../src/core/sync/protocol.ts'
import { bent, honestFrames, type Random, seeded } from './mutate.ts'

export interface Member {
  readonly url: string
  readonly token: string
  readonly device: string
}
export interface FuzzPlan {
  readonly seed: number
  readonly frames: number
  readonly requests: number
  /** Who sends, of team A. */
  readonly attackers: readonly Member[]
  /** Who listens, one of each team; the names of team B hold `SECRET_OF_B`. */
  readonly observers: readonly [Member, Member]
}
export interface FuzzResult {
  readonly sent: number
  readonly acknowledged: number
  /** How many marks an honest member saw: frames that were good all the same. */
  readonly shown: number
  readonly refused: number
  readonly hungUp: number
  readonly requests: number
  readonly early: number
  /** What went wrong, in words; empty when nothing did. */
  readonly problems: readonly string[]
}
export const SECRET_OF_B = 'SECRETB'
const MARK = 'MARKA'
/** With a check, so that a mark whose digits are bent is not another frame's. */
const markOf = (id: number): string => `${MARK}${id}-${(Math.imul(id, 2_654_435_761) >>> 0).toString(36)}.`
/** Above every honest number: its refusal ends the wait for an answer. */
const SENTINEL = 2 ** 50
/** No number that a frame is bent to. */
const FIRST_ID = 1_000_000

interface Tally {
  next: number
  /** Bent frames that came with the request for the socket. */
  early: number
  sent: number
  acknowledged: number
  refused: number
  hungUp: number
  readonly refusals: Set<string>
  readonly problems: string[]
}

async function dial({ url, token, device }: Member, early?: string): Promise<WebSocket> {
  const headers = { authorization: `Bearer ${token}`, ...(early === undefined ? {} : { [HELLO_HEADER]: early }) }
  const ws = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/ws`, SUBPROTOCOL, { headers })
  ws.on('error', () => {})
  await once(ws, 'open')
  ws.send(JSON.stringify({ t: 'hello', v: [1], device, app: 'fuzz' }))
  return ws
}

/** With a bent frame where a hello may come with the request; only the request itself may be refused for it. */
async function dialBent(member: Member, random: Random, tally: Tally): Promise<WebSocket> {
  tally.early += 1
  const mark = markOf(tally.early)
  const frame = bent(random, honestFrames(tally.early, mark, member.device, Date.now()))
  // Before a hello nothing else is heard, so that nobody may ever see it.
  tally.refusals.add(mark)
  try {
    return await dial(member, String(frame).replaceAll(/[^\x20-\x7e]/g, '?'))
  } catch {
    return dial(member)
  }
}

async function attack(member: Member, random: Random, plan: FuzzPlan, tally: Tally): Promise<void> {
  let heard: (text: string) => void = () => {}
  /** Refusals of what came with the request have no number: they must be over before a frame's own are waited for. */
  const connect = async (): Promise<WebSocket> => {
    for (;;) {
      const dialled = await dialBent(member, random, tally)
      const isThere = await new Promise<boolean>((done) => {
        heard = (text) => {
          if (text === 'closed') done(false)
          else if (text.startsWith('{"t":"nack"') && text.includes(`"id":${SENTINEL}`)) done(true)
        }
        dialled.on('message', (data) => heard(String(data)))
        dialled.on('close', () => heard('closed'))
        dialled.send(JSON.stringify({ t: 'sentinel', id: SENTINEL }))
      })
      if (isThere) return dialled
    }
  }
  let ws = await connect()
  while (tally.next < FIRST_ID + plan.frames) {
    tally.next += 1
    const id = tally.next
    const mark = markOf(id)
    const frame = bent(random, honestFrames(id, mark, member.device, Date.now()))
    const outcome = await new Promise<'answered' | 'nack' | 'closed'>((done) => {
      let answer: 'answered' | 'nack' = 'answered'
      heard = (text) => {
        if (text === 'closed') return done('closed')
        if (text.includes(SECRET_OF_B)) tally.problems.push(`team A was told of team B: ${text.slice(0, 200)}`)
        // An acknowledgement waits for the disk, so it may be of an earlier frame.
        if (text.startsWith('{"t":"ack"')) tally.acknowledged += 1
        if (!text.startsWith('{"t":"nack"')) return
        const refused = Number(/"id":(\d+)/.exec(text)?.[1] ?? id)
        if (refused === SENTINEL + id) return done(answer)
        if (refused !== id) return
        answer = 'nack'
        tally.refusals.add(mark)
      }
      ws.send(frame, { binary: false })
      ws.send(JSON.stringify({ t: 'sentinel', id: SENTINEL + id }))
    })
    tally.sent += 1
    if (outcome === 'nack') tally.refused += 1
    if (outcome === 'closed') tally.hungUp += 1
    if (outcome === 'closed') ws = await connect()
  }
  ws.terminate()
}

/** Keeps an ear on one team: `seen` gets every mark that it is shown. */
async function observe(member: Member, seen: Set<string>, foreign: string, problems: string[]): Promise<WebSocket> {
  const ws = await dial(member)
  ws.on('message', (data) => {
    const text = String(data)
    if (text.includes(foreign)) problems.push(`a team was told of another: ${text.slice(0, 200)}`)
    for (const mark of text.matchAll(/MARKA\d+-[0-9a-z]+\./g)) seen.add(mark[0])
  })
  ws.on('close', (code) => code !== 1006 && problems.push(`an observer was hung up on: ${code}`))
  return ws
}

const DOORS = [
  '/v1/join',
  '/v1/invites',
  '/v1/teams',
  '/v1/leave',
  '/v1/ws',
  '/healthz',
  '/j/x',
  '/',
  '/v1/../v1/teams',
  '/%00',
]
const BODIES = [
  { invite: `${'a'.repeat(12)}.${'b'.repeat(22)}`, name: 'Eve', deviceName: 'x' },
  { for: 'device' },
  { team: 't_aaaaaaaaaaaa' },
  { name: 'Eve' },
  {},
]

function knock(url: string, random: Random, token: string): Promise<{ status: number; text: string }> {
  const path = DOORS[Math.floor(random() * DOORS.length)] ?? '/'
  const method = random() < 0.6 ? 'POST' : (['GET', 'PUT', 'DELETE', 'HEAD'][Math.floor(random() * 4)] ?? 'GET')
  const body = bent(random, BODIES)
  const headers = {
    'content-type': random() < 0.8 ? 'application/json' : 'text/plain',
    authorization: random() < 0.3 ? `Bearer ${token.slice(0, -3)}AAA` : 'Bearer x',
    'x-forwarded-for': '1.2.3.4, , ::1',
  }
  return new Promise((done) => {
    const asked = request(`${url}${path}`, { method, headers, agent: false }, (response) => {
      let text = ''
      response.on('data', (chunk) => (text += String(chunk)))
      response.on('end', () => done({ status: response.statusCode ?? 0, text }))
    })
    asked.on('error', () => done({ status: 0, text: '' }))
    asked.end(method === 'POST' || method === 'PUT' ? body : undefined)
  })
}

async function knocks(plan: FuzzPlan, random: Random, problems: string[]): Promise<number> {
  const [{ url, token }] = plan.observers
  for (let n = 0; n < plan.requests; n += 1) {
    const { status, text } = await knock(url, random, token)
    if (status >= 500) problems.push(`the door answered ${status}: ${text.slice(0, 100)}`)
    if (text.includes(SECRET_OF_B) || text.includes(MARK))
      problems.push(`the door told of a team: ${text.slice(0, 100)}`)
  }
  return plan.requests
}

export async function fuzz(plan: FuzzPlan): Promise<FuzzResult> {
  const tally: Tally = {
    next: FIRST_ID,
    early: 0,
    sent: 0,
    acknowledged: 0,
    refused: 0,
    hungUp: 0,
    refusals: new Set(),
    problems: [],
  }
  const seen = new Set<string>()
  const [ofA, ofB] = plan.observers
  const ears = [
    await observe(ofA, seen, SECRET_OF_B, tally.problems),
    await observe(ofB, new Set(), MARK, tally.problems),
  ]
  const attacks = plan.attackers.map((member, index) => attack(member, seeded(plan.seed + index), plan, tally))
  const [requests] = await Promise.all([knocks(plan, seeded(plan.seed - 1), tally.problems), ...attacks])
  for (const ws of ears) ws.terminate()
  const leaked = [...seen].filter((mark) => tally.refusals.has(mark))
  if (leaked.length > 0) tally.problems.push(`refused, and seen all the same: ${leaked.slice(0, 5).join(' ')}`)
  const { sent, acknowledged, refused, hungUp, early, problems } = tally
  return { sent, acknowledged, shown: seen.size, refused, hungUp, requests, early, problems }
}
