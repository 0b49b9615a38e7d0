/** The engine's master is killed under Sentinel: writes come back by themselves and nothing confirmed is lost. */
import { expect, test, vi } from 'vitest'
import { hlcOf } from '../../src/core/sync/hlc.ts'
import { readEngine } from '../../src/hub/store/engine/link.ts'
import { adviseSentinels } from '../../src/hub/store/engine/sentinels.ts'
import { openEngine } from '../../src/hub/store/engine/store.ts'
import type { Store } from '../../src/hub/store/port.ts'
import { away } from '../hub/kit.ts'
import { HOUR, join, NOON } from '../hub/disk.ts'
import { startWatched } from './redis.ts'

vi.setConfig({ testTimeout: 180_000 })
/** More of them by `TIDELINE_ROUNDS=10`. */
const ROUNDS = Number(process.env['TIDELINE_ROUNDS'] ?? 1)
/** Sentinel needs one second to be sure and one to choose; the rest is this machine. */
const LONGEST_GAP = 6_000

test('kill -9 of the master: nothing confirmed is lost, nothing is missed, writing goes on', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const ends: (() => Promise<void>)[] = []
    let gap = Infinity
    try {
      gap = await failover(ends)
    } finally {
      for (const end of ends) await end()
    }
    process.stdout.write(`failover ${round + 1}: writes back after ${gap} ms\n`)
    expect(gap).toBeLessThan(LONGEST_GAP)
  }
})

test('settings of Sentinel that make a failover slow are said at the start', async () => {
  const engine = await startWatched({ failoverTimeout: 180_000 })
  const redis = readEngine(engine.url)
  if (redis === null) throw new Error('no address')
  try {
    expect(await adviseSentinels(redis)).toEqual([expect.stringMatching(/failover-timeout is 180000 ms/)])
    expect(await adviseSentinels({ host: '127.0.0.1', port: 1 })).toEqual([])
  } finally {
    await engine.stop()
  }
})

async function failover(ends: (() => Promise<void>)[]): Promise<number> {
  const engine = await startWatched()
  const stores: Store[] = []
  ends.push(async () => {
    for (const store of stores) await store.close()
    await engine.stop()
  })
  const redis = readEngine(engine.url)
  if (redis === null) throw new Error('no address')
  const node = async (): Promise<Store> => {
    const store = await openEngine({ redis, clock: { now: () => NOON }, restartLease: 0, replicas: 1 })
    stores.push(store)
    return store
  }
  const [one, two] = [await node(), await node()]
  await one.createTeam({ id: 'atlas', name: 'Atlas', epoch: 'a'.repeat(16) })
  const writers = [await join(one, 'atlas', 'ana'), await join(one, 'atlas', 'ben')]
  await two.open('atlas')

  const confirmed = [-1, -1]
  let [count, longest, last, stopping] = [0, 0, performance.now(), false]
  const pour = writers.map(async (who, n) => {
    for (let at = 0; !stopping; at += 1) {
      const body = away(String(at), NOON + HOUR)
      const write = { kind: 'manual', hlc: hlcOf(NOON, at), body } as const
      const ok = await (n === 0 ? one : two).put(who, write, NOON).then(
        () => true,
        async () => {
          // Refused at once while there is no master; whoever writes waits a little.
          await new Promise((done) => setTimeout(done, 20))
          return false
        },
      )
      if (!ok) continue
      confirmed[n] = at
      count += 1
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }
  })
  await expect.poll(() => count, { timeout: 20_000 }).toBeGreaterThan(500)
  longest = 0
  await (await engine.master()).kill()
  const atKill = count
  await expect.poll(() => count, { timeout: 60_000, interval: 20 }).toBeGreaterThan(atKill + 500)
  stopping = true
  await Promise.all(pour)

  const fresh = await node()
  await fresh.open('atlas')
  for (const [n, who] of writers.entries()) {
    const shown = (store: Store) =>
      Number(/"text":"(\d+)"/.exec(store.view('atlas')?.person(who.person)?.shown ?? '')?.[1])
    expect(shown(fresh)).toBeGreaterThanOrEqual(confirmed[n] ?? 0)
    for (const store of [one, two]) await expect.poll(() => shown(store), { timeout: 10_000 }).toBe(shown(fresh))
  }
  return Math.round(longest)
}
