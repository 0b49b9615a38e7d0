import path from 'node:path'

/** Who may import whom. The key is a folder under src, the value the folders it may reach besides itself. */
const REACH = {
  core: [],
  bridge: ['core'],
  main: ['bridge', 'core'],
  renderer: ['bridge', 'core'],
  preload: ['bridge', 'core'],
  hub: ['core'],
}
/** The only packages that the pure core may use, and the one file that may touch the second. */
const CORE_PACKAGES = ['zod']
const ZONE_FILE = 'core/time/zone.ts'
const NODE_BUILTIN = /^node:/
const ELECTRON_PACKAGES = new Set(['electron', 'electron-store'])
/** Names of the doors between processes, and the only files that may name them. */
export const IPC_NAMES = new Set(['ipcMain', 'ipcRenderer', 'contextBridge'])
const IPC_FILES = new Set(['main/electron/frontDoor.ts', 'preload/index.ts'])

/** The place of a file under src, such as `core/time/zone.ts`; undefined outside src. Tests have the rules of their folder. */
export function placeOf(file) {
  const parts = file.split(path.sep).join('/').split('/src/')
  return parts.length > 1 ? parts.at(-1) : undefined
}

export const layerOf = (place) => place.split('/')[0]
export const isTest = (place) => /\.test\.tsx?$/.test(place)
export const mayNameIpc = (place) => IPC_FILES.has(place)

/** Why the file at `place` may not import `specifier`, as a sentence; undefined when it may. */
export function refusal(place, specifier) {
  return specifier.startsWith('.') ? refuseRelative(place, specifier) : refusePackage(place, specifier)
}

function refuseRelative(place, specifier) {
  const from = layerOf(place)
  const target = path.posix.join(path.posix.dirname(place), specifier)
  if (target.startsWith('..')) return refuseOutside(place, target)
  const to = layerOf(target)
  if (to === from || REACH[from]?.includes(to)) return undefined
  return `${from} may not import ${to}. It may import: ${[from, ...(REACH[from] ?? [])].join(', ')}.`
}

function refuseOutside(place, target) {
  const fine = target.startsWith('../resources/') || (isTest(place) && target.startsWith('../tests/'))
  return fine ? undefined : `${layerOf(place)} may not reach outside src.`
}

function refusePackage(place, specifier) {
  const layer = layerOf(place)
  const name = packageName(specifier)
  if (name === 'temporal-polyfill' && place !== ZONE_FILE) return `Only src/${ZONE_FILE} touches Temporal.`
  if (ELECTRON_PACKAGES.has(name) && !/^(main\/electron|preload)\//.test(place))
    return `Only src/main/electron/** and src/preload/** import ${name}.`
  if (layer === 'core' && !isTest(place)) return refuseInCore(name)
  if (layer === 'bridge' && name !== 'zod' && !isTest(place)) return `bridge imports only core and zod, not ${name}.`
  if (layer === 'renderer' && NODE_BUILTIN.test(specifier) && !isTest(place))
    return `renderer runs in a sandbox and has no ${specifier}.`
  return undefined
}

function refuseInCore(name) {
  if (CORE_PACKAGES.includes(name) || name === 'temporal-polyfill') return undefined
  return `core is pure: it imports only itself and ${CORE_PACKAGES.join(', ')}, not ${name}.`
}

const packageName = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
