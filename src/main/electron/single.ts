import { app } from 'electron'
import { join } from 'node:path'

/**
 * One instance a data folder. False where another one runs: it was told our command line and raises its window, so this
 * one has only to exit. Must run before the app is ready.
 */
export function claimSingle(dataDir: string, onSecond: (argv: readonly string[]) => void): boolean {
  app.setPath('userData', dataDir)
  // What Chromium keeps is apart from what the person keeps.
  app.setPath('sessionData', join(dataDir, 'browser'))
  if (!app.requestSingleInstanceLock({ argv: process.argv })) return false
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    // Chromium reorders the command line it passes on; ours is as it was typed.
    onSecond(argvOf(data))
  })
  return true
}

/** Another start of ours sent it, so it is either this or a mistake. */
function argvOf(data: unknown): readonly string[] {
  const argv = typeof data === 'object' && data !== null && 'argv' in data ? data.argv : null
  return Array.isArray(argv) ? argv.filter((arg) => typeof arg === 'string') : []
}
