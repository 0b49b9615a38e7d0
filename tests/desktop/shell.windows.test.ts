/** Windows: made ready, raised, kept, zoomed, and back after a crash. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { waitFor } from '../harness/wait.ts'
import { useLab } from './shell/lab.ts'

const { here, inMain, events, pageId } = useLab()
const theTeam = `electron.BrowserWindow.getAllWindows().find((each) => each.getTitle() === 'Lab team')`

describe('a window', () => {
  test('is made ready unseen for who is about to open it, and goes when nobody does', async () => {
    const { app, page } = here()
    await page.evaluate(() => window.tideline?.call('foresee', 'team'))
    await page.evaluate(() => window.tideline?.call('foresee', 'team'))
    const ready = await app.window('team')
    await ready.waitForSelector('body[data-ready]', { state: 'attached' })
    expect(app.electron.windows()).toHaveLength(2)
    expect(await inMain(`[${theTeam}.isVisible(), ${theTeam}.isFocused()]`)).toEqual([false, false])
    await waitFor('it to be gone', () => app.electron.windows().length === 1, 20_000)
  })

  test('made ready, it is the page that opens', async () => {
    const { app } = here()
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
    const { app } = here()
    expect(await inMain(`(lab.windows.foresee('team'), lab.windows.open('team'), ${theTeam}.isVisible())`)).toBe(false)
    await waitFor('it to be seen', () => inMain(`${theTeam}.isVisible()`))
    await app.window('team')
    expect(app.electron.windows()).toHaveLength(2)
  })

  test('is raised rather than opened twice, and each kind has its own', async () => {
    const { app } = here()
    await inMain(`lab.windows.open('planner'), lab.windows.open('team'), lab.windows.open('team'), 0`)
    await app.window('team')
    expect(app.electron.windows()).toHaveLength(2)
  })

  test('remembers where it was and how large', async () => {
    const { app } = here()
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
    const { app } = here()
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
    const { dataDir, page } = here()
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
    const { app } = here()
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
