import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type Intent, readWish } from '../core/app/intent.ts'
import { reduce } from '../core/app/reduce.ts'
import type { State } from '../core/app/state.ts'
import { stateWith } from '../../tests/fakes/state.ts'
import { waitFor } from '../../tests/harness/wait.ts'
import { followHook } from './hook.ts'
import { createHookRecord } from './hook/record.ts'
import type { HookEnd } from './hook/run.ts'

const NOW = Date.UTC(2026, 10, 26, 9, 6)
const ARGV = ['/bin/tell', 'me']

function lab(hook: readonly string[], answer: () => Promise<HookEnd>) {
  const base = stateWith()
  let state: State = { ...base, settings: { ...base.settings, hook: [...hook] } }
  let tell: (before: State, after: State) => void = () => {}
  const ran: string[] = []
  const recorded: string[] = []
  const dispatch = async (intent: Intent) => {
    const before = state
    const { state: after, outcome } = reduce(before, intent, NOW)
    state = after
    tell(before, after)
    return outcome
  }
  const follower = followHook({
    loop: {
      state: () => state,
      dispatch,
      subscribe(listener) {
        tell = listener
        return () => (tell = () => {})
      },
    },
    run: (argv, call) => {
      ran.push(`${argv.join(' ')} ${call['TIDELINE_EVENT']}`)
      return answer()
    },
    record: (call, { how }) => void recorded.push(`${call['TIDELINE_EVENT']} ${how}`),
  })
  return { dispatch, follower, ran, recorded, notices: () => state.notices }
}

const fine = async (): Promise<HookEnd> => ({ how: 'exit', code: 0, output: '' })

test('runs once for each event, in order, never two at a time, and after the dispatch that set it off', async () => {
  let running = 0
  let most = 0
  const { dispatch, ran, recorded } = lab(ARGV, async () => {
    most = Math.max(most, (running += 1))
    await new Promise((resolve) => void setImmediate(resolve))
    running -= 1
    return { how: 'exit', code: 0, output: '' }
  })
  const started = dispatch({ type: 'focus.start', minutes: 25 })
  expect(ran).toEqual([])
  await started
  await dispatch({ type: 'focus.pause' })
  await dispatch({ type: 'focus.interrupt' })
  await dispatch({ type: 'focus.resume' })
  await dispatch({ type: 'focus.end' })
  await waitFor('four runs', () => recorded.length === 4)
  expect(ran).toEqual(['start', 'pause', 'resume', 'end'].map((name) => `/bin/tell me ${name}`))
  expect(most).toBe(1)
})

test('without a program nothing runs', async () => {
  const { dispatch, ran } = lab([], fine)
  await dispatch({ type: 'focus.start', minutes: 25 })
  await new Promise((resolve) => void setImmediate(resolve))
  expect(ran).toEqual([])
})

test('what went wrong is recorded and told, and the next event is run all the same', async () => {
  const { dispatch, recorded, notices } = lab(ARGV, async () => ({ how: 'missing', output: '' }))
  await dispatch({ type: 'focus.start', minutes: 25 })
  await dispatch({ type: 'focus.end' })
  await waitFor('two runs', () => recorded.length === 2)
  await waitFor('the notice', () => notices().length === 1)
  expect(notices()[0]).toMatchObject({ key: 'notice.hook', tone: 'problem', values: { how: 'missing' } })
})

test('a goodbye does not wait for a program that hangs', async () => {
  const { dispatch, follower } = lab(ARGV, () => new Promise(() => {}))
  await dispatch({ type: 'focus.start', minutes: 25 })
  await follower.stop()
  expect(await follower.stop()).toBeUndefined()
})

test('the program is set by an agreement at this screen alone, never by a change of settings', () => {
  expect(readWish({ type: 'settings.change', change: { hook: ARGV } })).toMatchObject({ refusal: { ok: false } })
  expect(readWish({ type: 'hook.agreed', argv: ARGV })).toMatchObject({ refusal: { ok: false } })
  expect(reduce(stateWith(), { type: 'hook.agreed', argv: ARGV }, NOW).state.settings.hook).toEqual(ARGV)
})

test('the record is readable by the person only, and does not grow without end', () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'tideline-record-'))
  try {
    const record = createHookRecord(dir)
    const call = { TIDELINE_AT: '2026-11-26T09:06:00.000Z', TIDELINE_EVENT: 'start', TIDELINE_SESSION: 's1' }
    record(call, { how: 'exit', code: 2, output: 'one\ntwo\n' })
    const file = path.join(dir, 'hook.log')
    expect(readFileSync(file, 'utf8')).toBe('2026-11-26T09:06:00.000Z start s1: exit 2\n  one\n  two\n')
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    for (let count = 0; count < 12; count += 1) record(call, { how: 'exit', code: 0, output: 'x'.repeat(60_000) })
    expect(statSync(file).size + statSync(`${file}.1`).size).toBeLessThan(800_000)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})
