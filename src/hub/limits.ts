/** Token buckets: how much of something may happen at once, and how much over time. */
import { HOUR, MINUTE, SECOND } from '../core/time/instant.ts'
import { LIMITS } from '../core/sync/limits.ts'

export interface Rate {
  readonly burst: number
  readonly count: number
  /** Milliseconds in which `count` come back. */
  readonly per: number
}

export interface Rates {
  readonly puts: Rate
  /** Documents, votes and inbox items: a morning's worth at once. */
  readonly papers: Rate
  /** Who goes over this one although `puts` refused is cut off. */
  readonly refusedPuts: Rate
  readonly frames: Rate
  readonly badFrames: Rate
  readonly connectsByDevice: Rate
  readonly connectsByAddress: Rate
  readonly joinsByAddress: Rate
  readonly joinsByInvite: Rate
}

export const RATES: Rates = {
  puts: { burst: LIMITS.putBurst, count: LIMITS.putsPerMinute, per: MINUTE },
  papers: { burst: LIMITS.paperBurst, count: LIMITS.papersPerMinute, per: MINUTE },
  refusedPuts: { burst: 3 * LIMITS.putsPerMinute, count: 3 * LIMITS.putsPerMinute, per: MINUTE },
  frames: { burst: 2 * LIMITS.framesPerSecond, count: LIMITS.framesPerSecond, per: SECOND },
  badFrames: { burst: LIMITS.badFrames, count: LIMITS.badFrames, per: LIMITS.badFramesWithin },
  connectsByDevice: { burst: 10, count: 10, per: MINUTE },
  connectsByAddress: { burst: 200, count: 60, per: MINUTE },
  joinsByAddress: { burst: 10, count: 10, per: MINUTE },
  joinsByInvite: { burst: 100, count: 100, per: HOUR },
}

export interface Bucket {
  /** Takes one; 0 if there was one, else the milliseconds until there is. */
  take(now: number): number
  full(now: number): boolean
}

export function createBucket({ burst, count, per }: Rate): Bucket {
  let tokens = burst
  let at = -Infinity
  const refill = (now: number): void => {
    tokens = Math.min(burst, tokens + (Math.max(0, now - at) * count) / per)
    at = now
  }
  return {
    take(now) {
      refill(now)
      if (tokens < 1) return Math.ceil(((1 - tokens) * per) / count)
      tokens -= 1
      return 0
    },
    full(now) {
      refill(now)
      return tokens >= burst
    },
  }
}

/** A bucket for each name; those that are full again are forgotten now and then. */
export interface Buckets {
  take(name: string, now: number): number
}
const PRUNE_ABOVE = 1_000

export function createBuckets(rate: Rate): Buckets {
  const known = new Map<string, Bucket>()
  let pruneAbove = PRUNE_ABOVE
  const prune = (now: number): void => {
    for (const [name, bucket] of known) if (bucket.full(now)) known.delete(name)
    pruneAbove = Math.max(PRUNE_ABOVE, 2 * known.size)
  }
  return {
    take(name, now) {
      const bucket = known.get(name) ?? createBucket(rate)
      known.set(name, bucket)
      if (known.size > pruneAbove) prune(now)
      return bucket.take(now)
    },
  }
}
