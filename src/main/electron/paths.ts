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

export interface BuiltFiles {
  readonly preload: string
  readonly icon: string
  /** The folder of the windows' pages. */
  readonly renderer: string
  /** The hub that a team can be hosted with. */
  readonly hub: string
  /** The thread that reads a calendar. */
  readonly calendarReader: string
  /** The thread that speaks to a CalDAV server. */
  readonly calendarServer: string
  /** The teammates of the demo. */
  readonly demoTeam: string
}

export function builtFiles(): BuiltFiles {
  const out = join(app.getAppPath(), 'out')
  return {
    icon: join(app.getAppPath(), 'resources', 'icons', '128x128.png'),
    preload: join(out, 'preload', 'index.cjs'),
    renderer: join(out, 'renderer'),
    hub: join(out, 'main', 'hub.js'),
    calendarReader: join(out, 'main', 'calendarReader.js'),
    calendarServer: join(out, 'main', 'calendarServer.js'),
    demoTeam: join(out, 'main', 'demoTeam.js'),
  }
}
