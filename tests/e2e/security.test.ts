/** What a page may not do even if somebody else's code ran in it, who may speak to main, and where secrets lie. Real app, real hub. */
import { createSocket } from 'node:dgram'
import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { inRoot } from '../../scripts/lib/paths.mjs'
import { cli } from '../control/cli.ts'
import { type RunningApp, startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { type Hub, startHub } from '../harness/hub.ts'
import { waitFor } from '../harness/wait.ts'
import { childrenOf } from '../privacy/sockets.ts'
import { inviteTo } from './invite.ts'

const HOME = 'app://tideline/index.html#/planner'

let dir: string
let dataDir: string
let desktop: Desktop
let hub: Hub
let app: RunningApp
let page: Page
let stranger: Stranger

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-security-'))
  dataDir = path.join(dir, 'data')
  stranger = await startStranger()
  desktop = await startDesktop()
  hub = await startHub(path.join(dir, 'hub'))
  app = await startApp(desktop, {
    dataDir,
    args: [await inviteTo(path.join(dir, 'hub'), 'Atlas'), '--name', 'Ana Duarte'],
  })
  page = await app.window('planner')
  await waitFor('the team', async () => /published/.test((await cli(dataDir, 'team', 'list')).out))
})

afterAll(async () => {
  await app?.stop()
  await hub?.stop()
  await desktop?.stop()
  await stranger?.stop()
  await rm(dir, { recursive: true, force: true, maxRetries: 5 })
})

interface Stranger {
  readonly url: string
  readonly port: number
  /** What was asked of it. */
  readonly asked: readonly string[]
  stop(): Promise<void>
}

/** Somebody on the network that no page of ours has business with. It answers everybody. */
async function startStranger(): Promise<Stranger> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response
      .writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' })
      .end('<h1>Stranger</h1>')
  })
  server.on('upgrade', (request, socket) => {
    asked.push(`upgrade ${request.url}`)
    socket.destroy()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    asked,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

describe('a page', () => {
  test('has no Node, and of us only the two doors', async () => {
    const found = await page.evaluate(() => ({
      node: ['process', 'require', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].filter(
        (name) => name in globalThis,
      ),
      doors: Reflect.ownKeys(window.tideline ?? {})
        .map(String)
        .toSorted(),
    }))
    expect(found).toEqual({ node: [], doors: ['call', 'on'] })
  })

  test('cannot change the doors', async () => {
    const changed = await page.evaluate(() => {
      const before = window.tideline
      const attempts = [
        () => Object.assign(window, { tideline: null }),
        () => Object.assign(window.tideline ?? {}, { call: () => 'mine' }),
      ]
      for (const attempt of attempts) {
        try {
          attempt()
        } catch {
          // Refused aloud, which is fine.
        }
      }
      return window.tideline !== before || String(window.tideline?.call).includes('mine')
    })
    expect(changed).toBe(false)
  })

  test('runs isolated and in the sandbox, in every window', async () => {
    for (const kind of ['team', 'settings']) await cli(dataDir, 'open', kind)
    await Promise.all([app.window('team'), app.window('settings')])
    const preferences = await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        // Electron has it, its types do not.
        const ask = Reflect.get(webContents, 'getLastWebPreferences') as (this: unknown) => Record<string, unknown>
        const found = ask.call(webContents)
        return ['sandbox', 'contextIsolation', 'nodeIntegration', 'webSecurity', 'webviewTag'].map(
          (name) => found[name],
        )
      }),
    )
    expect(preferences.length).toBeGreaterThanOrEqual(3)
    for (const one of preferences) expect(one).toEqual([true, true, false, true, false])
  })

  test('opens no window and goes nowhere', async () => {
    const before = app.electron.windows().length
    const opened = await page.evaluate(async (url) => {
      const results = [window.open(url), window.open('about:blank'), window.open('app://tideline/index.html#/team')]
      const link = Object.assign(document.createElement('a'), { href: `${url}/link`, target: '_blank' })
      document.body.append(link)
      link.click()
      link.remove()
      const attempts = [
        () => location.assign(`${url}/assign`),
        () => (location.href = 'data:text/html,x'),
        () => location.assign('file:///etc/passwd'),
      ]
      for (const attempt of attempts) {
        attempt()
        await new Promise((done) => setTimeout(done, 100))
      }
      return results.filter((result) => result !== null).length
    }, stranger.url)
    expect(opened).toBe(0)
    expect(page.url()).toBe(HOME)
    expect(app.electron.windows()).toHaveLength(before)
    expect(stranger.asked).toEqual([])
  })

  test('runs no code but our files: inline, eval, blob, data', async () => {
    const ran = await page.evaluate(async () => {
      const marks: string[] = []
      Object.assign(window, { mark: (name: string) => marks.push(name) })
      const add = (attributes: Partial<HTMLScriptElement>) =>
        document.head.append(Object.assign(document.createElement('script'), attributes))
      add({ textContent: 'mark("inline")' })
      add({ src: 'data:text/javascript,mark("data")' })
      add({ src: URL.createObjectURL(new Blob(['mark("blob")'], { type: 'text/javascript' })) })
      const image = document.createElement('div')
      image.innerHTML =
        '<img src="x" onerror="mark(\'handler\')"><iframe srcdoc="<script>parent.mark(\'frame\')</script>"></iframe>'
      document.body.append(image)
      const attempts = {
        eval: () => (0, eval)('mark("eval")'),
        Function: () => new Function('mark("Function")')(),
        worker: () => new Worker(URL.createObjectURL(new Blob(['1']))),
      }
      // What a debugger runs at once is excused from the policy; what runs later is not.
      await new Promise((done) => setTimeout(done, 0))
      const refused = Object.entries(attempts).map(([name, attempt]) => {
        try {
          attempt()
          return `${name} ran`
        } catch (error) {
          return error instanceof Error ? `${name} ${error.name}` : name
        }
      })
      await new Promise((done) => setTimeout(done, 300))
      image.remove()
      return { marks, refused }
    })
    expect(ran.marks).toEqual([])
    expect(ran.refused.slice(0, 2)).toEqual(['eval EvalError', 'Function EvalError'])
  })

  test('reaches nobody: fetch, pictures, sockets, beacons, forms, styles, frames', async () => {
    const outcome = await page.evaluate(
      async ({ url, ws }) => {
        const asked = await Promise.allSettled([fetch(`${url}/fetch`), fetch(`${url}/opaque`, { mode: 'no-cors' })])
        navigator.sendBeacon(`${url}/beacon`, 'x')
        const box = document.createElement('div')
        box.innerHTML = `<img src="${url}/picture"><iframe src="${url}/frame"></iframe><object data="${url}/object"></object>
        <link rel="stylesheet" href="${url}/style"><link rel="prefetch" href="${url}/prefetch"><form action="${url}/form"></form>`
        document.body.append(box)
        box.querySelector('form')?.submit()
        const closed = await new Promise((done) => {
          try {
            const socket = new WebSocket(`${ws}/socket`)
            socket.onopen = () => done('open')
            socket.onerror = () => done('refused')
          } catch {
            done('refused')
          }
        })
        await new Promise((done) => setTimeout(done, 300))
        box.remove()
        return [...asked.map(({ status }) => status), closed]
      },
      { url: stranger.url, ws: stranger.url.replace('http', 'ws') },
    )
    expect(outcome).toEqual(['rejected', 'rejected', 'refused'])
    expect(stranger.asked).toEqual([])
  })

  test('reaches nobody by WebRTC, which no content policy covers', async () => {
    const udp = createSocket('udp4')
    let packets = 0
    udp.on('message', () => (packets += 1))
    await new Promise<void>((done) => udp.bind(0, '127.0.0.1', done))
    onTestFinished(() => void udp.close())
    const candidates = await page.evaluate(async (port) => {
      const connection = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${port}` }] })
      const found: string[] = []
      connection.onicecandidate = ({ candidate }) =>
        candidate !== null && candidate.candidate !== '' && found.push(candidate.candidate)
      connection.createDataChannel('x')
      await connection.setLocalDescription()
      await new Promise((done) => setTimeout(done, 1_500))
      connection.close()
      return found.filter((each) => / udp /i.test(each))
    }, udp.address().port)
    expect(candidates).toEqual([])
    expect(packets).toBe(0)
  })

  test('gets no permission', async () => {
    const answers = await page.evaluate(async () => {
      const outcome = async (ask: () => Promise<unknown>): Promise<string> =>
        ask().then(
          (value) => (typeof value === 'string' ? value : 'granted'),
          () => 'refused',
        )
      return {
        notices: await outcome(() => Notification.requestPermission()),
        place: await outcome(
          () =>
            new Promise((done, failed) => navigator.geolocation.getCurrentPosition(done, failed, { timeout: 2_000 })),
        ),
        microphone: await outcome(() => navigator.mediaDevices.getUserMedia({ audio: true })),
        screen: await outcome(() => navigator.mediaDevices.getDisplayMedia()),
        clipboard: await outcome(() => navigator.clipboard.readText()),
      }
    })
    expect(answers).toEqual({
      notices: 'denied',
      place: 'refused',
      microphone: 'refused',
      screen: 'refused',
      clipboard: 'refused',
    })
  })

  test('saves no file', async () => {
    const heard = app.electron.evaluate(
      ({ session }) =>
        new Promise((done) =>
          session.defaultSession.once('will-download', (event, item) =>
            done([item.getFilename(), event.defaultPrevented]),
          ),
        ),
    )
    await app.electron.evaluate(() => {})
    await page.evaluate(() =>
      Object.assign(document.createElement('a'), { href: 'data:text/plain,x', download: 'saved.txt' }).click(),
    )
    expect(await heard).toEqual(['saved.txt', true])
  })

  test('our own address serves our files only', async () => {
    const statuses = await app.electron.evaluate(async ({ net }) => {
      const paths = [
        'index.html',
        '..%2f..%2fpackage.json',
        '%2e%2e/%2e%2e/package.json',
        '..%5c..%5cpackage.json',
        '%00',
        '%zz',
        'etc/passwd',
        '',
      ]
      return Promise.all(paths.map(async (each) => (await net.fetch(`app://tideline/${each}`)).status))
    })
    expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 404, 404])
  })
})

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

  test('whoever opens the team window without a keyring is told where the token lies', async () => {
    const settings = await app.window('settings')
    await settings
      .getByText(/keyring/i)
      .first()
      .waitFor()
  })
})

describe('the hub', () => {
  test('logs neither bodies nor tokens nor invites, whatever is asked of it', async () => {
    const bearer = `dt_${'z'.repeat(12)}.${'q'.repeat(43)}`
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }
    const bodies = [
      '{"invite":"zqinviteqz","name":"zqnameqz","deviceName":"x"}',
      'zqgarbageqz',
      `"${'zqbigqz'.repeat(5_000)}"`,
    ]
    for (const route of ['join', 'invites', 'teams', 'leave', 'nothing']) {
      for (const body of bodies) {
        const reply = await fetch(`${hub.url}/v1/${route}?q=zqqueryqz`, { method: 'POST', headers, body })
        expect(reply.status).toBeGreaterThanOrEqual(400)
        expect(await reply.text()).not.toMatch(/zq|qz/)
      }
    }
    await fetch(`${hub.url}/j/zqopenedqz.secret`)
    await fetch(`${hub.url}/v1/ws`, { headers })
    const log = hub.output()
    expect(log).not.toMatch(/zq|qz|dt_|Bearer|Ana Duarte/)
  })

  test('keeps its files for its own user, in a folder that was open to all before', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'tideline-security-hub-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    chmodSync(folder, 0o755)
    const other = await startHub(folder)
    onTestFinished(() => other.stop())
    await waitFor('the hub to be ready', () => other.output().includes('TIDELINE_HUB'))
    const files = readdirSync(folder)
    expect(files).toEqual(expect.arrayContaining(['hub.db', 'owner.key', 'hub.json']))
    for (const name of files) expect([name, statSync(path.join(folder, name)).mode & 0o077]).toEqual([name, 0])
  })
})
