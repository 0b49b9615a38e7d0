/** Several nodes on one engine: they agree, whatever the order, and everything is done once. */
import { isDeepStrictEqual } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { hlcOf } from '../../src/core/sync/hlc.ts'
import { readEngine } from '../../src/hub/store/engine/link.ts'
import { EngineError } from '../../src/hub/store/engine/trouble.ts'
import { openEngine } from '../../src/hub/store/engine/store.ts'
import type { Caller, Change, Store } from '../../src/hub/store/port.ts'
import { away } from '../hub/kit.ts'
import { HOUR, join, NOON } from '../hub/disk.ts'
import { type RedisServer, startRedis } from './redis.ts'

let server: RedisServer
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server.kill())
const opened: Store[] = []
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
  await server.clear()
})

function addressOf(url: string) {
  const redis = readEngine(url)
  if (redis === null) throw new Error(`no address: ${url}`)
  return redis
}

async function node(): Promise<Store> {
  const store = await openEngine({ redis: addressOf(server.url), clock: { now: () => NOON }, restartLease: 0 })
  opened.push(store)
  return store
}

async function twoNodes(people: number) {
  const [one, two] = [await node(), await node()]
  await one.createTeam({ id: 'atlas', name: 'Atlas', epoch: 'a'.repeat(16) })
  const callers: Caller[] = []
  for (let n = 0; n < people; n += 1) callers.push(await join(one, 'atlas', `p${n}`))
  await two.open('atlas')
  return { one, two, callers }
}

const stateOf = (store: Store): unknown => {
  const view = store.view('atlas')
  return { rev: view?.rev, all: view?.since(null) }
}
const agreed = (one: Store, two: Store) =>
  expect.poll(() => isDeepStrictEqual(stateOf(one), stateOf(two)), { timeout: 5_000 }).toBe(true)
const texts = (n: number, at: number) => ({
  kind: 'manual' as const,
  hlc: hlcOf(NOON, at),
  body: away(`${n}-${at}`, NOON + HOUR),
})

test('writes on both nodes at once: every one has its own number, and both show the same', async () => {
  const { one, two, callers } = await twoNodes(10)
  const before = one.view('atlas')?.rev ?? 0
  const told = new Map<Store, number[]>([
    [one, []],
    [two, []],
  ])
  for (const [store, revs] of told)
    store.subscribe(({ set }) => revs.push(...set.map(() => store.view('atlas')?.rev ?? 0)))
  const writes = callers.flatMap((who, n) =>
    Array.from({ length: 20 }, (_, at) =>
      (n + at) % 2 === 0 ? one.put(who, texts(n, at), NOON) : two.put(who, texts(n, at), NOON),
    ),
  )
  const written = await Promise.all(writes)
  await agreed(one, two)
  const won = written.filter(({ stale }) => stale === null).length
  expect(one.view('atlas')?.rev).toBeLessThanOrEqual(before + won)
  for (const [n] of callers.entries()) expect(one.view('atlas')?.person(`p${n}`)?.shown).toContain(`${n}-19`)
  for (const revs of told.values()) expect(revs).toEqual(revs.toSorted((first, second) => first - second))
})

test('a lease that runs out is ended once, although both nodes sweep at the same moment', async () => {
  const { one, two, callers } = await twoNodes(30)
  for (const who of callers) await one.begin(who, NOON + 1_000, NOON)
  await agreed(one, two)
  const rev = one.view('atlas')?.rev ?? 0
  const told: Change[] = []
  two.subscribe((change) => told.push(change))
  await Promise.all([
    one.sweep(NOON + 1_000),
    two.sweep(NOON + 1_000),
    one.sweep(NOON + 1_000),
    two.sweep(NOON + 1_001),
  ])
  await agreed(one, two)
  expect(one.view('atlas')?.rev).toBe(rev + 30)
  expect(told.flatMap(({ set }) => set).toSorted()).toEqual(callers.map(({ person }) => person).toSorted())
})

test('a device that came back on the other node keeps its lease, whatever the first node still says', async () => {
  const { one, two, callers } = await twoNodes(1)
  const [who] = callers
  if (who === undefined) throw new Error('nobody')
  const elsewhere: string[] = []
  one.subscribe((change) => elsewhere.push(...(change.elsewhere ?? [])))
  await one.begin(who, NOON + 1_000, NOON)
  await two.begin(who, NOON + 80_000, NOON)
  await expect.poll(() => elsewhere).toEqual([who.device])
  await one.end(who, { quit: false, at: NOON + 30_000 }, NOON)
  await two.renew([who], NOON + 100_000, NOON + 20_000)
  await Promise.all([one.sweep(NOON + 99_999), two.sweep(NOON + 99_999)])
  expect(two.view('atlas')?.person(who.person)?.shown).toContain('"live":true')
})

test('a node that slept while leases ended takes its people back as soon as it says so', async () => {
  const { one, two, callers } = await twoNodes(2)
  for (const who of callers) await one.begin(who, NOON + 1_000, NOON)
  await two.sweep(NOON + 2_000)
  await one.renew(callers, NOON + 90_000, NOON + 3_000)
  await agreed(one, two)
  for (const { person } of callers) expect(two.view('atlas')?.person(person)?.shown).toContain('"live":true')
})

test('an engine that went back in time starts another history, and no number is used twice', async () => {
  const { one, two, callers } = await twoNodes(2)
  const [who] = callers
  if (who === undefined) throw new Error('nobody')
  const { Redis } = await import('ioredis')
  const redis = new Redis(server.port)
  const dump = await redis.dumpBuffer('tl:{atlas}:head')
  for (const at of [1, 2, 3]) await one.put(who, texts(0, at), NOON)
  await agreed(one, two)
  const seen = { epoch: one.view('atlas')?.epoch ?? '', rev: one.view('atlas')?.rev ?? 0 }
  const reset: (boolean | undefined)[] = []
  two.subscribe((change) => reset.push(change.reset))
  await redis.restore('tl:{atlas}:head', 0, dump, 'REPLACE')
  redis.disconnect()
  await Promise.all([one.sweep(NOON + 6_000), two.sweep(NOON + 6_000)])
  await agreed(one, two)
  expect(reset).toContain(true)
  expect(one.view('atlas')?.epoch).not.toBe(seen.epoch)
  expect(one.view('atlas')?.rev).toBeGreaterThan(seen.rev)
  expect(one.view('atlas')?.since(seen).full).toBe(true)
  await two.put(who, texts(0, 9), NOON)
  await agreed(one, two)
})

test('an engine that may forget is refused by name', async () => {
  const forgetful = await startRedis(['--maxmemory-policy', 'allkeys-lru'])
  const opening = openEngine({ redis: addressOf(forgetful.url), clock: { now: () => NOON }, restartLease: 0 })
  await expect(opening).rejects.toThrow(/maxmemory-policy allkeys-lru/)
  await expect(opening).rejects.toThrow(EngineError)
  await forgetful.kill()
})

test('addresses of engines are read, or not', () => {
  expect(readEngine('redis://h:1/2')).toMatchObject({ host: 'h', port: 1, db: 2 })
  expect(readEngine('rediss://me:p%40ss@[::1]:1')).toMatchObject({
    username: 'me',
    password: 'p@ss',
    host: '::1',
    tls: {},
  })
  expect(readEngine('redis-sentinel://a:1,b:2/hub')).toMatchObject({
    sentinels: [
      { host: 'a', port: 1 },
      { host: 'b', port: 2 },
    ],
    name: 'hub',
  })
  expect(readEngine('rediss-sentinel://a:1/hub')).toMatchObject({
    tls: {},
    enableTLSForSentinelMode: true,
    sentinelTLS: {},
  })
  for (const wrong of ['redis://h', 'redis-sentinel://a:1', 'http://h:1', 'redis://a:1,b:2', 'redis://h:1/x'])
    expect(readEngine(wrong)).toBeNull()
})
