/** A team hosted by the app itself: invite, join from a second instance, and what happens when the hub or the app breaks. */
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli } from '../control/cli.ts'
import { type RunningApp, startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { startTrayHost, type TrayHost } from '../harness/tray.ts'
import { waitFor } from '../harness/wait.ts'

let dir: string
let desktop: Desktop
let tray: TrayHost
const running: RunningApp[] = []
let tries = 0

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-host-'))
  desktop = await startDesktop()
  tray = await startTrayHost(desktop)
})

afterAll(async () => {
  for (const app of running) await app.stop()
  await tray?.stop()
  await desktop?.stop()
  await rm(dir, { recursive: true, force: true, maxRetries: 5 })
})

const home = (name: string): string => path.join(dir, name)

async function start(name: string): Promise<RunningApp> {
  const app = await startApp(desktop, { dataDir: home(name), env: { TIDELINE_LAN_ADDRESS: '127.0.0.1' } })
  running.push(app)
  await waitFor(`${name} to answer`, async () => (await cli(home(name), 'status')).exit === 0)
  return app
}

const list = async (name: string): Promise<string> => (await cli(home(name), 'team', 'list')).out
async function sees(name: string, pattern: RegExp, patience = 45_000): Promise<void> {
  let last = ''
  const look = async (): Promise<boolean> => pattern.test((last = await list(name)))
  await waitFor(`${name} to see ${pattern}`, look, patience).catch((error: unknown) => {
    throw new Error(`${String(error)}; it saw: ${last}`)
  })
}

test.each([
  ['this computer', []],
  ['the local network', ['--lan']],
] as const)(
  'a team for %s: host, invite, join, and both see each other',
  async (_where, flags) => {
    // Another try begins anew.
    for (const app of running.splice(0)) await app.stop()
    tries += 1
    const [ana, ben] = [`ana${tries}`, `ben${tries}`]
    const anaApp = await start(ana)
    await start(ben)
    expect((await cli(home(ana), 'team', 'host', 'Atlas', '--as', 'Ana', ...flags)).exit).toBe(0)
    const { out } = await cli(home(ana), 'team', 'invite')
    const invite = /https?:\S+\/j\/\S+/.exec(out)?.[0] ?? ''
    expect(invite).toMatch(flags.length > 0 ? /^https:.*#sha256=[0-9a-f]{64}$/ : /^http:\/\/127\.0\.0\.1/)
    expect(await cli(home(ben), 'team', 'join', invite, '--as', 'Ben')).toMatchObject({ exit: 0, err: '' })
    await sees(ana, /Ben/)
    await sees(ben, /Ana/)

    // The hub breaks: the app starts it again, and nobody has to do anything.
    execFileSync('pkill', ['-KILL', '-f', '--', `--data ${home(ana)}/hub`])
    await cli(home(ana), 'focus', 'start', '30m')
    await sees(ben, /Ana.*Focusing/i)

    // The host's app is gone, and the team with it; at its next start both are back.
    await anaApp.stop()
    await sees(ben, /not connected/)
    await start(ana)
    // A try may meet a hub that is not up yet, and two waits of a link that was away for long are a minute.
    await sees(ben, /published/, 75_000)
    await sees(ben, /Ana/)

    expect((await cli(home(ben), 'team', 'leave')).exit).toBe(0)
    await waitFor('Ben to be forgotten', async () => !/Ben/.test(await list(ana)))
  },
  150_000,
)
