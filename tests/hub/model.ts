/**
 * Random life of one team on one or two nodes: writes in any order, late and repeated, lost connections, slow readers,
 * crashes, three devices to a person. In the end every client must hold what every node's store holds.
 */
import { hlcOf } from '../../src/core/sync/hlc.ts'
import { type HubFrame, readHubFrame } from '../../src/core/sync/protocol.ts'
import { createListener, createRoom, type Listener, type Room, type Wire } from '../../src/hub/room.ts'
import { type Caller, type Store, StoreError, type Write } from '../../src/hub/store/port.ts'
import { join, NOON } from './disk.ts'

export interface World {
  readonly nodes: Store[]
  /** Crashes one of the nodes and puts what comes back in its place; missing where nodes do not crash. */
  crash?(node: number, now: number): Promise<void>
}

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

function textOf(bytes: Buffer): string {
  const length = bytes[1] ?? 0
  const head = length < 126 ? 2 : length === 126 ? 4 : 10
  return bytes.subarray(head).toString()
}

/** One connection that may be cut or stop reading at any moment. */
class Client implements Wire {
  readonly people = new Map<string, Record<string, unknown>>()
  readonly docs = new Map<string, unknown>()
  token: { epoch: string; rev: number } | null = null
  gaps = 0
  writableLength = 0
  reading = true
  node = 0
  listener: Listener | null = null
  readonly #unread: Buffer[] = []
  #filling = false

  write(bytes: Buffer): boolean {
    if (this.reading) this.#take(bytes)
    else {
      this.#unread.push(bytes)
      this.writableLength += bytes.length
    }
    return this.writableLength < 16_384
  }
  goOn(): void {
    this.reading = true
    this.writableLength = 0
    for (const bytes of this.#unread.splice(0)) this.#take(bytes)
  }
  /** What was not read when the connection broke is lost. */
  cut(): void {
    this.#unread.length = 0
    this.writableLength = 0
    this.reading = true
    this.#filling = false
    this.listener = null
  }
  #take(bytes: Buffer): void {
    const frame = readHubFrame(textOf(bytes))
    if (frame === null) throw new Error(`unreadable: ${textOf(bytes)}`)
    if (frame.t === 'sync' || frame.t === 'up') this.#apply(frame)
  }
  #apply(frame: Extract<HubFrame, { t: 'sync' | 'up' }>): void {
    if (frame.t === 'up' && frame.prev !== this.token?.rev) this.gaps += 1
    const starts = frame.t === 'sync' && frame.full && !this.#filling
    if (starts) for (const shelf of [this.people, this.docs]) shelf.clear()
    this.#filling = frame.t === 'sync' && frame.full && frame.more
    for (const { p, ...item } of frame.items) this.people.set(p, { ...this.people.get(p), ...item })
    for (const person of frame.gone) this.people.delete(person)
    for (const { d, v, body } of frame.docs ?? []) {
      if (body === null) this.docs.delete(d)
      else this.docs.set(d, [v, body])
    }
    if (frame.t === 'up' || !frame.more) this.token = { epoch: this.token?.epoch ?? '', rev: frame.r }
  }
}

const PEOPLE = 6
const DEVICES = 3
const CLIENTS = 5

export async function live(world: World, seed: number, ops: number): Promise<void> {
  const roll = dice(seed)
  const [first] = world.nodes
  if (first === undefined) throw new Error('no node')
  await first.createTeam({ id: 'atlas', name: 'Atlas', epoch: 'a'.repeat(16) })
  let now = NOON
  let made = 0
  const callers: Caller[] = []
  const newcomer = async (): Promise<void> => {
    made += 1
    for (let n = 0; n < DEVICES; n += 1) callers.push(await join(first_(), 'atlas', `p${made}`, `p${made}-d${n}`, now))
  }
  const first_ = (): Store => world.nodes[0] ?? first
  for (let n = 0; n < PEOPLE; n += 1) await newcomer()
  const rooms = new Map<Store, Room>()
  const roomOf = async (store: Store): Promise<Room> => {
    const known = rooms.get(store)
    if (known !== undefined) return known
    const view = await store.open('atlas')
    if (view === undefined) throw new Error('no team')
    const room = createRoom(view, () => now)
    store.subscribe((change) => room.tell(change))
    rooms.set(store, room)
    return room
  }
  const nodeAt = (at: number): Store => world.nodes[at % world.nodes.length] ?? first
  const clients = Array.from({ length: CLIENTS }, () => new Client())
  const connect = async (client: Client): Promise<void> => {
    const room = await roomOf(nodeAt(client.node))
    const epoch = nodeAt(client.node).view('atlas')?.epoch ?? ''
    client.listener = createListener(client)
    const from = client.token
    client.token = { epoch, rev: from?.rev ?? -1 }
    room.join(client.listener, from?.rev === -1 ? null : from)
  }
  const disconnect = async (client: Client): Promise<void> => {
    if (client.listener !== null) (await roomOf(nodeAt(client.node))).leave(client.listener)
    client.cut()
  }
  const pending: { store: Store; who: Caller; write: Write }[] = []
  const refusals = (error: unknown): void => {
    if (!(error instanceof StoreError)) throw error
  }
  const one = <T>(from: readonly T[]): T => {
    const found = from[roll(from.length)]
    if (found === undefined) throw new Error('nothing to choose from')
    return found
  }
  const step = async (): Promise<void> => {
    const store = nodeAt(roll(2))
    const who = one(callers)
    now += roll(400)
    switch (roll(16)) {
      case 0:
      case 1:
      case 2:
      case 3: {
        // Stamped now, sent later or twice, in any order.
        const hlc = hlcOf(now - roll(5_000), roll(3))
        const until = now + 1_000 + roll(60_000)
        const write: Write = one<Write>([
          { kind: 'manual', hlc, body: roll(4) === 0 ? null : { text: `t${roll(1e6)}`, until } },
          { kind: 'presence', hlc, body: { rule: 2, state: 'focusing', until, zone: 'Europe/Lisbon' } },
          { kind: 'presence', hlc, body: { rule: 4, zone: 'Asia/Kolkata' } },
          { kind: 'plan', hlc, body: { zone: 'UTC', intervals: [{ start: now, end: until, state: 'available' }] } },
        ])
        pending.push({ store, who, write })
        return
      }
      case 4:
      case 5:
      case 6: {
        const at = roll(pending.length)
        const chosen = pending[at]
        if (chosen === undefined) return
        if (roll(5) > 0) pending.splice(at, 1)
        const target = world.nodes.includes(chosen.store) ? chosen.store : store
        return void (await target.put(chosen.who, chosen.write, now).catch(refusals))
      }
      case 7:
        return void (await Promise.resolve(store.begin(who, now + 1_000 + roll(20_000), now)).catch(refusals))
      case 8:
        return store
          .end(who, roll(2) === 0 ? { quit: true } : { quit: false, at: now + roll(3_000) }, now)
          .catch(refusals)
      case 9:
        return store.sweep(now)
      case 10: {
        const client = one(clients)
        await disconnect(client)
        if (roll(6) === 0) client.token = null
        client.node = roll(2)
        return roll(2) === 0 ? connect(client) : undefined
      }
      case 11: {
        const client = one(clients)
        if (client.listener === null) return connect(client)
        if (client.reading) client.reading = roll(2) === 0
        else {
          client.goOn()
          ;(await roomOf(nodeAt(client.node))).drained(client.listener)
        }
        return
      }
      case 12: {
        const doc = `checkin.${who.person}.2026-11-${10 + roll(3)}`
        const base = Math.max(0, (store.view('atlas')?.doc(doc)?.version ?? 0) - roll(2))
        const body = roll(4) === 0 ? null : JSON.stringify({ did: `d${roll(1e6)}` })
        return void (await store.putDoc(who, { doc, base, body }, now).catch(refusals))
      }
      case 13: {
        await store.edit('atlas', { do: 'rename', person: who.person, name: `n${roll(1e4)}` }, now).catch(refusals)
        if (roll(20) > 0 || made > 200) return
        await store.edit('atlas', { do: 'remove', person: who.person }, now).catch(refusals)
        for (let at = callers.length - 1; at >= 0; at -= 1)
          if (callers[at]?.person === who.person) callers.splice(at, 1)
        return newcomer()
      }
      case 14:
        return new Promise((done) => setImmediate(done))
      default: {
        if (world.crash === undefined || roll(12) > 0) return
        for (const client of clients) await disconnect(client)
        await world.crash(roll(world.nodes.length), now)
        return
      }
    }
  }
  for (let at = 0; at < ops; at += 1) {
    await step()
    if (at % 1_000 === 999) await compare(world, clients, connect, roomOf, nodeAt)
  }
  await compare(world, clients, connect, roomOf, nodeAt)
}

const turn = (): Promise<void> => new Promise((done) => setTimeout(done, 2))

async function compare(
  world: World,
  clients: readonly Client[],
  connect: (client: Client) => Promise<void>,
  roomOf: (store: Store) => Promise<Room>,
  nodeAt: (at: number) => Store,
): Promise<void> {
  for (const client of clients) {
    if (client.listener === null) await connect(client)
    client.goOn()
    if (client.listener !== null) (await roomOf(nodeAt(client.node))).drained(client.listener)
  }
  const truth = (): string => shelves(truthOf(nodeAt(0)))
  for (let tries = 0; tries < 400; tries += 1) {
    const same = world.nodes.every((node) => shelves(truthOf(node)) === truth())
    if (same && clients.every((client) => shelves(client) === truth())) break
    await turn()
  }
  for (const node of world.nodes) mustBe(shelves(truthOf(node)), truth())
  for (const client of clients) mustBe(shelves(client), truth())
  if (clients.some(({ gaps }) => gaps > 0)) throw new Error('a client was told a change that does not follow its last')
}

function mustBe(what: string, truth: string): void {
  if (what !== truth) throw new Error(`not the same:\n${what}\n\n${truth}`)
}

interface Shelves {
  readonly people: ReadonlyMap<string, Record<string, unknown>>
  readonly docs: ReadonlyMap<string, unknown>
}

function truthOf(store: Store): Shelves {
  const all = store.view('atlas')?.since(null)
  const people = (all?.set ?? []).map((person) => {
    const shown: Record<string, unknown> = JSON.parse(`{${person.shown}}`)
    const { rev: r, name, role, asOf } = person
    return [person.id, { r, name, role, ...shown, asOf, plan: JSON.parse(person.plan) as unknown }] as const
  })
  const docs = (all?.docs ?? []).map(({ id, version, body }) => [id, [version, JSON.parse(body ?? 'null')]] as const)
  return { people: new Map(people), docs: new Map(docs) }
}

/** In an order of its own, so that two texts can be compared. */
function shelves({ people, docs }: Shelves): string {
  const lines = [...people].map(([id, item]) => {
    const { r, name, role, live, gone, presence, manual, asOf, plan = null } = item
    return JSON.stringify([id, r, name, role, live, gone, presence, manual, asOf, plan])
  })
  const papers = [...docs].map((entry) => JSON.stringify(entry))
  return [...lines.toSorted(), ...papers.toSorted()].join('\n')
}
