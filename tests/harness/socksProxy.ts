/** Real SOCKS proxies on loopback: microsocks (version 5, logins) and Dante (versions 4 and 5, rules). Names are of their own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { endProcess, endWithUs } from '../../scripts/lib/children.mjs'
import { newFolder } from '../hub/kit.ts'
import { freePort } from './hub.ts'
import { waitFor } from './wait.ts'

export interface SocksProxy {
  /** `host:port`, without a scheme. */
  readonly at: string
  /** What it wrote down. */
  said(): string
  /** Ends it, and with it every line through it. */
  kill(): Promise<void>
  restart(): Promise<void>
}

/** Names that lead to this computer, known to the proxy and to nobody else. */
async function ownNames(folder: string, names: readonly string[]): Promise<NodeJS.ProcessEnv> {
  const file = join(folder, 'hosts')
  await writeFile(file, names.map((name) => `127.0.0.1 ${name}\n`).join(''))
  return { ...process.env, TMPDIR: folder, LD_PRELOAD: 'libnss_wrapper.so', NSS_WRAPPER_HOSTS: file }
}

async function run(port: number, words: readonly string[], env: NodeJS.ProcessEnv): Promise<SocksProxy> {
  const [program = '', ...args] = words
  let said = ''
  const start = async () => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
    endWithUs(child)
    child.on('error', (error) => (said += String(error)))
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await waitFor(program, () => answers(port)).catch((error: unknown) => {
      throw new Error(`${program} did not start:\n${said}`, { cause: error })
    })
    return child
  }
  let child = await start()
  onTestFinished(() => endProcess(child))
  return {
    at: `127.0.0.1:${port}`,
    said: () => said,
    kill: () => endProcess(child),
    async restart() {
      child = await start()
    },
  }
}

async function answers(port: number): Promise<true> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } finally {
    socket.destroy()
  }
}

/** With a login it wants that. `asked` are the names and ports that it led to, as it heard them. */
export async function startMicrosocks(names: readonly string[], login?: { name: string; password: string }) {
  const port = await freePort()
  const wants = login === undefined ? [] : ['-u', login.name, '-P', login.password]
  const env = await ownNames(await newFolder(), names)
  const proxy = await run(port, ['microsocks', '-i', '127.0.0.1', '-p', String(port), ...wants], env)
  const asked = (): string[] => [...proxy.said().matchAll(/connected to (\S+)/g)].map(([, where = '']) => where)
  return { ...proxy, asked }
}

/** Without a login; its rules let everything through but one port. */
export async function startDante(names: readonly string[], forbidden: number): Promise<SocksProxy> {
  const port = await freePort()
  const folder = await newFolder()
  const config = [
    'logoutput: stderr',
    `internal: 127.0.0.1 port = ${port}`,
    'external: 127.0.0.1',
    'socksmethod: none',
    'clientmethod: none',
    'client pass { from: 127.0.0.0/8 to: 0.0.0.0/0 }',
    `socks block { from: 0.0.0.0/0 to: 0.0.0.0/0 port = ${forbidden} }`,
    'socks pass { from: 0.0.0.0/0 to: 0.0.0.0/0 log: connect }',
  ]
  await writeFile(join(folder, 'danted.conf'), `${config.join('\n')}\n`)
  const words = ['/usr/sbin/danted', '-f', join(folder, 'danted.conf'), '-p', join(folder, 'pid')]
  return run(port, words, await ownNames(folder, names))
}
