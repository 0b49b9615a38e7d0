import { rm } from 'node:fs/promises'
import { foreground } from './lib/foreground.mjs'
import { inRoot, nodePath } from './lib/paths.mjs'
import { toolEnv } from './lib/run.mjs'
import { runMain, say } from './lib/say.mjs'
import { setUp } from './lib/setup.mjs'

// npm run dev: the app with windows that reload as their sources change
await runMain(async () => {
  const electron = await setUp()
  say(electron.line)
  // what dev leaves in out/ is no build
  await rm(inRoot('out', '.stamp'), { force: true })
  const root = process.platform === 'linux' && process.getuid() === 0 ? ['--noSandbox'] : []
  const env = toolEnv({ ELECTRON_EXEC_PATH: electron.path, TIDELINE_NODE: nodePath() })
  return foreground([inRoot('node_modules/electron-vite/bin/electron-vite.js'), 'dev', '-w', ...root], env)
})
