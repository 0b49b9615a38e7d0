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
  /** Puts back what was taken for nothing. */
  giveBack(): void
  full(now: number): boolean
}

class TokenBucket implements Bucket {
  readonly #rate: Rate
  #tokens: number
  #at = 0

  constructor(rate: Rate) {
    this.#rate = rate
    this.#tokens = rate.burst
  }

  take(now: number): number {
    this.#refill(now)
    const { count, per } = this.#rate
    if (this.#tokens < 1) return Math.ceil(((1 - this.#tokens) * per) / count)
    this.#tokens -= 1
    return 0
  }

  giveBack(): void {
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + 1)
  }

  full(now: number): boolean {
    this.#refill(now)
    return this.#tokens >= this.#rate.burst
  }

  #refill(now: number): void {
    const { burst, count, per } = this.#rate
    this.#tokens = Math.min(burst, this.#tokens + (Math.max(0, now - this.#at) * count) / per)
    this.#at = now
  }
}

export const createBucket = (rate: Rate): Bucket => new TokenBucket(rate)

/** A bucket for each name; those that are full again are forgotten now and then. */
export interface Buckets {
  take(name: string, now: number): number
  giveBack(name: string): void
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
    giveBack: (name) => known.get(name)?.giveBack(),
  }
}
