/** What should be mended in the settings of those who watch the engine. */
import type { Redis } from 'ioredis'
import type { EngineAddress } from './link.ts'

/** A first try at a failover may fail: the next one comes after twice the `failover-timeout`. */
const LONGEST_FAILOVER_MS = 3_000
const LONGEST_DOWN_MS = 2_000
const PATIENCE_MS = 2_000

/** Empty where all is well, where nobody watches, and where they cannot be asked: then the engine itself says so. */
export async function adviseSentinels({ sentinels, name, ...options }: EngineAddress): Promise<string[]> {
  const [first] = sentinels ?? []
  if (first === undefined || name === undefined) return []
  const { Redis: Client } = await import('ioredis')
  const tls = options.sentinelTLS === undefined ? {} : { tls: options.sentinelTLS }
  const once = {
    lazyConnect: true,
    commandTimeout: PATIENCE_MS,
    connectTimeout: PATIENCE_MS,
    retryStrategy: () => null,
  }
  const client = new Client({ ...first, ...tls, ...once })
  client.on('error', () => {})
  try {
    return adviceOf(await settingsOf(client, name))
  } catch {
    return []
  } finally {
    client.disconnect()
  }
}

async function settingsOf(client: Redis, name: string): Promise<ReadonlyMap<string, number>> {
  const reply = await client.call('SENTINEL', 'MASTER', name)
  const words = (Array.isArray(reply) ? reply : Object.entries(reply ?? {}).flat()).map(String)
  return new Map(words.flatMap((word, at) => (at % 2 === 0 ? [[word, Number(words[at + 1])] as const] : [])))
}

function adviceOf(settings: ReadonlyMap<string, number>): string[] {
  const slow = (setting: string, most: number, meaning: string): string[] => {
    const value = settings.get(setting) ?? 0
    return value > most ? [`Sentinel's ${setting} is ${value} ms: ${meaning}`] : []
  }
  return [
    ...slow(
      'down-after-milliseconds',
      LONGEST_DOWN_MS,
      'so long nobody can write before it does anything; set it to 1000.',
    ),
    ...slow(
      'failover-timeout',
      LONGEST_FAILOVER_MS,
      'if its first try fails, it waits twice that long; set it to 2000.',
    ),
  ]
}
