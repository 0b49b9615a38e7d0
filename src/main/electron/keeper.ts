/** Small state on electron-store, one file a name. What is in a file is checked here first: electron-store never meets a broken one. */
import { join } from 'node:path'
import type ElectronStore from 'electron-store'
import { kept, type KeptName, upgrade, versionOf } from '../../core/persist/kept.ts'
import { createFiles } from '../files.ts'
import type { Format } from '../files/envelope.ts'
import { syncFolder, writeWhole } from '../files/writeWhole.ts'
import type { Clock, Keeper } from '../ports.ts'
import { WindowPlaces } from './windowPlaces.ts'

type Stores = (name: string) => ElectronStore

export function createKeeper(dataDir: string, clock: Clock): Keeper {
  let stores: Stores | null = null
  return createFiles({
    dir: dataDir,
    formatOf,
    now: () => clock.now(),
    write(name, text) {
      // Loading the library costs a tenth of the start. It is fetched at the first save, which is written as it would.
      if (stores === null) {
        void openStores(dataDir).then((opened) => (stores = opened))
        return writeWhole(join(dataDir, `${name}.json`), text)
      }
      stores(name).store = JSON.parse(text) as Record<string, unknown>
      syncFolder(dataDir)
    },
  })
}

async function openStores(dataDir: string): Promise<Stores> {
  const { default: Store } = await import('electron-store')
  const open = new Map<string, ElectronStore>()
  return (name) => {
    const store = open.get(name) ?? new Store({ name, cwd: dataDir, configFileMode: 0o600, clearInvalidConfig: false })
    open.set(name, store)
    return store
  }
}

const WITHOUT_BACKUPS: ReadonlySet<KeptName> = new Set<KeptName>(['rosters', 'outboxes', 'history'])

/** The hub has the roster, and what is not published or where a window was is soon out of date, as is the way back: those need no backups. */
function formatOf(name: string): Format {
  const kind = /^plan-\d{4}-\d{2}$/.test(name) ? 'plan' : name
  if (isKept(kind)) {
    return {
      version: versionOf(kind),
      read: (version, value) => upgrade(kind, version, value),
      backups: !WITHOUT_BACKUPS.has(kind),
    }
  }
  if (name === 'windows') return { version: 1, read: (_version, value) => WindowPlaces.parse(value), backups: false }
  throw new Error(`Nothing is kept under the name "${name}"`)
}

const isKept = (name: string): name is KeptName => Object.hasOwn(kept, name)
