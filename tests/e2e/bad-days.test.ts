/** What goes wrong on ordinary machines, with the real app: each is told in words, and nothing is lost. */
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { execFileSync } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { cli } from '../control/cli.ts'
import { type RunningApp, spawnApp, startApp } from '../harness/app.ts'
import { type Desktop, startDesktop } from '../harness/desktop.ts'
import { type Dunst, startDunst } from '../harness/dunst.ts'
import { startTrayHost, type TrayHost } from '../harness/tray.ts'
import { waitFor } from '../harness/wait.ts'

let desktop: Desktop
let dunst: Dunst
let dataDir: string

beforeAll(async () => {
  desktop = await startDesktop()
  dunst = await startDunst(desktop)
})

afterAll(() => desktop?.stop())

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'tideline-bad-'))
})

async function start(args: readonly string[] = []): Promise<RunningApp> {
  const app = await startApp(desktop, { dataDir, args })
  onTestFinished(async () => {
    await app.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  return app
}

async function tray(): Promise<TrayHost> {
  const host = await startTrayHost(desktop)
  onTestFinished(() => host.stop())
  return host
}

describe('files', () => {
  test.each([
    ['plan', '{"version":1,"value":{"b1":', /could not be read/, /^plan\.broken-/],
    ['plan', '{"version":7,"value":{}}', /written by a newer Tideline/, /^plan\.newer-/],
  ])('a %s of %j is set aside, kept whole, and told in the planner', async (name, content, told, kept) => {
    await writeFile(path.join(dataDir, `${name}.json`), content)
    const app = await start()
    await (await app.window('planner')).getByText(told).waitFor()
    const aside = (await readdir(dataDir)).find((file) => kept.test(file))
    expect(aside).toBeDefined()
    expect(await readFile(path.join(dataDir, aside ?? ''), 'utf8')).toBe(content)
    expect((await cli(dataDir, 'plan', 'add', 'open', '15:00-16:00')).exit).toBe(0)
  })

  test('a journal with a torn last line keeps every whole one', async () => {
    const now = Date.now()
    const started = JSON.stringify({
      type: 'started',
      at: now - 60_000,
      session: 's1',
      until: now + 600_000,
      title: 'Draft',
    })
    const month = new Date(now).toISOString().slice(0, 7)
    await writeFile(path.join(dataDir, `journal-${month}.jsonl`), `${started}\n{"type":"pau`)
    await tray()
    const app = await start()
    await waitFor('the session to go on', () => dunst.paused())
    await (await app.window('planner')).getByText(/The session goes on until/).waitFor()
    expect((await cli(dataDir, 'focus', 'stop')).exit).toBe(0)
    await waitFor('dunst to be as before', async () => !(await dunst.paused()))
  })

  test('a data folder that cannot be made is one sentence and a failure, no window and no trace of a stack', async () => {
    const blocked = path.join(dataDir, 'file')
    await writeFile(blocked, '')
    const app = await spawnApp(desktop, { dataDir: path.join(blocked, 'inside') })
    const code = await new Promise<number | null>((resolve) => app.child.once('exit', resolve))
    expect(code).toBe(1)
    expect(app.output()).toMatch(/the data folder cannot be made; choose another with --data-dir/)
    expect(app.output()).not.toMatch(/^\s+at /m)
  })
})

describe('starts', () => {
  test('a second start raises the first and leaves', async () => {
    const app = await start()
    await app.window('planner')
    const second = await spawnApp(desktop, { dataDir })
    const code = await new Promise<number | null>((resolve) => second.child.once('exit', resolve))
    expect(code).toBe(0)
    expect(second.output()).toMatch(/is running already/)
    expect((await cli(dataDir, 'status')).exit).toBe(0)
  })

  test('without a tray host closing the window is a wish to quit; with one the app stays in reach', async () => {
    const host = await startTrayHost(desktop)
    const app = await start()
    const item = await host.item()
    await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().forEach((window) => window.close()),
    )
    await waitFor('no window', () => app.electron.windows().length === 0)
    expect((await cli(dataDir, 'status')).exit).toBe(0)
    await item.click('Open planner')
    await app.window('planner')
    await host.stop()
    await waitFor('the app to know that the tray is gone', async () => /trayHost":false/.test(await systemOf(app)))
  })
})

/** The system slice, as a window of the app reads it. */
async function systemOf(app: RunningApp): Promise<string> {
  const page = await app.window('planner')
  return page.evaluate(async () => JSON.stringify(await window.tideline?.call('watch', ['system'])))
}

describe('invites', () => {
  test.each([
    ['http://hub.example/j/abc.def', /not an invite link/],
    ['http://127.0.0.1:9/j/AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA', /The hub does not answer/],
  ])('%s is refused in words', async (invite, told) => {
    const app = await start([invite, '--name', 'Ana'])
    await (await app.window('planner')).getByRole('region', { name: 'Notices' }).getByText(told).waitFor()
    expect((await cli(dataDir, 'team', 'list')).out).not.toMatch(/published/)
  })
})

describe('a full disk', () => {
  // Only root may mount a disk that is small enough to fill.
  test.runIf(process.getuid?.() === 0)(
    'refuses to plan, keeps what was there, and never keeps the desktop muted',
    async () => {
      const small = path.join(dataDir, 'small')
      await mkdir(small)
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', small])
      const host = await tray()
      const app = await startApp(desktop, { dataDir: small })
      onTestFinished(async () => {
        await app.stop()
        execFileSync('umount', ['--lazy', small])
      })
      const item = await host.item()
      expect((await cli(small, 'plan', 'add', 'open', '15:00-16:00')).exit).toBe(0)
      await item.activate()
      await waitFor('dunst to be paused', () => dunst.paused())
      await fill(small)
      const refused = await cli(small, 'plan', 'add', 'open', '17:00-18:00')
      expect(refused.exit).not.toBe(0)
      expect(refused.err).toMatch(/disk is full/i)
      await item.activate()
      await waitFor('dunst to be as before', async () => !(await dunst.paused()))
      const kept = z.object({ value: z.record(z.string(), z.unknown()) })
      const plan = kept.parse(JSON.parse(await readFile(path.join(small, 'plan.json'), 'utf8')))
      expect(Object.keys(plan.value)).toHaveLength(1)
    },
  )
})

/** Leaves not one free byte. */
async function fill(folder: string): Promise<void> {
  const file = await open(path.join(folder, 'filler'), 'w')
  try {
    for (;;) await file.write(Buffer.alloc(64 * 1024))
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' })
  } finally {
    await file.close()
  }
}
