import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SliceMessage } from '../../src/bridge/contract.ts'
import { type RunningApp, spawnApp, startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { type Dunst, startDunst } from '../harness/dunst.ts'
import { startTrayHost, type TrayHost } from '../harness/tray.ts'
import type { TrayItem } from '../harness/trayItem.ts'
import { waitFor } from '../harness/wait.ts'
import { buildShell } from './shell/build.ts'

declare global {
  /** What the page sees. */
  interface Window {
    readonly heard: SliceMessage[][]
  }
}

let desktop: Desktop
let folder: string
let dataDir: string
let app: RunningApp
let page: Page

/** Runs an expression in the main process of the app, where `electron` and the app's parts (`lab`) are at hand. */
const inMain = <Answer>(expression: string): Promise<Answer> => app.electron.evaluate<Answer>(expression)
const events = (): Promise<string[]> => inMain<string[]>('lab.events')
const theTeam = `electron.BrowserWindow.getAllWindows().find((each) => each.getTitle() === 'Lab team')`
const happened = (what: string): Promise<unknown> => waitFor(what, async () => (await events()).includes(what))

beforeAll(async () => {
  folder = await buildShell()
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'tideline-data-'))
  desktop = await startDesktop()
  app = await startApp(desktop, { dataDir, folder })
  page = await app.window('planner')
  await page.waitForSelector('body[data-ready]')
})

afterAll(async () => {
  await app?.stop()
  await desktop?.stop()
  await rm(folder, { recursive: true, force: true })
  await rm(dataDir, { recursive: true, force: true })
})

describe('a window', () => {
  test('is sandboxed and has nothing but the bridge', async () => {
    const globals = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    )
    expect(globals).toEqual([])
    expect(await page.evaluate(() => Object.keys(window.tideline ?? {}))).toEqual(['call', 'on'])
    expect(page.url()).toBe('app://tideline/index.html#/planner?width=1080')
  })

  test('calls main, and an answer or a refusal comes back as data', async () => {
    const call = (wish: unknown) => page.evaluate((given) => window.tideline?.call('dispatch', given as never), wish)
    expect(await call({ type: 'focus.toggle' })).toEqual({ ok: true })
    expect(await call({ type: 'focus.start', minutes: 0 })).toMatchObject({ ok: false, code: 'focus_too_short' })
    expect(await call({ type: 'report.me' })).toMatchObject({ ok: false, code: 'bad_wish' })
    expect(await call({ type: 'focus.pause' })).toEqual({ ok: false, code: 'failed' })
    expect(await inMain('lab.wishes')).toEqual([{ type: 'focus.toggle' }, { type: 'focus.pause' }])
  })

  test('a call that is no wish rejects with a code when its input is bad', async () => {
    const watch = (names: unknown) =>
      page.evaluate(async (given) => {
        const answer = window.tideline?.call('watch', given as never)
        return answer?.then(
          (list) => list.length,
          (error: Error) => error.message,
        )
      }, names)
    expect(await watch(['settings', 'plan'])).toBe(2)
    expect(await watch('settings')).toBe('bad_input')
    expect(await watch(Array.from({ length: 65 }, () => 'plan'))).toBe('bad_input')
  })

  test('hears news that are sent to it', async () => {
    await inMain(`lab.windows.send([{ slice: 'plan', rev: 1, full: {} }], ${await pageId('planner')})`)
    await waitFor('the news', () => page.evaluate(() => window.heard.length === 1))
    expect(await page.evaluate(() => window.heard[0])).toEqual([{ slice: 'plan', rev: 1, full: {} }])
  })

  test('may not reach the network, other files or inline code', async () => {
    const blocked = await page.evaluate(async () => {
      const seen: string[] = []
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => seen.push(effectiveDirective))
      await fetch('http://127.0.0.1:9/').catch(() => {})
      const script = document.createElement('script')
      script.textContent = 'document.body.dataset.inline = "ran"'
      document.body.append(script)
      const frame = document.createElement('iframe')
      frame.src = 'https://example.org'
      document.body.append(frame)
      await new Promise((resolve) => void setTimeout(resolve, 100))
      return { seen, ran: document.body.dataset['inline'] ?? null }
    })
    expect(blocked.ran).toBeNull()
    expect(new Set(blocked.seen)).toEqual(new Set(['connect-src', 'script-src-elem', 'frame-src']))
    const status = (url: string) =>
      inMain<number>(
        `(async () => (await electron.net.fetch(${JSON.stringify(url)}).catch(() => ({ status: 0 }))).status)()`,
      )
    expect(await status('app://tideline/page.js')).toBe(200)
    for (const escape of [
      'app://tideline/../../secret.txt',
      'app://tideline/%2e%2e/%2e%2e/secret.txt',
      'app://tideline/..%2f..%2fsecret.txt',
      'app://other/page.js',
      'app://tideline/none',
      'app://tideline/%',
    ]) {
      expect([escape, await status(escape)]).toEqual([escape, 0])
    }
  })

  test('of another page is not heard, even with our preload script', async () => {
    const answer = await inMain(`(async () => {
      const foreign = new electron.BrowserWindow({ show: false, webPreferences: { preload: lab.preload, sandbox: true } })
      await foreign.loadURL('data:text/html,foreign')
      const call = "tideline.call('dispatch', { type: 'focus.toggle' }).then(String, (error) => error.message)"
      const answer = await foreign.webContents.executeJavaScript(call)
      foreign.destroy()
      return answer
    })()`)
    expect(answer).toBe('not_trusted')
  })

  test('may not navigate, open windows or get permissions', async () => {
    await page.evaluate(() => {
      location.href = 'https://example.org/'
    })
    expect(await page.evaluate(() => window.open('https://example.org/') === null)).toBe(true)
    const asked = await page.evaluate(async () => {
      const name = 'notifications' as PermissionName
      return (await navigator.permissions.query({ name })).state
    })
    expect(asked).toBe('denied')
    expect(page.url()).toMatch(/^app:\/\/tideline\//)
    expect(app.electron.windows()).toHaveLength(1)
  })

  test('is made ready unseen for who is about to open it, and goes when nobody does', async () => {
    await page.evaluate(() => window.tideline?.call('foresee', 'team'))
    await page.evaluate(() => window.tideline?.call('foresee', 'team'))
    const ready = await app.window('team')
    await ready.waitForSelector('body[data-ready]', { state: 'attached' })
    expect(app.electron.windows()).toHaveLength(2)
    expect(await inMain(`[${theTeam}.isVisible(), ${theTeam}.isFocused()]`)).toEqual([false, false])
    await waitFor('it to be gone', () => app.electron.windows().length === 1, 20_000)
  })

  test('made ready, it is the page that opens', async () => {
    await inMain(`lab.windows.foresee('team'), 0`)
    const ready = await app.window('team')
    await ready.waitForSelector('body[data-ready]', { state: 'attached' })
    await ready.evaluate(() => void (document.body.dataset['same'] = 'yes'))
    await inMain(`lab.windows.open('team'), 0`)
    await waitFor('it to be seen', () => inMain(`${theTeam}.isVisible()`))
    expect(await ready.evaluate(() => document.body.dataset['same'])).toBe('yes')
    expect((await events()).filter((event) => event === 'kept' || event === 'again').slice(-2)).toEqual([
      'kept',
      'again',
    ])
    // One that is open is not made a second time.
    await inMain(`lab.windows.foresee('team'), 0`)
    expect(await inMain(`electron.BrowserWindow.getAllWindows().length`)).toBe(2)
    await inMain(`${theTeam}.close(), 0`)
    await waitFor('it to be gone', () => app.electron.windows().length === 1, 20_000)
  })

  test('opened while it is still made ready, it is shown as soon as its page has run', async () => {
    expect(await inMain(`(lab.windows.foresee('team'), lab.windows.open('team'), ${theTeam}.isVisible())`)).toBe(false)
    await waitFor('it to be seen', () => inMain(`${theTeam}.isVisible()`))
    await app.window('team')
    expect(app.electron.windows()).toHaveLength(2)
  })

  test('is raised rather than opened twice, and each kind has its own', async () => {
    await inMain(`lab.windows.open('planner'), lab.windows.open('team'), lab.windows.open('team'), 0`)
    await app.window('team')
    expect(app.electron.windows()).toHaveLength(2)
  })

  test('remembers where it was and how large', async () => {
    await inMain(`(async () => {
      const { BrowserWindow } = electron
      const team = BrowserWindow.getAllWindows().find((each) => each.getTitle() === 'Lab team')
      team.setBounds({ x: 40, y: 50, width: 500, height: 700 })
      team.close()
    })()`)
    await waitFor('the team window to be gone', () => app.electron.windows().length === 1, 15_000)
    await inMain(`lab.windows.open('team'), 0`)
    await app.window('team')
    const bounds = await inMain(`(async () => {
      const { BrowserWindow } = electron
      return BrowserWindow.getAllWindows().find((each) => each.getTitle() === 'Lab team').getBounds()
    })()`)
    expect(bounds).toEqual({ x: 40, y: 50, width: 500, height: 700 })
    expect((await events()).some((event) => event.startsWith('gone '))).toBe(true)
  })

  test('closed and opened again within a while it is the same page, which is told so; later it is a new one', async () => {
    const team = await app.window('team')
    await team.evaluate(() => {
      const page = globalThis as { heard?: number; tideline?: { on: (name: string, hear: () => void) => void } }
      page.heard = 0
      page.tideline?.on('closed', () => (page.heard = 1))
    })
    await inMain(`${theTeam}.close(), 0`)
    await waitFor('it to be out of sight', async () => !(await inMain(`${theTeam}.isVisible()`)))
    await inMain(`lab.windows.open('team'), 0`)
    await waitFor('it to be seen', async () => await inMain(`${theTeam}.isVisible()`))
    expect(await team.evaluate(() => (globalThis as { heard?: number }).heard)).toBe(1)
    expect((await events()).filter((event) => event === 'kept' || event === 'again').slice(-2)).toEqual([
      'kept',
      'again',
    ])
  })

  test('zooms in steps, all of them alike, and keeps the zoom', async () => {
    await inMain(`lab.windows.zoom('in'), lab.windows.zoom('in'), 0`)
    await waitFor('a zoomed page', async () => (await page.evaluate(() => devicePixelRatio)) === 1.25)
    expect(JSON.parse(readFileSync(path.join(dataDir, 'windows.json'), 'utf8'))).toMatchObject({
      version: 1,
      value: { zoom: 1.25 },
    })
    await inMain(`lab.windows.zoom('reset'), 0`)
    await waitFor('the usual size', async () => (await page.evaluate(() => devicePixelRatio)) === 1)
  })

  test('shares its process with the others, and comes back with them when that crashes', async () => {
    await inMain(`lab.windows.open('team'), 0`)
    await app.window('team')
    const pages = await Promise.all(
      (['planner', 'team'] as const).map(async (kind) => `electron.webContents.fromId(${await pageId(kind)})`),
    )
    const inPages = (code: (page: string) => string) =>
      inMain<unknown[]>(`Promise.all([${pages.map(code).join(', ')}])`)
    const processes = () => inPages((each) => `${each}.getOSProcessId()`)
    const [before, other] = await processes()
    expect(other).toBe(before)
    await inMain(`${pages[1] ?? ''}.forcefullyCrashRenderer()`)
    await waitFor('another process for both', async () => {
      const isThere = await inPages((each) => `!${each}.isCrashed() && !${each}.isLoading()`)
      return !isThere.includes(false) && !(await processes()).includes(before)
    })
    expect(await inPages((each) => `${each}.executeJavaScript('document.body.dataset.ready')`)).toEqual(['yes', 'yes'])
    expect(new Set(await processes()).size).toBe(1)
  })
})

describe('what is kept', () => {
  test('is on disk at once, through electron-store, beside its backup', async () => {
    const settings = (name: string): string =>
      `lab.keeper.save('settings', { ...lab.keeper.load('settings').value, name: '${name}' })`
    await inMain(
      `lab.keeper.save('settings', { name: 'Ana', theme: 'dark', defaultMinutes: 50, mute: 'with', shortcut: '', startAtLogin: false, welcomed: true, clock: '24' }), 0`,
    )
    await inMain(`${settings('Ben')}, 0`)
    expect(JSON.parse(readFileSync(path.join(dataDir, 'settings.json'), 'utf8'))).toMatchObject({
      version: 1,
      value: { name: 'Ben' },
    })
    // The library's own way of writing.
    expect(readFileSync(path.join(dataDir, 'settings.json'), 'utf8')).toContain('\n\t"version"')
    expect(JSON.parse(readFileSync(path.join(dataDir, 'settings.backup-1.json'), 'utf8'))).toMatchObject({
      value: { name: 'Ana' },
    })
    expect(readdirSync(dataDir).filter((name) => name.includes('tmp'))).toEqual([])
  })

  test('when it broke outside, is set aside and brought back from the backup', async () => {
    writeFileSync(path.join(dataDir, 'settings.json'), '{"version":1,"value":{"na')
    const loaded = await inMain<{ value: { name: string }; problem: { code: string; recovered: boolean } }>(
      `lab.keeper.load('settings')`,
    )
    expect(loaded).toMatchObject({ value: { name: 'Ana' }, problem: { code: 'broken', recovered: true } })
    expect(readdirSync(dataDir).some((name) => name.startsWith('settings.broken-'))).toBe(true)
  })

  test('a secret without a keyring is a plain file, and says so', async () => {
    expect(await inMain(`(lab.vault.set('team', 'token-1'), [lab.vault.kind, lab.vault.get('team')])`)).toEqual([
      'file',
      'token-1',
    ])
    expect(existsSync(path.join(dataDir, 'secrets.json'))).toBe(true)
  })
})

describe('the tray', () => {
  let host: TrayHost
  /** The newest icon: one made before there was a panel may show up for a moment before it is replaced. */
  const icon = (tooltip: string): Promise<TrayItem> =>
    waitFor(`the icon “${tooltip}”`, async () => {
      const last = host.items.at(-1)
      return (await last?.tooltip()) === tooltip ? last : null
    })
  const show = (glyph: string, arc: number | null, tooltip: string) =>
    inMain(`lab.tray.show(${JSON.stringify({ glyph, arc, tooltip, title: '' })}, [
      { label: '${tooltip}' }, 'separator',
      { label: 'A & B_c', run: () => lab.events.push('ran ${tooltip}') },
      { label: 'Modes', lines: [{ label: 'One', run: () => lab.events.push('one'), checked: true }] },
    ]), 0`)

  test('is missing where no panel is, and appears when one does', async () => {
    await happened('host false')
    await show('available', null, 'First')
    host = await startTrayHost(desktop)
    await happened('host true')
    const item = await icon('First')
    const [picture] = await item.icons()
    expect([picture?.width, picture?.height]).toEqual([22, 22])
    const middle = (11 * 22 + 11) * 4
    expect([...(picture?.argb.subarray(middle, middle + 4) ?? [])]).toSatisfy(
      ([alpha, red]: number[]) => alpha === 255 && (red === 0 || red === 255),
    )
  })

  test('a left click toggles, and the menu runs what stands there now', async () => {
    await (await icon('First')).activate()
    await happened('toggle')
    await show('focusing', 0.5, 'Second')
    const item = await icon('Second')
    expect((await item.menu()).map(({ label, enabled }) => [label, enabled])).toEqual([
      ['Second', false],
      ['', true],
      ['A & B_c', true],
      ['Modes', true],
    ])
    await item.click('A & B_c')
    await happened('ran Second')
  })

  test('a tick stays what the state says, although the system ticks by itself', async () => {
    const item = await icon('Second')
    await item.click('Modes', 'One')
    await happened('one')
    await waitFor('the tick', async () => (await item.menu()).at(-1)?.children[0]?.checked === true)
  })

  test('keeps a window where no panel is: the last one asks instead of closing', async () => {
    const close = `(async () => {
      const { BrowserWindow } = electron
      for (const each of BrowserWindow.getAllWindows()) each.close()
    })()`
    await host.stop()
    await waitFor('the panel to be gone', async () => (await events()).at(-1) === 'host false')
    await inMain(close)
    await happened('last close')
    await waitFor('the last window alone', () => app.electron.windows().length === 1)
    host = await startTrayHost(desktop)
    await waitFor('the panel to be back', async () => (await events()).at(-1) === 'host true')
    const item = await icon('Second')
    await inMain(close)
    await waitFor('no window', () => app.electron.windows().length === 0)
    await item.activate()
    await waitFor(
      'a click without any window',
      async () => (await events()).filter((event) => event === 'toggle').length === 2,
    )
    await host.stop()
  })
})

describe('a second start', () => {
  test('hands over its command line, raises a window and goes', async () => {
    const second = await spawnApp(desktop, { dataDir, folder, args: ['tideline://join?invite=x'] })
    const code = await new Promise((resolve) => second.child.once('exit', resolve))
    expect(code).toBe(7)
    await happened('second tideline://join?invite=x')
    page = await app.window('planner')
  })

  test('with another data folder runs beside it', async () => {
    const other = await mkdtemp(path.join(os.tmpdir(), 'tideline-data-'))
    const second = await startApp(desktop, { dataDir: other, folder })
    expect((await second.window('planner')).url()).toMatch(/#\/planner\b/)
    await second.stop()
    await rm(other, { recursive: true, force: true })
  })
})

describe('notices', () => {
  const tell = (title: string) => inMain(`lab.notices.tell({ title: '${title}', body: '-5 min' }), 0`)

  test('that no server takes come back, and do not break anything', async () => {
    await tell('nobody')
    expect(await happened('lost nobody')).toBe(true)
  })

  test('reach a real dunst', async () => {
    const dunst: Dunst = await startDunst(desktop)
    await tell('somebody')
    await waitFor('the notice', async () => (await dunst.displayed()) === 1)
    expect(await events()).not.toContain('lost somebody')
    await dunst.stop()
  })
})

describe('the rest of the desktop', () => {
  test('a shortcut is taken, given back, and a wrong one refused', async () => {
    const use = (keys: string) => inMain<boolean>(`lab.shortcut.use('${keys}')`)
    expect(await use('CommandOrControl+Alt+F')).toBe(true)
    expect(await inMain(`electron.globalShortcut.isRegistered('CommandOrControl+Alt+F')`)).toBe(true)
    expect(await use('CommandOrControl+Alt+G')).toBe(true)
    expect(await inMain(`electron.globalShortcut.isRegistered('CommandOrControl+Alt+F')`)).toBe(false)
    expect(await use('Not a key at all')).toBe(false)
    expect(await use('')).toBe(false)
  })

  test('start at login is a file of the desktop, and goes again', async () => {
    const file = path.join(desktop.env['XDG_CONFIG_HOME'] ?? '', 'autostart', 'tideline.desktop')
    await inMain(`lab.startAtLogin(true, { name: 'Tideline', comment: 'Focus', dataDir: '/some where' }), 0`)
    expect(readFileSync(file, 'utf8')).toMatch(/^Exec="[^"]+" "[^"]+" "--hidden" "--data-dir" "\/some where"$/m)
    await inMain(`lab.startAtLogin(false, { name: 'Tideline', comment: 'Focus', dataDir: undefined }), 0`)
    expect(existsSync(file)).toBe(false)
  })

  test('a Node beside the app says its lines, is told to end, and ends with us', async () => {
    const entry = path.join(folder, 'child.mjs')
    writeFileSync(
      entry,
      "console.log(process.argv[2], process.env.LAB); process.stdin.on('end', () => process.exit(5)).resume()",
    )
    await inMain(`(() => {
      lab.child = lab.startNode({ entry: ${JSON.stringify(entry)}, args: ['hello'], env: { LAB: 'there' }, name: 'Lab child' })
      lab.child.onLine((line) => lab.events.push(line))
      lab.child.onExit((code) => lab.events.push('exit ' + code))
    })()`)
    await happened('hello there')
    await inMain(`lab.child.stop()`)
    expect(await happened('exit null')).toBe(true)
  })

  test('a Node that is not there is an exit, not a crash', async () => {
    await inMain(`(() => {
      const node = process.env.TIDELINE_NODE
      process.env.TIDELINE_NODE = '/nowhere/node'
      lab.startNode({ entry: 'x', args: [], env: {}, name: 'x' }).onExit((code) => lab.events.push('no node ' + code))
      process.env.TIDELINE_NODE = node
    })()`)
    expect(await happened('no node null')).toBe(true)
  })
})

/** The WebContents id of the window of a kind. */
const pageId = (kind: string): Promise<number> =>
  inMain<number>(`(async () => {
    const { webContents } = electron
    return webContents.getAllWebContents().find((each) => each.getURL().includes('#/${kind}?')).id
  })()`)
