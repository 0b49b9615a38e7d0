/** `TIDELINE_OPS=100000 npx vitest run tests/engine/model.test.ts` lives longer. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEngine } from '../../src/hub/store/engine/link.ts'
import { openEngine } from '../../src/hub/store/engine/store.ts'
import type { Store } from '../../src/hub/store/port.ts'
import { live, type World } from '../hub/model.ts'
import { NOON } from '../hub/disk.ts'
import { type RedisServer, startRedis } from './redis.ts'

const OPS = Number(process.env['TIDELINE_OPS'] ?? 2_000)

let server: RedisServer
beforeAll(async () => {
  server = await startRedis()
})
afterAll(() => server.kill())

test(
  'two nodes, either of which is gone at times: every client ends up with what both have',
  { timeout: 600_000 },
  async () => {
    const redis = readEngine(server.url)
    if (redis === null) throw new Error('no address')
    const node = (): Promise<Store> => openEngine({ redis, clock: { now: () => NOON }, restartLease: 0 })
    const world: World = {
      nodes: [await node(), await node()],
      async crash(at) {
        await world.nodes[at]?.close()
        world.nodes[at] = await node()
        await world.nodes[at]?.open('atlas')
      },
    }
    await expect(live(world, 4, OPS)).resolves.toBeUndefined()
    for (const each of world.nodes) await each.close()
  },
)
