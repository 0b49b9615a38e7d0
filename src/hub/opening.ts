/** Opens what keeps the teams: a file of this hub's own, or an engine that several hubs share. */
import { type HubClock, worldClock } from './clock.ts'
import { readPem, type ServeWords, UsageError } from './config.ts'
import type { HubFolder } from './folder.ts'
import { stderrLog } from './log.ts'
import { OpenError, openEmbedded } from './store/embedded.ts'
import type { Store } from './store/port.ts'

const OPEN_PROBLEMS: Record<OpenError['code'], string> = {
  locked: 'Another hub is using this folder.',
  newer: 'The data was written by a newer Tideline; update this one.',
  damaged: 'The data is damaged; put a backup in its place.',
  unopened: 'The data cannot be opened.',
}

export interface Opened {
  readonly store: Store
  /** The time that everybody goes by: the engine's, where several hubs must agree. */
  readonly clock: HubClock
}

export type EngineWords = Pick<ServeWords, 'engine' | 'engineCa' | 'engineReplicas'>

/** Throws `UsageError`. */
export async function openStore(
  words: EngineWords,
  folder: HubFolder,
  restartLease: number,
  writer: URL,
): Promise<Opened> {
  if (words.engine !== undefined) return openShared(words.engine, words, restartLease)
  const onTrouble = (detail: string | null): void =>
    stderrLog(detail === null ? 'store_writes_again' : 'store_cannot_write', { detail })
  try {
    const options = { file: folder.database, writer, now: worldClock.now(), restartLease, onTrouble }
    return { store: await openEmbedded(options), clock: worldClock }
  } catch (error) {
    if (error instanceof OpenError)
      throw new UsageError(`${OPEN_PROBLEMS[error.code]} (${folder.database}: ${error.message})`, { cause: error })
    throw error
  }
}

/** The certificate in `file`. Throws `UsageError` where there is none, or the address would not use it. */
async function authorityOf(url: string, file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined
  if (!url.startsWith('rediss'))
    throw new UsageError('--engine-ca is for an engine behind TLS: rediss://… or rediss-sentinel://….')
  const pem = await readPem(file)
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new UsageError(`${file} holds no certificate (PEM).`)
  return pem
}

/** Loaded only where it is used: the client of the engine is large. */
async function openShared(url: string, words: EngineWords, restartLease: number): Promise<Opened> {
  const { readEngine } = await import('./store/engine/link.ts')
  const { EngineError } = await import('./store/engine/trouble.ts')
  const { followEngine } = await import('./store/engine/clock.ts')
  const { openEngine } = await import('./store/engine/store.ts')
  const redis = readEngine(url, await authorityOf(url, words.engineCa))
  if (redis === null)
    throw new UsageError('--engine looks like redis://host:6379 or redis-sentinel://host:26379,host:26379/name.')
  const replicas = Number(words.engineReplicas ?? (redis.sentinels === undefined ? 0 : 1))
  if (!Number.isInteger(replicas) || replicas < 0) throw new UsageError('--engine-replicas takes a whole number.')
  try {
    const clock = await followEngine(redis, worldClock)
    const onAdvice = (advice: string): void => stderrLog('engine_advice', { advice })
    const store = await openEngine({ redis, clock, restartLease, replicas, onAdvice }).catch((error: unknown) => {
      clock.stop()
      throw error
    })
    const close = async (): Promise<void> => {
      clock.stop()
      await store.close()
    }
    return { store: { ...store, close }, clock }
  } catch (error) {
    if (error instanceof EngineError) throw new UsageError(error.message, { cause: error })
    throw error
  }
}
