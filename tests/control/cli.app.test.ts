/** The app itself from the command line: there, not there, or not itself. */
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { runningSession } from '../../src/core/app/running.ts'
import { folder, NOW } from './app.ts'
import { cli, realCli } from './cli.ts'
import { cliApp, expectSentence } from './cliApp.ts'

describe('the app itself', () => {
  test('mute, open and quit', async () => {
    const { run, loop, errands } = await cliApp()
    expect((await run('mute', 'never')).exit).toBe(0)
    expect(loop.state().settings.mute).toBe('never')
    await run('open', 'team')
    await run('quit', '--force')
    expect(errands).toEqual([
      { type: 'window.open', window: 'team' },
      { type: 'app.quit', force: true },
    ])
  })

  test('an app that goes away did quit', async () => {
    const { run, control } = await cliApp({
      runErrand: async () => {
        await control.stop()
        return { ok: true }
      },
    })
    expect(await run('quit')).toEqual({ exit: 0, out: '', err: '' })
  })

  test.each([
    [['mute', 'sometimes'], /one of with, always, never/],
    [['open', 'sesame'], /one of planner/],
    [['dance'], /unknown command/],
    [['--dance'], /unknown option/],
  ])('%j is refused', async (args, words) => {
    const { run } = await cliApp()
    const ran = await run(...args)
    expect(ran.exit).toBe(2)
    expectSentence(ran, words)
  })
})

/** Something listens where a Tideline should, and says this to everything. */
async function impostor(says: string | null): Promise<string> {
  const dataDir = folder()
  const socketPath = path.join(dataDir, 'control.sock')
  const server: Server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', () => {
      if (says === null) socket.destroy()
      else socket.write(says)
    })
  })
  await new Promise<void>((resolve) => void server.listen(socketPath, resolve))
  writeFileSync(path.join(dataDir, 'control.json'), JSON.stringify({ path: socketPath, pid: process.pid }))
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  return dataDir
}

describe('an app that is not there or not itself', () => {
  test.each([
    ['words', 'hello\n'],
    ['another JSON', '{"jsonrpc":"2.0"}\n'],
    ['an answer to something else', '{"id":99,"ok":true}\n'],
    ['an answer without its facts', '{"id":1,"ok":true,"value":{"now":"noon"}}\n'],
    ['bytes', '\u0000\u0001\n'],
  ])('that says %s', async (_name, says) => {
    const ran = await cli(await impostor(says), 'status')
    expect(ran.exit).toBe(4)
    expectSentence(ran, /not a Tideline of this version/)
  })

  test('that hangs up', async () => {
    const ran = await cli(await impostor(null), 'focus', 'start', '50m')
    expect(ran.exit).toBe(4)
    expectSentence(ran, /did not answer/)
  })

  test('a note of one that was killed', async () => {
    const dataDir = folder()
    writeFileSync(
      path.join(dataDir, 'control.json'),
      JSON.stringify({ path: path.join(dataDir, 'control.sock'), pid: 1 }),
    )
    const ran = await cli(dataDir, 'status')
    expect(ran.exit).toBe(3)
    expectSentence(ran, /is not running/)
  })

  test('a note that is garbage', async () => {
    const dataDir = folder()
    writeFileSync(path.join(dataDir, 'control.json'), '{{{')
    expect((await cli(dataDir, 'status')).exit).toBe(3)
  })
})

describe('the real program', () => {
  test('finds the app by --data-dir and by TIDELINE_DATA, and does what is asked', { timeout: 30_000 }, async () => {
    const { dataDir, loop } = await cliApp()
    expect(await realCli(['--data-dir', dataDir, 'focus', 'start', '50m'])).toEqual({
      exit: 0,
      out: 'Focusing, 50 min left, until 09:56. Not muted: this desktop offers no way.\n',
      err: '',
    })
    const { out } = await realCli(['status', '--json'], { TIDELINE_DATA: dataDir })
    expect(JSON.parse(out)).toMatchObject({ session: { phase: 'running' } })
    expect(runningSession(loop.state(), NOW)?.phase).toBe('running')
  })

  test('says in one sentence what is wrong, with an exit code', { timeout: 30_000 }, async () => {
    const { dataDir } = await cliApp()
    const home = folder()
    const [zero, none, unknown] = await Promise.all([
      realCli(['--data-dir', dataDir, 'plan', 'add', 'focus', '9:00-9:00']),
      realCli(['status'], { HOME: home }),
      realCli(['--data-dir', dataDir, 'status'], { TIDELINE_DATA: home, LC_ALL: 'C' }),
    ])
    expect(zero.exit).toBe(2)
    expectSentence(zero, /at least 5 minutes/)
    expect(none.exit).toBe(3)
    expectSentence(none, /not running .*npm start/)
    expect(unknown.exit).toBe(0)
  })
})
