/** Real hub processes on loopback, and people who speak to them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { LinkView } from '../../src/core/sync/linkView.ts'
import { hlcOf } from '../../src/core/sync/hlc.ts'
import type { PaperAnswer } from '../../src/core/sync/linkState.ts'
import { type Doc, type HubFrame, type InboxItem, readHubFrame, SUBPROTOCOL } from '../../src/core/sync/protocol.ts'
import type { ManualStatus, Person, Presence } from '../../src/core/sync/records.ts'
import { createTeam, type HubLink, type JoinedTeam, joinTeam, openLink } from '../../src/main/hubLink.ts'

// Processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

export const HUB_ENTRY = fileURLToPath(new URL('../../src/hub/index.ts', import.meta.url))
/** Tests run in Node 24, which has `node:sqlite`. */
export const NODE = process.execPath
export const SHORT_TIMES = 'ping=200,silent=600,grace=400,restart=700'
export const NO_RATES =
  'joinsByAddress=100000,connectsByDevice=100000,connectsByAddress=100000,puts=100000,papers=100000,frames=100000'

export interface TestHub {
  readonly url: string
  readonly fingerprint?: string
  readonly data: string
  readonly ownerKey: string
  readonly process: ChildProcess
  readonly stderr: () => string
  /** Resolves when it is gone. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>
}

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tideline-hub-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export interface HubWish {
  readonly data?: string
  readonly times?: string
  readonly rates?: string
  readonly args?: readonly string[]
  /** Milliseconds that the hub's clock is ahead of this computer's. */
  readonly ahead?: number
}

export async function startHub({
  data,
  times = '',
  rates = '',
  args = ['--listen', '127.0.0.1:0'],
  ahead = 0,
}: HubWish = {}): Promise<TestHub> {
  const folder = data ?? (await newFolder())
  const env = {
    ...process.env,
    ...(ahead === 0 ? {} : { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(clockAhead(ahead))}` }),
    TIDELINE_HUB_TIMES: times,
    TIDELINE_HUB_RATES: rates === '' ? NO_RATES : `${NO_RATES},${rates}`,
  }
  const child = spawn(NODE, [HUB_ENTRY, 'serve', '--data', folder, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const gone = once(child, 'exit')
  let stderr = ''
  child.stderr.on('data', (chunk) => (stderr += String(chunk)))
  const kill = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    child.kill(signal)
    await gone
    return child.exitCode
  }
  onTestFinished(async () => void (await kill('SIGKILL')))
  const ready = await Promise.race([readyLine(child), gone.then(() => Promise.reject(new Error(stderr)))])
  const ownerKey = (await readFile(join(folder, 'owner.key'), 'utf8')).trim()
  return { ...ready, data: folder, ownerKey, process: child, stderr: () => stderr, kill }
}

const clockAhead = (millis: number): string => `const real = Date.now.bind(Date); Date.now = () => real() + ${millis}`

async function readyLine(child: ChildProcess): Promise<{ url: string; fingerprint?: string }> {
  if (child.stdout === null) throw new Error('no output')
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('TIDELINE_HUB ')) return JSON.parse(line.slice('TIDELINE_HUB '.length))
  }
  throw new Error('the hub ended')
}

/** Makes a team and answers its invite. */
export async function newTeam(hub: TestHub, name = 'Atlas'): Promise<string> {
  const made = await createTeam({
    url: hub.url,
    ownerKey: hub.ownerKey,
    name,
    ...(hub.fingerprint ? { fingerprint: hub.fingerprint } : {}),
  })
  if (!made.ok) throw new Error(made.code)
  return made.invite
}

export async function joinAs(invite: string, name: string): Promise<JoinedTeam> {
  const joined = await joinTeam({ invite, name, deviceName: 'laptop' })
  if (!joined.ok) throw new Error(joined.code)
  return joined
}

/** One device of one person, as the app drives it. */
export interface Member {
  readonly joined: JoinedTeam
  readonly link: HubLink
  /** Everybody as this device sees them, by name. */
  readonly people: ReadonlyMap<string, Person>
  readonly views: LinkView[]
  view(): LinkView
  /** Team documents and what waits for this person, as this device was told. */
  readonly docs: ReadonlyMap<string, Doc>
  readonly inbox: ReadonlyMap<string, InboxItem>
  /** What became of what was asked, by the asker's names. */
  readonly answers: ReadonlyMap<string, PaperAnswer>
  kept(): unknown
  changes(): number
}

export function connect(joined: JoinedTeam, kept: unknown = null, now: () => number = Date.now): Member {
  const byId = new Map<string, Person>()
  const people = new Map<string, Person>()
  const views: LinkView[] = []
  const docs = new Map<string, Doc>()
  const inbox = new Map<string, InboxItem>()
  const answers = new Map<string, PaperAnswer>()
  let outbox = kept
  let changes = 0
  const news = {
    link: (view: LinkView) => void views.push(view),
    docs(change: { full: boolean; docs: readonly Doc[] }) {
      if (change.full) docs.clear()
      for (const doc of change.docs) docs.set(doc.d, doc)
    },
    inbox(change: { full: boolean; items: readonly InboxItem[]; gone: readonly string[] }) {
      if (change.full) inbox.clear()
      for (const item of change.items) inbox.set(item.i, item)
      for (const id of change.gone) inbox.delete(id)
    },
    answered: (ref: string, answer: PaperAnswer) => void answers.set(ref, answer),
    people({ full, set, gone }: { full: boolean; set: Person[]; gone: string[] }) {
      changes += 1
      if (full) byId.clear()
      for (const person of set) byId.set(person.id, person)
      for (const id of gone) byId.delete(id)
      people.clear()
      for (const person of byId.values()) people.set(person.name, person)
    },
  }
  const { url, token, device, team, fingerprint } = joined
  const target = { url, token, device, team: team.id, ...(fingerprint === undefined ? {} : { fingerprint }) }
  const link = openLink(target, news, {
    now,
    random: () => 0.1,
    outbox: { load: () => outbox, save: (value) => (outbox = structuredClone(value)) },
  })
  onTestFinished(() => link.close('logout'))
  const view = (): LinkView => {
    const last = views.at(-1)
    if (last === undefined) throw new Error('nothing was told yet')
    return last
  }
  return { joined, link, people, docs, inbox, answers, views, view, kept: () => outbox, changes: () => changes }
}

export async function member(invite: string, name: string): Promise<Member> {
  const one = connect(await joinAs(invite, name))
  await online(one)
  return one
}

export const eventually = (look: () => unknown, timeout = 8_000) => expect.poll(look, { timeout, interval: 15 })
export const online = (one: Member) => eventually(() => one.view().status).toBe('online')

export const HOUR = 3_600_000
export const focusing = (until = Date.now() + HOUR): Presence => ({
  rule: 2,
  state: 'focusing',
  until,
  zone: 'Europe/Lisbon',
})
export const planned: Presence = { rule: 4, zone: 'Europe/Lisbon' }
export const away = (text: string, until = Date.now() + HOUR): ManualStatus => ({ state: 'away', text, until })
export const nothing = { presence: null, manual: null, plan: null }

/** A client that says exactly what a test wants it to say. */
export interface RawClient {
  readonly ws: WebSocket
  readonly frames: HubFrame[]
  say(frame: unknown): void
  closed(): Promise<{ code: number; reason: string }>
  frame<T extends HubFrame['t']>(t: T): Promise<Extract<HubFrame, { t: T }>>
}

export async function raw(
  joined: { url: string; token: string },
  more: Readonly<Record<string, string>> = {},
): Promise<RawClient> {
  const ws = new WebSocket(`${joined.url.replace(/^http/, 'ws')}/v1/ws`, SUBPROTOCOL, {
    headers: { authorization: `Bearer ${joined.token}`, ...more },
  })
  onTestFinished(() => ws.terminate())
  const frames: HubFrame[] = []
  ws.on('message', (data) => {
    const frame = readHubFrame(String(data))
    if (frame === null) throw new Error(`the hub said what its own protocol does not know: ${String(data)}`)
    frames.push(frame)
  })
  const closed = once(ws, 'close').then(([code, reason]) => ({ code: Number(code), reason: String(reason) }))
  await once(ws, 'open')
  const isOf =
    <T extends HubFrame['t']>(t: T) =>
    (frame: HubFrame): frame is Extract<HubFrame, { t: T }> =>
      frame.t === t
  return {
    ws,
    frames,
    say: (frame) => ws.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    closed: () => closed,
    async frame(t) {
      await eventually(() => frames.some(isOf(t))).toBe(true)
      const found = frames.find(isOf(t))
      if (found === undefined) throw new Error(`no ${t}`)
      frames.splice(frames.indexOf(found), 1)
      return found
    },
  }
}

export async function greeted(joined: JoinedTeam, resume?: string): Promise<RawClient> {
  const client = await raw(joined)
  client.say({ t: 'hello', v: [1], device: joined.device, app: 'test', ...(resume === undefined ? {} : { resume }) })
  await client.frame('welcome')
  return client
}

let lastId = 0
export const putFrame = (kind: 'presence' | 'manual', body: unknown, at = Date.now()) => ({
  t: 'put',
  id: (lastId += 1),
  hlc: hlcOf(at, lastId % 60_000),
  kind,
  body,
})
