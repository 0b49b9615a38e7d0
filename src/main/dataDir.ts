/** Where everything the app keeps lies. App and command line must come to the same answer. */
import path from 'node:path'

export interface DataDirWorld {
  readonly env: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly cwd: string
}

/** The `--data-dir` given, else TIDELINE_DATA, else the desktop's usual place for this app. Absolute. */
export function dataDirOf(given: string | undefined, { env, platform, home, cwd }: DataDirWorld): string {
  const chosen = given ?? env['TIDELINE_DATA']
  // npm runs scripts in the checkout; what a person types is relative to where they are.
  if (chosen !== undefined && chosen !== '') return path.resolve(env['INIT_CWD'] ?? cwd, chosen)
  return path.join(usualPlace(env, platform, home), 'Tideline')
}

function usualPlace(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support')
  if (platform === 'win32') return env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming')
  const configured = env['XDG_CONFIG_HOME'] ?? ''
  return path.isAbsolute(configured) ? configured : path.join(home, '.config')
}

/** The demo has a folder of its own, so that it never touches the person's data. */
export const demoDirOf = (dataDir: string): string => path.join(dataDir, 'demo')
