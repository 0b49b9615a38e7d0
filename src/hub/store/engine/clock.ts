/** The engine's clock: nodes whose own clocks differ must agree on when a lease ends. */
import { SECOND } from '../../../core/time/instant.ts'
import type { HubClock } from '../../clock.ts'
import type { EngineAddress } from './link.ts'
import { unreached } from './trouble.ts'

const ASK_EVERY = 10 * SECOND

export interface FollowingClock extends HubClock {
  stop(): void
}

/** Throws `EngineError` where the engine does not answer. */
export async function followEngine(address: EngineAddress, world: HubClock): Promise<FollowingClock> {
  const { Redis } = await import('ioredis')
  const redis = new Redis({ ...address, maxRetriesPerRequest: 1, commandTimeout: 4_000 })
  let stopped = false
  let why: unknown
  redis.on('error', (error) => (why = error))
  // As in link.ts: the client gives up for good if a failover is noticed while it connects.
  redis.on('end', () => {
    if (!stopped) setTimeout(() => void redis.connect().catch(() => {}), ASK_EVERY)
  })
  let offset = 0
  const ask = async (): Promise<void> => {
    const asked = world.now()
    const [seconds, micros] = await redis.time()
    offset = Number(seconds) * SECOND + Number(micros) / 1_000 - (asked + world.now()) / 2
  }
  try {
    await ask()
  } catch (error) {
    stopped = true
    redis.disconnect()
    throw await unreached(why ?? error, address)
  }
  const stopAsking = world.every(ASK_EVERY, () => void ask().catch(() => {}))
  return {
    ...world,
    now: () => Math.round(world.now() + offset),
    stop() {
      stopped = true
      stopAsking()
      redis.disconnect()
    },
  }
}
