import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { type ElectronApplication, _electron, type Page } from 'playwright'
import { endProcess, endWithUs } from '../../scripts/lib/children.mjs'
import { inRoot, nodePath } from '../../scripts/lib/paths.mjs'
import { findElectron } from '../../scripts/runtime.mjs'
import type { WindowKind } from '../../src/core/app/intent.ts'
import type { Desktop } from './desktop.ts'
import { waitFor } from './wait.ts'

export interface AppOptions {
  /** Folder of everything that this instance keeps. */
  readonly dataDir: string
  /** Further arguments of the command line. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Another app than Tideline: a folder with a package.json. */
  readonly folder?: string
}

/** A running app that Playwright can look into. */
export interface RunningApp {
  readonly pid: number
  readonly electron: ElectronApplication
  /** Everything that it printed so far. */
  output(): string
  /** Waits for the window of a kind (its address has `#/planner` and the like). */
  window(kind: WindowKind, timeoutMs?: number): Promise<Page>
  /** Writes a picture of the window into test-results/. Returns its path. */
  screenshot(kind: WindowKind, name: string): Promise<string>
  /** Ends it as a crash would: the whole process tree, without any chance to tidy up. */
  kill(): Promise<void>
  /** Asks it to quit and waits until it is gone. */
  stop(): Promise<void>
}

/** Starts the built app in this world. */
export async function startApp(desktop: Desktop, options: AppOptions): Promise<RunningApp> {
  const { path: executablePath } = await findElectron()
  const electron = await _electron.launch({
    executablePath,
    args: argumentsOf(options),
    cwd: inRoot(),
    env: environmentOf(desktop, options),
    timeout: 30_000,
  })
  const child = electron.process()
  const output = collectOutput(child)
  // The window comes first; a test may speak to the command line at once. Where it has none, the test says so itself.
  if (options.folder === undefined)
    await waitFor('the command line', () => answers(options.dataDir, child.pid), 5_000).catch(() => undefined)
  const window = (kind: WindowKind, timeoutMs = 15_000) =>
    waitFor(`the ${kind} window`, () => electron.windows().find((page) => isKind(page, kind)), timeoutMs)
  return {
    pid: child.pid ?? 0,
    electron,
    output,
    window,
    async screenshot(kind, name) {
      const file = inRoot('test-results', `${name}.png`)
      await mkdir(path.dirname(file), { recursive: true })
      await (await window(kind)).screenshot({ path: file })
      return file
    },
    kill: () => endProcess(child, 'SIGKILL'),
    stop: () => quit(electron, child),
  }
}

/** Whether this process wrote where its command line is to be found: it does so once it listens. */
const answers = async (dataDir: string, pid: number | undefined): Promise<boolean> =>
  (await readFile(path.join(dataDir, 'control.json'), 'utf8').catch(() => '')).includes(`"pid":${pid}`)

/** Starts the built app without Playwright: nothing but the program, as a person starts it. */
export async function spawnApp(desktop: Desktop, options: AppOptions): Promise<SpawnedApp> {
  const { path: executable } = await findElectron()
  const child = spawn(executable, argumentsOf(options), {
    cwd: inRoot(),
    env: environmentOf(desktop, options),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  endWithUs(child)
  const output = collectOutput(child)
  return {
    pid: child.pid ?? 0,
    child,
    output,
    printed: (text, timeoutMs) => waitFor(`“${text}” in the output`, () => output().includes(text), timeoutMs),
    kill: () => endProcess(child, 'SIGKILL'),
    stop: () => endProcess(child, 'SIGTERM', 8000),
  }
}

export interface SpawnedApp {
  readonly pid: number
  readonly child: ChildProcess
  output(): string
  /** Waits until it has printed this text. */
  printed(text: string, timeoutMs?: number): Promise<true>
  kill(): Promise<void>
  stop(): Promise<void>
}

function argumentsOf({ dataDir, args = [], folder = inRoot() }: AppOptions): string[] {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return [folder, ...root, '--data-dir', dataDir, ...args]
}

function environmentOf(desktop: Desktop, { env = {} }: AppOptions): Record<string, string> {
  return { ...desktop.env, TIDELINE_NODE: nodePath(), TIDELINE_TRACE: '1', ...env }
}

function collectOutput(child: ChildProcess): () => string {
  let text = ''
  const take = (chunk: Buffer) => void (text += chunk.toString())
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  return () => text
}

const isKind = (page: Page, kind: WindowKind) => new RegExp(`#/${kind}\\b`).test(page.url())

/** Playwright's own close waits for ever when the app asks before it quits; SIGTERM is how a session manager ends it. */
async function quit(electron: ElectronApplication, child: ChildProcess): Promise<void> {
  const closed = child.exitCode !== null || child.signalCode !== null
  if (!closed) await endProcess(child, 'SIGTERM', 8000)
  await electron.close().catch(() => {})
}
