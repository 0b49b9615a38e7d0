import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { waitFor } from '../../../tests/harness/wait.ts'
import { type HookRun, runHook } from './run.ts'

let dir: string
const call = { TIDELINE_EVENT: 'start', TIDELINE_TITLE: 'a title; $(touch owned)' }

beforeAll(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'tideline-hook-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const run = (argv: readonly string[], more: Partial<HookRun> = {}) =>
  runHook({ argv, call, env: { PATH: process.env['PATH'], NODE_OPTIONS: '--bad' }, cwd: dir, ...more })
const node = (script: string): string[] => [process.execPath, '-e', script]

describe('a program', () => {
  test('gets the event as variables, and its arguments as they are: no shell reads them', async () => {
    const script =
      'console.log(JSON.stringify([process.env.TIDELINE_EVENT, process.env.TIDELINE_TITLE, process.argv.slice(1)]))'
    const end = await run([...node(script), '--', '$HOME', '; touch owned', '*'])
    expect(end).toMatchObject({ how: 'exit', code: 0 })
    expect(JSON.parse(end.output)).toEqual(['start', call.TIDELINE_TITLE, ['$HOME', '; touch owned', '*']])
    expect(existsSync(path.join(dir, 'owned'))).toBe(false)
  })

  test('tells its exit code and both outputs', async () => {
    const end = await run(node('console.log("out"); console.error("err"); process.exitCode = 3'))
    expect(end).toMatchObject({ how: 'exit', code: 3 })
    expect(end.output.split('\n').toSorted()).toEqual(['', 'err', 'out'])
  })

  test('that is not there, or may not be run, is said', async () => {
    expect(await run(['/nowhere/at-all'])).toEqual({ how: 'missing', output: '' })
    const file = path.join(dir, 'plain.txt')
    writeFileSync(file, 'no program', { mode: 0o644 })
    expect(await run([file])).toEqual({ how: 'denied', output: '' })
  })

  test('that never ends is ended with all that it started, also where it will not listen', async () => {
    const child =
      'const fs = require("fs"); fs.writeFileSync("child", String(process.pid)); setInterval(() => {}, 1000)'
    const stubborn = `process.on("SIGTERM", () => {}); require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}]); setInterval(() => {}, 1000)`
    const running = run(node(stubborn), { limits: { patience: 1_500, output: 1024 } })
    const file = path.join(dir, 'child')
    const pid = await waitFor('the grandchild', () => existsSync(file) && Number(readFileSync(file, 'utf8')))
    expect(await running).toMatchObject({ how: 'timeout' })
    await waitFor('the grandchild to be gone', () => isGone(pid))
  }, 20_000)

  test('that talks without end is heard up to the limit, and not kept waiting', async () => {
    const end = await run(node('process.stdout.write("x".repeat(3e6))'), { limits: { patience: 20_000, output: 100 } })
    expect(end).toMatchObject({ how: 'exit', code: 0, output: 'x'.repeat(100) })
  })
})

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return true
  }
}
