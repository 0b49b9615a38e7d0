/** The app behind a proxy: the one that the environment names, the one that the system names, and one that refuses. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readInvite, writeInvite } from '../../src/core/sync/invite.ts'
import { cli } from '../control/cli.ts'
import { type AppOptions, type RunningApp, startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { startMicrosocks } from '../harness/socksProxy.ts'
import { waitFor } from '../harness/wait.ts'
import { newTeam, startHub } from '../hub/kit.ts'
import { startProxy } from '../hub/proxy.ts'

let dir: string
let desktop: Desktop
const running: RunningApp[] = []
const LONG = 90_000

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-proxy-'))
  desktop = await startDesktop()
})
afterAll(async () => {
  for (const app of running) await app.stop()
  await desktop?.stop()
  await rm(dir, { recursive: true, force: true, maxRetries: 5 })
})

/** Only the proxy knows the name that the invite leads to. */
async function namedHub(): Promise<{ port: number; invite: string }> {
  const hub = await startHub({ args: ['--listen', '127.0.0.1:0', '--self-signed'] })
  const port = Number(new URL(hub.url).port)
  const link = readInvite(await newTeam(hub))
  if (link === null) throw new Error('no invite')
  return { port, invite: writeInvite({ ...link, url: `https://hub.test:${port}` }) }
}

let made = 0
async function start(options: Partial<AppOptions>): Promise<{ home: string; app: RunningApp }> {
  const home = path.join(dir, `app${(made += 1)}`)
  const app = await startApp(desktop, { dataDir: home, ...options })
  running.push(app)
  await waitFor('the app to answer', async () => (await cli(home, 'status')).exit === 0)
  return { home, app }
}

const published = (home: string): Promise<true> =>
  waitFor('a published status', async () => /published/.test((await cli(home, 'team', 'list')).out), 30_000)

test.each(['environment', 'system'])(
  'by the proxy of the %s an app joins and publishes',
  async (whose) => {
    const { port, invite } = await namedHub()
    const proxy = await startProxy({ names: { 'hub.test': port } })
    const { home } = await start(
      whose === 'environment'
        ? { env: { HTTPS_PROXY: proxy.url } }
        : { args: [`--proxy-server=${new URL(proxy.url).host}`] },
    )
    expect(await cli(home, 'team', 'join', invite, '--as', whose)).toMatchObject({ exit: 0, err: '' })
    await published(home)
    expect(new Set(proxy.asked)).toEqual(new Set([`hub.test:${port}`]))
  },
  LONG,
)

test.each(['environment', 'system'])(
  'by the SOCKS proxy of the %s an app joins and publishes; the name is looked up behind it',
  async (whose) => {
    const { port, invite } = await namedHub()
    const { at, asked } = await startMicrosocks(['hub.test'])
    const { home } = await start(
      whose === 'environment' ? { env: { ALL_PROXY: `socks5h://${at}` } } : { args: [`--proxy-server=socks5://${at}`] },
    )
    expect(await cli(home, 'team', 'join', invite, '--as', whose)).toMatchObject({ exit: 0, err: '' })
    await published(home)
    expect(new Set(asked())).toEqual(new Set([`hub.test:${port}`]))
  },
  LONG,
)

test(
  'a SOCKS proxy that wants a login is named where one joins',
  async () => {
    const { invite } = await namedHub()
    const { at } = await startMicrosocks(['hub.test'], { name: 'a', password: 'b' })
    const { home } = await start({ env: { ALL_PROXY: `socks5h://a:wrong@${at}` } })
    const { exit, err } = await cli(home, 'team', 'join', invite, '--as', 'Ana')
    expect(exit).not.toBe(0)
    expect(err).toMatch(/wants a name and a password/)
  },
  LONG,
)

test(
  'a proxy that wants a login is named, on the command line and in the window',
  async () => {
    const { port, invite } = await namedHub()
    const names = { 'hub.test': port }
    const open = await startProxy({ names })
    const { home, app } = await start({ env: { HTTPS_PROXY: open.url } })
    expect((await cli(home, 'team', 'join', invite, '--as', 'Ana')).exit).toBe(0)
    await published(home)
    await app.stop()
    const shut = await startProxy({ names, login: 'a:b' })
    const again = await startApp(desktop, { dataDir: home, env: { HTTPS_PROXY: shut.url.replace('a:b@', '') } })
    running.push(again)
    await waitFor('the reason', async () => /wants a name and a password/.test((await cli(home, 'team', 'list')).out))
    await cli(home, 'open', 'team')
    await (await again.window('team')).getByText(/The proxy on the way wants a name and a password/).waitFor()
  },
  LONG,
)
