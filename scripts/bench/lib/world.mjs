import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startApp } from '../../../tests/harness/app.ts'
import { startDesktop } from '../../../tests/harness/desktop.ts'
import { startDunst } from '../../../tests/harness/dunst.ts'
import { startTrayHost } from '../../../tests/harness/tray.ts'
import { endProcess, endWithUs } from '../../lib/children.mjs'
import { inRoot, nodePath } from '../../lib/paths.mjs'
import { say } from '../../lib/say.mjs'

/** A desktop as a person has it: notifications, a tray, and a folder for what the apps keep. */
async function startWorld() {
  const desktop = await startDesktop()
  const dunst = await startDunst(desktop)
  const tray = await startTrayHost(desktop)
  const dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-bench-'))
  const stop = async () => {
    await tray.stop()
    await desktop.stop()
    await rm(dir, { recursive: true, force: true, maxRetries: 5 })
  }
  return { desktop, dunst, tray, dir, stop }
}

/** Measures in a world of its own. */
export async function inWorld(measure) {
  const world = await startWorld()
  try {
    return await measure(world)
  } finally {
    await world.stop()
  }
}

/** All programs on the same runtime: what is measured, and the least that one could be. */
const PROGRAMS = {
  tideline: { folder: inRoot(), ready: /TIDELINE_READY planner (\d+)/ },
  /** The same with another data folder. */
  full: { folder: inRoot(), ready: /TIDELINE_READY planner (\d+)/ },
  bare: { folder: inRoot('scripts', 'bench', 'bare'), ready: /BARE_READY (\d+)/ },
  bareTray: { folder: inRoot('scripts', 'bench', 'bareTray'), ready: /BARE_READY (\d+)/ },
}

/**
 * Starts a program as a person does, without any driver attached.
 * @returns its process id, `ready()`: ms from its start until it can be used, `output()` and `stop()`
 */
export function startProgram(name, electron, { desktop, dir }, args = [], more = {}) {
  const { folder, ready } = PROGRAMS[name]
  const root = process.getuid() === 0 ? ['--no-sandbox'] : []
  const env = { ...desktop.env, TIDELINE_NODE: nodePath(), TIDELINE_TRACE: '1', ...more }
  const from = Date.now()
  const child = spawn(electron.path, [folder, ...root, '--data-dir', path.join(dir, name), ...args], {
    env,
    cwd: inRoot(),
  })
  endWithUs(child)
  let text = ''
  const seen = new Promise((resolve, reject) => {
    const look = (chunk) => {
      text += chunk
      const found = ready.exec(text)
      if (found) resolve(Number(found[1]) - from)
    }
    child.stdout.on('data', look)
    child.stderr.on('data', look)
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}:\n${text}`)))
  })
  seen.catch(() => {})
  return { pid: child.pid, ready: () => seen, output: () => text, stop: () => endProcess(child, 'SIGTERM', 8000) }
}

/** Makes the data folder one of somebody who has used Tideline before: the first-run window stays away. */
export async function settleIn({ desktop, dir }, name = 'tideline') {
  const app = await startApp(desktop, { dataDir: path.join(dir, name) })
  const page = await app.window('planner')
  await page.waitForFunction(() => performance.getEntriesByName('tideline:usable').length > 0)
  const wish = { type: 'settings.change', change: { welcomed: true } }
  const outcome = await page.evaluate((intent) => globalThis.tideline.call('dispatch', intent), wish)
  if (!outcome.ok) throw new Error(`the first run could not be ended: ${JSON.stringify(outcome)}`)
  await app.stop()
}

/** Runs `measure` for both programs in turn, the order changing each time, so that a slow minute hits both alike. */
export async function inTurns(rounds, what, measure, names = ['tideline', 'bare']) {
  const values = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 ? names : names.toReversed()
    for (const name of order) values[name].push(await measure(name))
    say(
      `${what} ${round + 1}/${rounds}: ${Object.entries(values)
        .map(([name, all]) => `${name} ${Math.round(all.at(-1) * 100) / 100}`)
        .join(', ')}`,
    )
  }
  return values
}
