/** What the page of a window can do, and all that it cannot. */
import { describe, expect, test } from 'vitest'
import { waitFor } from '../harness/wait.ts'
import { useLab } from './shell/lab.ts'

const { here, inMain, pageId } = useLab()

describe('a window', () => {
  test('is sandboxed and has nothing but the bridge', async () => {
    const { page } = here()
    const globals = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    )
    expect(globals).toEqual([])
    expect(await page.evaluate(() => Object.keys(window.tideline ?? {}))).toEqual(['call', 'on'])
    expect(page.url()).toBe('app://tideline/index.html#/planner?width=1080')
  })

  test('calls main, and an answer or a refusal comes back as data', async () => {
    const { page } = here()
    const call = (wish: unknown) => page.evaluate((given) => window.tideline?.call('dispatch', given as never), wish)
    expect(await call({ type: 'focus.toggle' })).toEqual({ ok: true })
    expect(await call({ type: 'focus.start', minutes: 0 })).toMatchObject({ ok: false, code: 'focus_too_short' })
    expect(await call({ type: 'report.me' })).toMatchObject({ ok: false, code: 'bad_wish' })
    expect(await call({ type: 'focus.pause' })).toEqual({ ok: false, code: 'failed' })
    expect(await inMain('lab.wishes')).toEqual([{ type: 'focus.toggle' }, { type: 'focus.pause' }])
  })

  test('a call that is no wish rejects with a code when its input is bad', async () => {
    const { page } = here()
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
    const { page } = here()
    await inMain(`lab.windows.send([{ slice: 'plan', rev: 1, full: {} }], ${await pageId('planner')})`)
    await waitFor('the news', () => page.evaluate(() => window.heard.length === 1))
    expect(await page.evaluate(() => window.heard[0])).toEqual([{ slice: 'plan', rev: 1, full: {} }])
  })

  test('may not reach the network, other files or inline code', async () => {
    const { page } = here()
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
    const { app, page } = here()
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
})
