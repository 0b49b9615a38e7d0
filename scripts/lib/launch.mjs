import { spawn } from 'node:child_process'
import { endProcess } from './children.mjs'
import { startDisplay, startSessionBus } from './display.mjs'
import { inRoot, nodePath } from './paths.mjs'
import { sandboxArgs } from './sandbox.mjs'
import { say } from './say.mjs'
import { ensureDisplayTools } from './system.mjs'

/** How long the app may take to end a session and restore the desktop after Ctrl-C. */
const GRACE_MS = 8000
/** Chromium's own complaints, such as a missing system bus, say nothing to a person. */
const QUIET = '--log-level=3'

/**
 * Runs the app until it ends or the person stops it.
 * @param {string} electron
 * @param {string[]} args what the person gave after `--`
 * @returns {Promise<number>} exit code
 */
export async function launch(electron, args) {
  const screen = await screenFor(process.env)
  const env = { ...process.env, ...screen.env, TIDELINE_NODE: nodePath() }
  const child = spawn(electron, [inRoot(), QUIET, ...(await sandboxArgs(electron)), ...args], {
    cwd: inRoot(),
    env,
    stdio: 'inherit',
    detached: process.platform !== 'win32',
  })
  const release = passSignals(child)
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (exitCode, signal) => resolve(exitCode ?? (signal === 'SIGTERM' ? 0 : 1)))
  })
  release()
  await screen.stop()
  return code
}

/** The display and session bus there are, or ones made for this run. */
async function screenFor(env) {
  const hasDisplay = process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
  if (hasDisplay) return { env: {}, stop: async () => {} }
  await ensureDisplayTools()
  say('There is no display here, so Tideline runs on a virtual one (Xvfb) that nobody sees. Ctrl-C ends it.')
  const display = await startDisplay()
  if (env.DBUS_SESSION_BUS_ADDRESS) return display
  const bus = await startSessionBus({ ...env, ...display.env })
  return { env: { ...display.env, ...bus.env }, stop: () => bus.stop().then(display.stop) }
}

/** The app has its own process group, so that one Ctrl-C reaches it once and it can end in order. */
function passSignals(child) {
  const end = () => void endProcess(child, 'SIGTERM', GRACE_MS)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, end)
  return () => signals.forEach((signal) => process.off(signal, end))
}
