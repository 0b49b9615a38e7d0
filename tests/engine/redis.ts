/** Real Redis and Sentinel processes on loopback, for one test each. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { endWithUs } from '../../scripts/lib/children.mjs'
import type { EngineAddress } from '../../src/hub/store/engine/link.ts'
import { freePort } from '../harness/hub.ts'
import type { Authority } from './authority.ts'

export interface Server {
  readonly port: number
  readonly process: ChildProcess
  /** As a crash would. */
  kill(): Promise<void>
}

export interface RedisServer extends Server {
  readonly url: string
  /** Empties it. */
  clear(): Promise<void>
}

/** Where it listens: encrypted and not in the clear, where it has a certificate. */
function doors(port: number, tls: Authority | undefined): readonly (readonly [string, string])[] {
  if (tls === undefined) return [['port', String(port)]]
  return [['port', '0'], ['tls-port', String(port)], ...Object.entries(tls.settings)]
}

const clientOf = (port: number, tls: Authority | undefined, more: EngineAddress = {}): Redis =>
  new Redis({ host: '127.0.0.1', port, ...(tls === undefined ? {} : { tls: { ca: tls.ca } }), ...more })

/** Starts a server that keeps everything in memory. */
export async function startRedis(args: readonly string[] = [], wanted?: number, tls?: Authority): Promise<RedisServer> {
  const port = wanted ?? (await freePort())
  const listen = doors(port, tls).flatMap(([name, value]) => [`--${name}`, value])
  const options = [...listen, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...args]
  const server = await started('redis-server', options, port, tls)
  const url = `${tls === undefined ? 'redis' : 'rediss'}://127.0.0.1:${port}`
  return {
    ...server,
    url,
    async clear() {
      const redis = clientOf(port, tls)
      await redis.flushall()
      redis.disconnect()
    },
  }
}

async function started(command: string, args: readonly string[], port: number, tls?: Authority): Promise<Server> {
  const cwd = await mkdtemp(join(tmpdir(), 'tideline-redis-'))
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  endWithUs(child)
  const gone = once(child, 'exit')
  let said = ''
  child.stdout.on('data', (chunk) => (said += String(chunk)))
  await answering(clientOf(port, tls, { retryStrategy: () => 20, maxRetriesPerRequest: null }), child, () => said)
  return {
    port,
    process: child,
    async kill() {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await gone
      await rm(cwd, { recursive: true, force: true })
    },
  }
}

async function answering(redis: Redis, child: ChildProcess, said: () => string): Promise<void> {
  redis.on('error', () => {})
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`It did not start:\n${said()}`)))
  try {
    await Promise.race([redis.ping(), ended])
  } finally {
    redis.disconnect()
    ended.catch(() => {})
  }
}

/** One master, one replica, three Sentinels that agree after one second. */
export interface Watched {
  readonly url: string
  readonly servers: readonly RedisServer[]
  /** The server that takes writes now. */
  master(): Promise<RedisServer>
  stop(): Promise<void>
}

/** `failoverTimeout` in milliseconds: after twice that Sentinel tries again where its first try failed. */
export async function startWatched({
  failoverTimeout = 2_000,
  tls,
}: { failoverTimeout?: number; tls?: Authority } = {}): Promise<Watched> {
  const soon = ['--repl-diskless-sync-delay', '0']
  const first = await startRedis(soon, undefined, tls)
  const second = await startRedis(['--replicaof', '127.0.0.1', String(first.port), ...soon], undefined, tls)
  const sentinels = await Promise.all([1, 2, 3].map(() => startSentinel(first.port, failoverTimeout, tls)))
  const servers = [first, second]
  const ask = clientOf(sentinels[0]?.port ?? 0, tls)
  ask.on('error', () => {})
  const until = async (is: () => Promise<boolean>): Promise<void> => {
    while (!(await is())) await new Promise((done) => setTimeout(done, 50))
  }
  await until(async () => {
    const quorum: unknown = await ask.call('SENTINEL', 'CKQUORUM', 'hub').catch(() => '')
    return String(quorum).startsWith('OK 3')
  })
  await until(async () => /slave|replica/.test(JSON.stringify(await ask.call('SENTINEL', 'REPLICAS', 'hub'))))
  return {
    url: `${tls === undefined ? 'redis' : 'rediss'}-sentinel://${sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',')}/hub`,
    servers,
    async master() {
      const reply = await ask.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', 'hub')
      const port = Array.isArray(reply) ? Number(reply[1]) : 0
      const found = servers.find((server) => server.port === port)
      if (found === undefined) throw new Error('no master')
      return found
    },
    async stop() {
      ask.disconnect()
      for (const server of [...sentinels, ...servers]) await server.kill()
    },
  }
}

async function startSentinel(master: number, failoverTimeout: number, tls?: Authority): Promise<Server> {
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'tideline-sentinel-'))
  const file = join(folder, 'sentinel.conf')
  await writeFile(
    file,
    [
      ...doors(port, tls).map((setting) => setting.join(' ')),
      'bind 127.0.0.1',
      `sentinel monitor hub 127.0.0.1 ${master} 2`,
      'sentinel down-after-milliseconds hub 1000',
      `sentinel failover-timeout hub ${failoverTimeout}`,
      'sentinel parallel-syncs hub 1',
    ].join('\n'),
  )
  return started('redis-sentinel', [file], port, tls)
}
