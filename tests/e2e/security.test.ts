/** What a page may not do, even if somebody else's code ran in it. Real app, real hub. */
import { createSocket } from 'node:dgram'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { cli } from '../control/cli.ts'
import type { RunningApp } from '../harness/app.ts'
import { type AppInTeam, startAppInTeam } from '../privacy/appInTeam.ts'
import { type Stranger, startStranger } from '../privacy/stranger.ts'

const HOME = 'app://tideline/index.html#/planner?width=1080'

let world: AppInTeam
let dataDir: string
let app: RunningApp
let page: Page
let stranger: Stranger

beforeAll(async () => {
  stranger = await startStranger()
  world = await startAppInTeam()
  ;({ app, page, dataDir } = world)
})

afterAll(async () => {
  await world?.stop()
  await stranger?.stop()
})

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
        'assets',
        'assets/',
        '',
      ]
      const ask = (each: string) =>
        net.fetch(`app://tideline/${each}`).then(
          ({ status }) => status,
          () => 'no file',
        )
      return Promise.all(paths.map(ask))
    })
    expect(statuses).toEqual([200, ...Array<string>(9).fill('no file')])
  })
})
