/** An app with a command line, for one test. */
import { expect } from 'vitest'
import { stateWith } from '../fakes/state.ts'
import { app, type TestApp, type TestAppOptions } from './app.ts'
import { cli, type Ran } from './cli.ts'

export interface CliApp extends TestApp {
  run(...args: string[]): Promise<Ran>
}

/** Times are as the tests write them, wherever they run. */
export async function cliApp(options: TestAppOptions = {}): Promise<CliApp> {
  const state = options.state ?? stateWith()
  const started = await app({ ...options, state: { ...state, settings: { ...state.settings, clock: '24' } } })
  return { ...started, run: (...args) => cli(started.dataDir, ...args) }
}

/** One sentence, no stack, and nothing that claims success. */
export function expectSentence({ out, err }: Ran, words: RegExp): void {
  expect(err).toMatch(words)
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).not.toMatch(/\n\s+at |Error:|\[object/)
  expect(out).toBe('')
}
