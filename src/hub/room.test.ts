import { expect, test } from 'vitest'
import { HubFrame, type SyncFrame } from '../core/sync/protocol.ts'
import { hlcOf } from '../core/sync/hlc.ts'
import { createListener, createRoom, type Listener, type Wire } from './room.ts'
import { createMemoryDisk } from './store/memory.ts'
import type { Caller, Store } from './store/port.ts'

const EPOCH = 'e'.repeat(16)
const NOON = Date.UTC(2026, 10, 20, 12)
const HOUR = 3_600_000

/** A socket that takes what it is given until it is stopped. */
class FakeWire implements Wire {
  writableLength = 0
  taken: Buffer[] = []
  stopped = false
  write(bytes: Buffer): boolean {
    this.taken.push(bytes)
    if (this.stopped) this.writableLength += bytes.length
    return this.writableLength < 64 * 1024
  }
  /** What was written, as a client reads it. */
  frames(): HubFrame[] {
    return this.taken.splice(0).map((bytes) => {
      const length = bytes[1] ?? 0
      const head = length < 126 ? 2 : length === 126 ? 4 : 10
      const said = length < 126 ? length : length === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
      if (bytes[0] !== 0x81 || bytes.length !== head + said) throw new Error('not one whole text frame')
      return HubFrame.parse(JSON.parse(bytes.subarray(head).toString()))
    })
  }
}

/** What a client would know after reading everything it was sent. */
class Reader {
  people = new Map<string, string>()
  rev = -1
  filling = false
  read(frames: readonly HubFrame[]): this {
    for (const frame of frames) {
      if (frame.t !== 'sync' && frame.t !== 'up') continue
      if (frame.t === 'up' && frame.prev !== this.rev) throw new Error(`a gap: ${frame.prev} after ${this.rev}`)
      if (frame.t === 'sync' && frame.full && !this.filling) this.people.clear()
      this.filling = frame.t === 'sync' && frame.full && frame.more
      for (const item of frame.items) this.people.set(item.p, item.manual?.text ?? '')
      for (const id of frame.gone) this.people.delete(id)
      if (frame.t === 'up' || !frame.more) this.rev = frame.r
    }
    return this
  }
}

async function team(people: number, elapsed?: () => number) {
  let now = NOON
  const store = await createMemoryDisk().open({ now, restartLease: 0 })
  await store.createTeam({ id: 'atlas', name: 'Atlas', epoch: EPOCH })
  await store.addInvite('atlas', { id: 'i', hash: 'h', expires: NOON + HOUR, uses: 10_000, person: null })
  const callers: Caller[] = []
  for (let n = 0; n < people; n += 1) callers.push(await joined(store, `p${n}`))
  const view = store.view('atlas')
  if (view === undefined) throw new Error('no team')
  const room = createRoom(view, () => now, undefined, elapsed)
  store.subscribe((change) => room.tell(change))
  const set = (n: number, text: string, at = 1) =>
    store.put(caller(n), { kind: 'manual', hlc: hlcOf(NOON, at), body: { text, until: NOON + HOUR } }, NOON)
  const caller = (n: number): Caller => callers[n] ?? { team: '', person: '', device: '' }
  return { store, room, view, set, caller, pass: (ms: number) => (now += ms) }
}

async function joined(store: Store, person: string): Promise<Caller> {
  const newcomer = {
    person,
    name: person,
    device: `d-${person}`,
    deviceName: 'x',
    token: { id: `t-${person}`, mac: 'm' },
  }
  const redeemed = await store.redeem({ id: 'i', hash: 'h' }, newcomer, NOON)
  if (!redeemed.ok) throw new Error(redeemed.code)
  return redeemed.caller
}

const turn = () => new Promise<void>((done) => setImmediate(done))

async function listen(
  room: ReturnType<typeof createRoom>,
  from: { epoch: string; rev: number } | null = null,
): Promise<{ wire: FakeWire; listener: Listener }> {
  const wire = new FakeWire()
  const listener = createListener(wire)
  room.join(listener, from)
  await turn()
  return { wire, listener }
}

test('all changes of one turn are one frame, the same bytes for everybody', async () => {
  const { room, set, view } = await team(3)
  const [one, other] = [await listen(room), await listen(room)]
  one.wire.taken = []
  other.wire.taken = []
  const before = view.rev
  await Promise.all([set(0, 'a'), set(1, 'b'), set(0, 'c', 2)])
  await turn()
  expect(one.wire.taken).toHaveLength(1)
  expect(one.wire.taken[0]).toBe(other.wire.taken[0])
  const [frame] = one.wire.frames()
  expect(frame).toMatchObject({ t: 'up', prev: before, r: view.rev })
  expect(frame?.t === 'up' && frame.items.map(({ p, manual }) => [p, manual?.text])).toEqual([
    ['p0', 'c'],
    ['p1', 'b'],
  ])
})

test('where changes come fast, those that come while the last ones are still being read share the next frame', async () => {
  let elapsed = 0
  const { room, set } = await team(3, () => elapsed)
  const wires = await Promise.all(Array.from({ length: 100 }, async () => (await listen(room)).wire))
  const [wire] = wires
  if (wire === undefined) throw new Error('nobody listens')
  const slow = wires.at(-1)
  // Telling all of them takes two milliseconds, so that the next round waits for half of one.
  if (slow !== undefined)
    slow.write = () => {
      elapsed += 2
      return true
    }
  elapsed += 100
  wire.taken = []
  await set(0, 'alone')
  await turn()
  expect(wire.frames()).toHaveLength(1)
  await Promise.all([set(0, 'a', 2), set(1, 'b', 2)])
  await turn()
  expect(wire.frames()).toHaveLength(1)
  await set(0, 'first', 3)
  await turn()
  elapsed += 0.4
  await set(1, 'second', 3)
  await turn()
  expect(wire.frames()).toEqual([])
  elapsed += 0.2
  await turn()
  const [frame, ...others] = wire.frames()
  expect(others).toEqual([])
  expect(frame?.t === 'up' && frame.items.map(({ manual }) => manual?.text)).toEqual(['first', 'second'])
})

test('where there is no news nobody who comes back waits for more of it, however long the others took', async () => {
  let elapsed = 0
  const { room, view } = await team(3, () => elapsed)
  const from = { epoch: EPOCH, rev: view.rev }
  const slow = new FakeWire()
  slow.write = () => {
    elapsed += 40
    return true
  }
  room.join(createListener(slow), from)
  await turn()
  const next = await listen(room, from)
  expect(next.wire.frames()).toMatchObject([{ t: 'sync', full: false, items: [] }])
})

test('who joins between a change and its frame misses nothing and sees no gap', async () => {
  const { room, set } = await team(3)
  const early = await listen(room)
  const written = set(0, 'a')
  const late = await listen(room)
  await written
  await set(1, 'b')
  await turn()
  for (const { wire } of [early, late])
    expect(new Reader().read(wire.frames()).people).toEqual(
      new Map([
        ['p0', 'a'],
        ['p1', 'b'],
        ['p2', ''],
      ]),
    )
})

test('resuming sends only what changed, and a name or a plan only where it is news', async () => {
  const { room, set, view } = await team(3)
  const from = { epoch: EPOCH, rev: view.rev }
  await set(2, 'z')
  const [frame] = (await listen(room, from)).wire.frames()
  expect(frame).toMatchObject({ t: 'sync', full: false, more: false, r: view.rev, items: [{ p: 'p2' }] })
  expect(frame?.t === 'sync' && Object.keys(frame.items[0] ?? {})).toEqual([
    'p',
    'r',
    'live',
    'gone',
    'presence',
    'manual',
    'asOf',
  ])
  const [stranger] = (await listen(room, { epoch: 'f'.repeat(16), rev: from.rev })).wire.frames()
  expect(stranger).toMatchObject({
    full: true,
    items: [{ name: 'p0' }, { name: 'p1' }, { name: 'p2', manual: { text: 'z' } }],
  })
})

test('a reader that stops is written no more than its share, and caught up by one delta when it goes on', async () => {
  const { room, set, store, view } = await team(40)
  const { wire, listener } = await listen(room)
  const reader = new Reader().read(wire.frames())
  const quick = await listen(room)
  const keen = new Reader().read(quick.wire.frames())
  wire.stopped = true
  for (let round = 1; round <= 40; round += 1) {
    for (let n = 0; n < 40; n += 1) await set(n, `${round} ${'x'.repeat(100)}`, round)
    await turn()
    expect(wire.writableLength).toBeLessThan(64 * 1024 + 16 * 1024)
  }
  expect(listener).toMatchObject({ current: false, stuckSince: NOON })
  await store.edit('atlas', { do: 'remove', person: 'p7' }, NOON)
  reader.read(wire.frames())
  wire.stopped = false
  wire.writableLength = 0
  room.drained(listener)
  await turn()
  const caughtUp = wire.frames()
  expect(caughtUp.filter(({ t }) => t === 'sync')).toHaveLength(1)
  expect(reader.read(caughtUp).rev).toBe(view.rev)
  keen.read(quick.wire.frames())
  expect(reader.people).toEqual(keen.people)
  expect(reader.people.size).toBe(39)
  expect(listener).toMatchObject({ current: true, stuckSince: null })
})

test('a list too long for one frame comes in several, as the reader takes them, and changes meanwhile are not lost', async () => {
  const { room, set, view } = await team(450)
  const wire = new FakeWire()
  const listener = createListener(wire)
  wire.writableLength = 1e6
  room.join(listener, null)
  await turn()
  expect(wire.taken).toEqual([])
  await set(449, 'meanwhile')
  await set(0, 'first')
  await turn()
  wire.writableLength = 0
  room.drained(listener)
  await turn()
  const frames = wire.frames()
  const syncs = frames.filter((frame): frame is SyncFrame => frame.t === 'sync')
  expect(syncs.slice(0, 3).map(({ full, more, items }) => [full, more, items.length])).toEqual([
    [true, true, 200],
    [true, true, 200],
    [true, false, 50],
  ])
  const reader = new Reader().read(frames)
  expect(reader.people.size).toBe(450)
  expect([reader.people.get('p449'), reader.people.get('p0'), reader.rev]).toEqual(['meanwhile', 'first', view.rev])
})

test('when very many change at once everybody gets them in several frames', async () => {
  const { room, set, view } = await team(250)
  const { wire } = await listen(room)
  const reader = new Reader().read(wire.frames())
  await Promise.all(Array.from({ length: 250 }, (_, n) => set(n, 'all')))
  await turn()
  const frames = wire.frames()
  expect(frames.map(({ t }) => t)).toEqual(['sync', 'sync'])
  reader.read(frames)
  expect([new Set(reader.people.values()), reader.rev]).toEqual([new Set(['all']), view.rev])
})

test('who takes nothing for long is named, and only then', async () => {
  const { room, set, pass } = await team(2)
  const { wire, listener } = await listen(room)
  wire.writableLength = 1e6
  await set(0, 'a')
  await turn()
  pass(30_000)
  expect(room.stuck()).toEqual([])
  pass(1)
  expect(room.stuck()).toEqual([listener])
  room.leave(listener)
  expect(room.stuck()).toEqual([])
})
