/** The store on a real Redis. */
import { afterAll, afterEach, beforeAll } from 'vitest'
import { openEngine } from '../../src/hub/store/engine/store.ts'
import { readEngine } from '../../src/hub/store/engine/link.ts'
import type { Store } from '../../src/hub/store/port.ts'
import { type RedisServer, startRedis } from './redis.ts'
import { papersContract } from '../hub/papers.contract.ts'
import { peopleContract } from '../hub/people.contract.ts'
import type { Disk } from '../hub/disk.ts'
import { storeContract } from '../hub/store.contract.ts'

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

/** Nodes come and go; the engine stays. */
function engineDisk(): Disk {
  return {
    forgetsNothing: true,
    async open({ now, ...options }) {
      const redis = readEngine(server.url)
      if (redis === null) throw new Error('no address')
      const store = await openEngine({ ...options, redis, clock: { now: () => now } })
      opened.push(store)
      return store
    },
    async crash() {
      await opened.pop()?.close()
    },
  }
}

storeContract('engine', engineDisk)
papersContract('engine: papers', engineDisk)
peopleContract('engine: people', engineDisk)
