/** Small state on electron-store, one file a name. What is in a file is checked here first: electron-store never meets a broken one. */
import Store from 'electron-store'
import { kept, type KeptName, upgrade, versionOf } from '../../core/persist/kept.ts'
import { createFiles } from '../files.ts'
import type { Format } from '../files/envelope.ts'
import { syncFolder } from '../files/writeWhole.ts'
import type { Clock, Keeper } from '../ports.ts'
import { WindowPlaces } from './windowPlaces.ts'

export function createKeeper(dataDir: string, clock: Clock): Keeper {
  const stores = new Map<string, Store>()
  const storeOf = (name: string): Store => {
    const store =
      stores.get(name) ?? new Store({ name, cwd: dataDir, configFileMode: 0o600, clearInvalidConfig: false })
    stores.set(name, store)
    return store
  }
  return createFiles({
    dir: dataDir,
    formatOf,
    now: () => clock.now(),
    write(name, text) {
      storeOf(name).store = JSON.parse(text) as Record<string, unknown>
      syncFolder(dataDir)
    },
  })
}

/** The hub has the roster, and what is not published or where a window was is soon out of date: those need no backups. */
function formatOf(name: string): Format {
  if (isKept(name)) {
    return {
      version: versionOf(name),
      read: (version, value) => upgrade(name, version, value),
      backups: name !== 'rosters' && name !== 'outboxes',
    }
  }
  if (name === 'windows') return { version: 1, read: (_version, value) => WindowPlaces.parse(value), backups: false }
  throw new Error(`Nothing is kept under the name "${name}"`)
}

const isKept = (name: string): name is KeptName => Object.hasOwn(kept, name)
