/** Where things lie: the folder of everything kept, and our own built files. */
import { app } from 'electron'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { dataDirOf } from '../dataDir.ts'

/** The folder of everything kept, made if it is not there. `given` is what `--data-dir` says. Throws where it cannot be made. */
export function dataDir(given: string | undefined): string {
  const dir = dataDirOf(given, { env: process.env, platform: process.platform, home: homedir(), cwd: process.cwd() })
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  return dir
}

/** Our built files: `preload` script, `renderer` folder, and the `hub` that a team can be hosted with. */
export function builtFiles(): { readonly preload: string; readonly renderer: string; readonly hub: string } {
  const out = join(app.getAppPath(), 'out')
  return {
    preload: join(out, 'preload', 'index.cjs'),
    renderer: join(out, 'renderer'),
    hub: join(out, 'main', 'hub.js'),
  }
}
