/** A folder of this user alone that goes away with the session, or the nearest thing to it. */
import { lstatSync, mkdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { MuteError } from '../port.ts'

/** XDG_RUNTIME_DIR where it is usable, else a folder of ours under the temporary one. Throws `not_saved` where somebody else made that. */
export function muteRuntimeDir(env: NodeJS.ProcessEnv, temporary = tmpdir()): string {
  const given = env['XDG_RUNTIME_DIR']
  if (given && isAbsolute(given) && isOurFolder(given)) return given
  const uid = process.getuid?.() ?? 0
  const own = join(temporary, `tideline-${uid}`)
  mkdirSync(own, { recursive: true, mode: 0o700 })
  const { mode, uid: owner } = lstatSync(own)
  // Anybody may make a folder there first, or a link to somewhere.
  if (!lstatSync(own).isDirectory() || owner !== uid || (mode & 0o077) !== 0)
    throw new MuteError('not_saved', 'the temporary folder is not ours')
  return own
}

function isOurFolder(path: string): boolean {
  try {
    const found = statSync(path)
    return found.isDirectory() && found.uid === process.getuid?.()
  } catch {
    return false
  }
}
