import { statSync } from 'node:fs'
import path from 'node:path'
import { run } from './run.mjs'
import { say } from './say.mjs'

/**
 * Chromium ends at once where its sandbox cannot be had: as root, and where the system lets no ordinary user make a
 * namespace (Ubuntu from 23.10 on, for programs it does not know). There it runs without one, and says so.
 * @param {string} electron
 * @returns {Promise<string[]>} arguments for Electron
 */
export async function sandboxArgs(electron) {
  if (process.platform !== 'linux') return []
  const why = await whyNot(electron)
  if (!why) return []
  say(`Warning: ${why}, so Chromium runs without its sandbox (--no-sandbox).`)
  return ['--no-sandbox']
}

async function whyNot(electron) {
  if (process.getuid() === 0) return 'you are root'
  if (hasHelper(path.join(path.dirname(electron), 'chrome-sandbox'))) return undefined
  const { code } = await run('unshare', ['--user', '--map-root-user', '--net', 'true'])
  return code === 0 || code === 127 ? undefined : 'this system lets ordinary users make no sandbox'
}

/** The helper program of old, when an administrator has set it up. */
function hasHelper(file) {
  const info = statSync(file, { throwIfNoEntry: false })
  return info !== undefined && info.uid === 0 && (info.mode & 0o4000) !== 0
}
