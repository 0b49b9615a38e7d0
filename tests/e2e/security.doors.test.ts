/** Who may speak to main, and where secrets lie. Real app, real hub. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { cli } from '../control/cli.ts'
import type { RunningApp } from '../harness/app.ts'
import type { Hub } from '../harness/hub.ts'
import { type AppInTeam, startAppInTeam } from '../privacy/appInTeam.ts'
import { childrenOf } from '../privacy/sockets.ts'

const HOME = 'app://tideline/index.html#/planner'

let world: AppInTeam
let dataDir: string
let hub: Hub
let app: RunningApp
let page: Page

beforeAll(async () => {
  world = await startAppInTeam()
  ;({ app, page, hub, dataDir } = world)
})

afterAll(() => world?.stop())

describe('the door between windows and main', () => {
  /** What a page of any address gets when it calls through our preload script. */
  async function callFrom(address: string): Promise<unknown> {
    return app.electron.evaluate(
      async ({ BrowserWindow }, { url, preload }) => {
        const window = new BrowserWindow({
          show: false,
          webPreferences: { preload, sandbox: true, contextIsolation: true },
        })
        try {
          await window.loadURL(url)
          return await window.webContents.executeJavaScript(
            `tideline.call('watch', ['settings', 'teams']).then(() => 'answered', (error) => error.message)`,
          )
        } finally {
          window.destroy()
        }
      },
      { url: address, preload: inRoot('out', 'preload', 'index.cjs') },
    )
  }

  test('answers our own page', async () => {
    expect(await callFrom(HOME)).toBe('answered')
  })

  test.each(['data:text/html,x', 'about:blank'])('refuses %s', async (address) => {
    expect(await callFrom(address)).toBe('not_trusted')
  })

  test('refuses a page of ours that lies in a frame of another', async () => {
    const answer = await app.electron.evaluate(
      async ({ BrowserWindow, session }, preload) => {
        // Two things keep frames out before the door is asked, our policy and the guard of navigation: both are off here.
        const other = session.fromPartition('security-test')
        other.protocol.handle('app', () => new Response('<h1>Ours</h1>', { headers: { 'content-type': 'text/html' } }))
        const webPreferences = { preload, sandbox: true, nodeIntegrationInSubFrames: true, session: other }
        const window = new BrowserWindow({ show: false, webPreferences })
        window.webContents.removeAllListeners('will-frame-navigate')
        try {
          await window.loadURL('data:text/html,<iframe src="app://tideline/index.html"></iframe>')
          const call = `globalThis.tideline?.call('watch', []).then(() => 'answered', (error) => error.message)`
          // The frame gets a process of its own, and with it another identity, a moment after the page has loaded.
          for (let tries = 0; tries < 100; tries += 1) {
            const [frame] = window.webContents.mainFrame.frames
            const heard: unknown = await frame?.executeJavaScript(call).catch(() => null)
            if (typeof heard === 'string') return [frame?.url, heard]
            await new Promise((done) => setTimeout(done, 50))
          }
          return window.webContents.mainFrame.frames.map(({ url }) => url)
        } finally {
          window.destroy()
        }
      },
      inRoot('out', 'preload', 'index.cjs'),
    )
    expect(answer).toEqual(['app://tideline/index.html', 'not_trusted'])
  })

  test('refuses malformed input by name, and goes on', async () => {
    const answers = await page.evaluate(async () => {
      const door = window.tideline
      const call = door?.call as ((name: string, input: unknown) => Promise<unknown>) | undefined
      const wishes: unknown[] = [
        undefined,
        null,
        7,
        'x',
        [],
        {},
        { type: 'nope' },
        { type: '__proto__' },
        { type: 'look' },
        { type: 'system.report', system: { dataDir: '/' } },
        { type: 'focus.start', minutes: 1e9 },
        { type: 'focus.start', minutes: Number.NaN },
        { type: 'focus.start', minutes: 5, extra: 1 },
        { type: 'plan.remove', id: 'x'.repeat(1_000_000) },
        { type: 'inbox.add', id: 'a', title: ' ' },
        JSON.parse('{"type":"plan.add","__proto__":{"block":{}}}'),
        { type: 'team.join', invite: 'javascript:alert(1)', person: 'x' },
        { type: 'window.open', window: 'https://example.org' },
      ]
      const outcome = async (name: string, input: unknown): Promise<string> => {
        const answer = await call?.(name, input).catch((error: unknown) => ({ refused: String(error) }))
        return JSON.stringify(answer)
      }
      const cycle: Record<string, unknown> = { type: 'focus.toggle' }
      cycle['self'] = cycle
      return {
        wishes: await Promise.all(wishes.map((wish) => outcome('dispatch', wish))),
        cycle: await outcome('dispatch', cycle),
        watch: await Promise.all(
          [null, 'settings', [7], Array.from({ length: 65 }, () => 'x'), ['x'.repeat(81)]].map((input) =>
            outcome('watch', input),
          ),
        ),
        strange: await outcome('tideline:call:dispatch', {}),
        unknown: await outcome('constructor', {}),
        secrets: await outcome('watch', ['secrets', 'vault', 'outboxes', '__proto__', 'rosters']),
      }
    })
    for (const answer of [...answers.wishes, answers.cycle]) expect(answer).toMatch(/^\{"ok":false,"code":"[a-z_]+"/)
    for (const answer of [...answers.watch, answers.strange, answers.unknown]) expect(answer).toMatch(/refused/)
    const slices = z.array(z.object({ full: z.record(z.string(), z.unknown()) })).parse(JSON.parse(answers.secrets))
    for (const { full } of slices) expect(full).toEqual({})
    expect((await cli(dataDir, 'status')).exit).toBe(0)
  })
})

describe('secrets', () => {
  const token = (): string =>
    /dt_[A-Za-z0-9_-]{12}\.[A-Za-z0-9_-]{43}/.exec(readFileSync(path.join(dataDir, 'secrets.json'), 'utf8'))?.[0] ?? ''
  const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8)

  test('lie in a file, and commands go over a socket, that only the person can open', () => {
    expect(token()).toMatch(/^dt_/)
    expect(modeOf(dataDir)).toBe('700')
    const { path: socket } = z
      .object({ path: z.string() })
      .parse(JSON.parse(readFileSync(path.join(dataDir, 'control.json'), 'utf8')))
    expect(statSync(socket).isSocket()).toBe(true)
    expect(modeOf(socket)).toBe('600')
    const ours = readdirSync(dataDir).filter((name) => /\.(?:json|jsonl|sock)$/.test(name))
    expect(ours).toEqual(expect.arrayContaining(['secrets.json', 'teams.json', 'outboxes.json']))
    for (const name of ours) expect([name, modeOf(path.join(dataDir, name))]).toEqual([name, '600'])
  })

  test('a token is in that file alone: not in another file, what was printed, an argument, an environment, or a window', async () => {
    const secret = token().split('.')[1] ?? ''
    expect(secret).toHaveLength(43)
    const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const holding = files
      .map(({ parentPath, name }) => path.join(parentPath, name))
      .filter((file) => readFileSync(file, 'latin1').includes(secret))
    expect(holding).toEqual([path.join(dataDir, 'secrets.json')])
    expect(app.output() + hub.output()).not.toContain(secret)
    const tree = [app.pid, ...childrenOf(app.pid)]
    expect(tree.length).toBeGreaterThan(2)
    for (const pid of tree) for (const file of ['cmdline', 'environ']) expect(procText(pid, file)).not.toContain(secret)
    const slices = await page.evaluate(async () =>
      JSON.stringify(await window.tideline?.call('watch', ['settings', 'teams', 'system', 'notices', 'status'])),
    )
    expect(slices).toContain('Atlas')
    expect(slices).not.toContain(secret)
    expect(slices).not.toContain('dt_')
  })

  const procText = (pid: number, file: string): string =>
    existsSync(`/proc/${pid}/${file}`) ? readFileSync(`/proc/${pid}/${file}`, 'utf8') : ''

  test('whoever opens the settings without a keyring is told where the token lies', async () => {
    await cli(dataDir, 'open', 'settings')
    const settings = await app.window('settings')
    await settings
      .getByText(/keyring/i)
      .first()
      .waitFor()
  })
})
