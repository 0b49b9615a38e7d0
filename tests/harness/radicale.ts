/** A real CalDAV server: Debian's Radicale on loopback, with one person and a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endProcess, endWithUs } from '../../scripts/lib/children.mjs'
import { freePort } from './hub.ts'
import { waitFor } from './wait.ts'

export const PERSON = { user: 'noor', password: 'tide & <sand>' } as const

export interface Radicale {
  readonly url: string
  /** The person's folder of calendars. */
  readonly home: string
  /** A request with name and password, for looking from outside. */
  ask(path: string, method: string, body?: string, headers?: Record<string, string>): Promise<Response>
  /** Ends it as a crash would. */
  kill(): Promise<void>
  restart(): Promise<void>
  stop(): Promise<void>
}

export async function startRadicale(): Promise<Radicale> {
  const dir = await mkdtemp(join(tmpdir(), 'tideline-radicale-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  await mkdir(join(dir, 'data'))
  await writeFile(join(dir, 'users'), `${PERSON.user}:${PERSON.password}\n`)
  const config = [
    `[server]\nhosts = 127.0.0.1:${port}`,
    `[auth]\ntype = htpasswd\nhtpasswd_filename = ${join(dir, 'users')}\nhtpasswd_encryption = plain\ndelay = 0`,
    `[storage]\nfilesystem_folder = ${join(dir, 'data')}`,
  ]
  await writeFile(join(dir, 'config'), `${config.join('\n')}\n`)
  const authorization = `Basic ${Buffer.from(`${PERSON.user}:${PERSON.password}`).toString('base64')}`
  let child = await start(dir, url)
  return {
    url,
    home: `${url}/${PERSON.user}/`,
    ask: (path, method, body, headers = {}) =>
      fetch(new URL(path, `${url}/${PERSON.user}/`), {
        method,
        headers: { authorization, 'content-type': 'text/calendar; charset=utf-8', ...headers },
        ...(body === undefined ? {} : { body }),
      }),
    kill: () => endProcess(child, 'SIGKILL'),
    async restart() {
      child = await start(dir, url)
    },
    async stop() {
      await endProcess(child)
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function start(dir: string, url: string): Promise<ChildProcess> {
  const child = spawn('radicale', ['--config', join(dir, 'config')], { stdio: ['ignore', 'ignore', 'pipe'] })
  endWithUs(child)
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await waitFor('Radicale', async () => (await fetch(`${url}/.web/`)).status < 500, 20_000).catch(
    async (error: unknown) => {
      await endProcess(child, 'SIGKILL')
      throw new Error(`Radicale did not start:\n${said}`, { cause: error })
    },
  )
  return child
}
