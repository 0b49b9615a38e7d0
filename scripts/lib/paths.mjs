import { existsSync, realpathSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Where big downloads are kept between checkouts. */
export const cacheDir = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'tideline')

/** A path inside the checkout. */
export const inRoot = (...parts) => path.join(root, ...parts)

/** The Node 24 that npm installs beside the packages (it has `node:sqlite`), else the one that runs us. */
export function nodePath() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const carried = inRoot('node_modules', 'node', 'bin', name)
  return existsSync(carried) ? realpathSync(carried) : process.execPath
}
