/** A folder of this user alone that goes away with the session, or the nearest thing to it. */
import { lstatSync, mkdirSync, mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** XDG_RUNTIME_DIR where it is usable, else a folder of ours under the temporary one. Never throws: an unusable folder shows when the lease is written. */
export function muteRuntimeDir(env: NodeJS.ProcessEnv, temporary = tmpdir()): string {
  const given = env['XDG_RUNTIME_DIR']
  if (given && isAbsolute(given) && isOurs(given)) return given
  const own = join(temporary, `tideline-${process.getuid?.() ?? 0}`)
  try {
    mkdirSync(own, { recursive: true, mode: 0o700 })
    // Anybody may have made a folder there first, or a link to somewhere: then one that nobody can guess, which only we find.
    return isPrivate(own) ? own : mkdtempSync(`${own}-`)
  } catch {
    return own
  }
}

function isOurs(path: string): boolean {
  try {
    const found = statSync(path)
    return found.isDirectory() && found.uid === process.getuid?.()
  } catch {
    return false
  }
}

function isPrivate(path: string): boolean {
  const found = lstatSync(path)
  return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0
}
