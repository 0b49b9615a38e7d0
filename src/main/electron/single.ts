import { app } from 'electron'
import { join } from 'node:path'
import { z } from 'zod'

const SecondStart = z.object({ argv: z.array(z.string().max(4_000)).max(200) })

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
    const second = SecondStart.safeParse(data)
    onSecond(second.success ? second.data.argv : [])
  })
  return true
}
