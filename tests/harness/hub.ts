import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { endProcess, endWithUs } from '../../scripts/lib/children.mjs'
import { inRoot, nodePath } from '../../scripts/lib/paths.mjs'
import { waitFor } from './wait.ts'

/** A real hub process on loopback. */
export interface Hub {
  readonly url: string
  readonly port: number
  readonly pid: number
  output(): string
  /** Ends it as a crash would. */
  kill(): Promise<void>
  /** Starts it again on the same port and data, after `kill` or `stop`. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Starts a hub that keeps its data in `dataDir`, and waits until it is healthy. */
export async function startHub(dataDir: string, args: readonly string[] = []): Promise<Hub> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let running = await start(port, url, dataDir, args)
  return {
    url,
    port,
    get pid() {
      return running.child.pid ?? 0
    },
    output: () => running.output(),
    kill: () => endProcess(running.child, 'SIGKILL'),
    async restart() {
      running = await start(port, url, dataDir, args)
    },
    stop: () => endProcess(running.child),
  }
}

async function start(port: number, url: string, dataDir: string, args: readonly string[]) {
  const options = ['--listen', `127.0.0.1:${port}`, '--data', dataDir, ...args]
  const child = spawn(nodePath(), [inRoot('src', 'hub', 'index.ts'), ...options], { stdio: ['ignore', 'pipe', 'pipe'] })
  endWithUs(child)
  let text = ''
  const take = (chunk: Buffer) => void (text += chunk.toString())
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  await waitFor('the hub to be healthy', () => isHealthy(url, child), 10_000).catch(async (error: unknown) => {
    await endProcess(child, 'SIGKILL')
    throw new Error(`The hub did not start:\n${text}`, { cause: error })
  })
  return { child, output: () => text }
}

async function isHealthy(url: string, child: ChildProcess): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`)
  return (await fetch(`${url}/healthz`)).ok
}

/** A loopback port that nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
