/** A running app as the control socket sees it: the real loop and the real core over a fake clock and disk. */
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { Errand, Outcome } from '../../src/core/app/intent.ts'
import { insightsReport } from '../../src/core/app/report/insights.ts'
import type { State } from '../../src/core/app/state.ts'
import { type Control, openControl } from '../../src/main/control.ts'
import { CONTROL_LIMITS, type ControlLimits } from '../../src/main/control/protocol.ts'
import { createLoop, type Loop } from '../../src/main/loop.ts'
import { stateWith } from '../fakes/state.ts'
import { fakeClock, fakeDisk } from '../fakes/world.ts'

export const NOW = Date.UTC(2026, 10, 26, 9, 6)

export interface TestApp {
  readonly dataDir: string
  readonly loop: Loop
  readonly clock: ReturnType<typeof fakeClock>
  readonly errands: Errand[]
  readonly control: Control
  stop(): Promise<void>
}

export interface TestAppOptions {
  readonly state?: State
  readonly dataDir?: string
  readonly limits?: Partial<ControlLimits>
  readonly runErrand?: (errand: Errand) => Promise<Outcome>
}

export const newDataDir = (): string => mkdtempSync(path.join(tmpdir(), 'tideline-control-'))

/** A folder for one test. */
export function folder(): string {
  const made = newDataDir()
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

/** An app for one test. */
export async function app(options: TestAppOptions = {}): Promise<TestApp> {
  const started = await startApp(options)
  onTestFinished(() => started.stop())
  return started
}

export async function startApp(options: TestAppOptions = {}): Promise<TestApp> {
  const dataDir = options.dataDir ?? newDataDir()
  const clock = fakeClock(NOW)
  const disk = fakeDisk()
  const errands: Errand[] = []
  const loop = createLoop(options.state ?? stateWith(), {
    clock,
    keeper: disk.keeper,
    journal: disk.journal,
    reconcile: async () => {},
    runErrand: async (errand) => {
      errands.push(errand)
      return options.runErrand?.(errand) ?? { ok: true }
    },
    announce: () => {},
  })
  const limits = { ...CONTROL_LIMITS, ...options.limits }
  const control = await openControl({
    dataDir,
    dispatch: (wish) => loop.dispatch(wish),
    state: () => loop.state(),
    now: () => clock.now(),
    insights: () => insightsReport(disk.events, loop.state(), clock.now()),
    version: '0.1.0',
    limits,
  })
  const stop = async (): Promise<void> => {
    await control.stop()
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true })
  }
  return { dataDir, loop, clock, errands, control, stop }
}

/** Everything the socket says to these bytes until it hangs up, as parsed lines. */
export async function say(
  socketPath: string,
  bytes: string | Buffer,
  options: { end?: boolean } = {},
): Promise<unknown[]> {
  const socket = connect(socketPath)
  if (options.end === false) socket.write(bytes)
  else socket.end(bytes)
  let heard = ''
  for await (const chunk of socket) heard += String(chunk)
  return heard
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
}

/** Any sentence at all. */
export const sentence: unknown = expect.stringMatching(/^[A-Z].*[.?]$/)

export const line = (value: unknown): string => `${JSON.stringify(value)}\n`
