/** The way to the engine (Redis or Valkey, 7 or newer): one connection for commands, one that may wait, one that listens. */
import { type Redis, type RedisOptions, type SentinelAddress } from 'ioredis'
import { StoreError } from '../port.ts'
import { COMMIT, RENEW, REVIVE, SINCE } from './scripts.ts'
import { EngineError, unreached } from './trouble.ts'

export interface EngineLink {
  readonly commands: Redis
  /** Revocations wait here until a replica has them, and hold nobody else up. */
  readonly patient: Redis
  readonly news: Redis
  /** Milliseconds since the engine could not be reached; 0 while it can. */
  downFor(): number
  close(): Promise<void>
}

/** What is needed to reach the engine. */
export type EngineAddress = Omit<RedisOptions, 'replyMapping'>

/** How long a command may take, a failover included: whoever waits is told no after that. */
const PATIENCE_MS = 4_000
const RECONNECT_MS = 100
/** A Sentinel that was away is listened to again this soon; the client's own minute would miss what it says of a failover. */
const SENTINEL_RECONNECT_MS = 1_000
/** A Sentinel that hangs must not hold up the next one. */
const SENTINEL_PATIENCE_MS = 1_000

/**
 * `redis://[user:password@]host:port[/db]`, `rediss://…`, or
 * `redis-sentinel://[user:password@]host:port,host:port/name` for a master that Sentinel watches; `rediss-sentinel://…`
 * is encrypted all the way. `ca` (PEM) is the only authority whose certificates are taken then.
 */
export function readEngine(text: string, ca?: string): EngineAddress | null {
  const [, scheme, login, hosts, path] =
    /^(redis|rediss|redis-sentinel|rediss-sentinel):\/\/(?:([^@/]*)@)?([^@/]+)(?:\/([\w.-]+))?$/.exec(text) ?? []
  if (scheme === undefined || hosts === undefined) return null
  const addresses = hosts.split(',').map(readAddress)
  if (addresses.some((address) => address === null)) return null
  const [username, password] = (login ?? '').split(':').map(decodeURIComponent)
  const known = { ...(username ? { username } : {}), ...(password ? { password } : {}) }
  const trust = ca === undefined ? {} : { ca }
  const tls = scheme.startsWith('rediss') ? { tls: trust } : {}
  const found = addresses.filter((address) => address !== null)
  const [first] = found
  if (scheme.endsWith('sentinel'))
    return path === undefined ? null : { ...known, ...tls, ...watchedBy(scheme, trust), sentinels: found, name: path }
  if (first === undefined || found.length > 1 || (path !== undefined && !/^\d+$/.test(path))) return null
  return { ...known, ...tls, ...first, db: Number(path ?? 0) }
}

/** Without these `tls` would hold for a single engine only: neither Sentinel nor the master that it names would be encrypted. */
const watchedBy = (scheme: string, sentinelTLS: { ca?: string }): EngineAddress =>
  scheme === 'rediss-sentinel'
    ? { failoverDetector: true, enableTLSForSentinelMode: true, sentinelTLS }
    : { failoverDetector: true }

function readAddress(text: string): { host: string; port: number } | null {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(text) ?? []
  const host = bracketed ?? plain
  return host === undefined || port === undefined ? null : { host, port: Number(port) }
}

export const hostsOf = (options: EngineAddress): string[] =>
  (options.sentinels ?? []).map((sentinel: Partial<SentinelAddress>) => sentinel.host ?? '').concat(options.host ?? [])

export async function openLink(options: EngineAddress): Promise<EngineLink> {
  const { Redis } = await import('ioredis')
  const common: EngineAddress = {
    ...options,
    lazyConnect: true,
    maxRetriesPerRequest: null,
    commandTimeout: PATIENCE_MS,
    connectTimeout: 1_500,
    retryStrategy: () => RECONNECT_MS,
    sentinelRetryStrategy: () => RECONNECT_MS,
    sentinelReconnectStrategy: () => SENTINEL_RECONNECT_MS,
    sentinelCommandTimeout: SENTINEL_PATIENCE_MS,
    enableAutoPipelining: false,
  }
  const commands = new Redis(common)
  const patient = new Redis(common)
  const news = new Redis({ ...common, autoResubscribe: true })
  let downSince: number | null = null
  commands.on('ready', () => (downSince = null))
  commands.on('close', () => (downSince ??= performance.now()))
  const all = [commands, patient, news]
  let closing = false
  let why: unknown
  for (const each of all) {
    each.on('error', (error) => (why = error))
    // The client gives up for good if a failover is noticed while it connects; a hub never does.
    each.on('end', () => {
      if (!closing) setTimeout(() => void each.connect().catch(() => {}), RECONNECT_MS)
    })
  }
  try {
    await Promise.all(all.map((each) => withinPatience(each.connect())))
  } catch (error) {
    closing = true
    for (const each of all) each.disconnect()
    throw await unreached(why ?? error, options)
  }
  defineScripts(commands)
  defineScripts(patient)
  return {
    commands,
    patient,
    news,
    downFor: () => (downSince === null ? 0 : performance.now() - downSince),
    async close() {
      closing = true
      for (const each of all) each.disconnect()
    },
  }
}

function withinPatience(work: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error('no answer')), PATIENCE_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const SCRIPTS = {
  tidelineCommit: { lua: COMMIT, numberOfKeys: 3 },
  tidelineSince: { lua: SINCE, numberOfKeys: 2 },
  tidelineRevive: { lua: REVIVE, numberOfKeys: 2 },
  tidelineRenew: { lua: RENEW, numberOfKeys: 1 },
} as const

function defineScripts(redis: Redis): void {
  for (const [name, definition] of Object.entries(SCRIPTS)) redis.defineCommand(name, definition)
}

/** Runs one of the scripts; whatever goes wrong is "the store cannot now". */
export async function runScript(
  redis: Redis,
  name: keyof typeof SCRIPTS,
  args: readonly (string | number)[],
): Promise<unknown> {
  const run: unknown = Reflect.get(redis, name)
  if (typeof run !== 'function') throw new Error(`${name} is not defined`)
  return asking(async (): Promise<unknown> => Reflect.apply(run, redis, args))
}

export async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw new StoreError('store', { cause: error })
  }
}

/** Settings under which the engine would lose what it confirmed. Throws `EngineError`; answers what should be mended. */
export async function checkEngine(redis: Redis, isLocal: boolean): Promise<string[]> {
  const info = await asking(() => redis.info())
  const value = (name: string): string => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? ''
  const major = Number.parseInt(value('valkey_version') || value('redis_version'), 10)
  if (major < 7) throw new EngineError(`The engine is version ${value('redis_version')}; it must be 7 or newer.`)
  const policy = value('maxmemory_policy')
  if (policy !== 'noeviction')
    throw new EngineError(`The engine forgets when it is full (maxmemory-policy ${policy}); set it to noeviction.`)
  if (value('redis_mode') === 'cluster')
    throw new EngineError('The engine is a cluster; Tideline needs one master, with replicas and Sentinel if you like.')
  if (!isLocal && !(await isGuarded(redis)))
    throw new EngineError(
      'The engine takes everybody in; give it a password (requirepass or ACL) and put it in the address.',
    )
  return value('aof_enabled') === '1' ? [] : ['appendonly is off: what was written last is lost if the engine stops.']
}

/** Whether a stranger is asked for a password. */
async function isGuarded(redis: Redis): Promise<boolean> {
  const stranger = redis.duplicate({ username: '', password: '', lazyConnect: true, retryStrategy: () => null })
  stranger.on('error', () => {})
  try {
    await withinPatience(stranger.connect().then(() => stranger.ping()))
    return false
  } catch {
    return true
  } finally {
    stranger.disconnect()
  }
}
