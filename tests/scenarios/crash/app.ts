/** The app without Electron: the real loop on real files, put together as `src/main/start.ts` does. */
import type { Intent, Outcome } from '../../../src/core/app/intent.ts'
import type { State } from '../../../src/core/app/state.ts'
import type { SessionEvent } from '../../../src/core/focus/session.ts'
import { type KeptName, upgrade, versionOf } from '../../../src/core/persist/kept.ts'
import { createAlive } from '../../../src/main/alive.ts'
import { createFiles } from '../../../src/main/files.ts'
import { openJournal } from '../../../src/main/journal.ts'
import { createLoop } from '../../../src/main/loop.ts'
import type { Desktop } from '../../../src/main/mute/desktop.ts'
import { leaseFiles } from '../../../src/main/mute/lease/files.ts'
import { createMuteOver } from '../../../src/main/mute/mute.ts'
import type { MuteReport } from '../../../src/main/mute/port.ts'
import type { Clock } from '../../../src/main/ports.ts'
import { createReconcile, muteSlice } from '../../../src/main/reconcile.ts'
import { restoreState } from '../../../src/main/restore.ts'
import { system } from '../../fakes/state.ts'

export interface Place {
  /** What the app keeps. */
  readonly dataDir: string
  /** Gone when the machine starts anew. */
  readonly runtimeDir: string
  readonly home: string
}

/** What the app was about to keep, for the judge to compare with what is there afterwards. */
export interface Told {
  events: readonly SessionEvent[]
  readonly values: Map<string, unknown>
}

export interface App {
  state(): State
  dispatch(intent: Intent): Promise<Outcome>
  mute(): MuteReport
  /** Since it was asked last. */
  told(): Told
  quit(): Promise<void>
}

export const leaseEnv = ({ home, runtimeDir }: Place): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: home,
  XDG_RUNTIME_DIR: runtimeDir,
})

const NO_LINKS = {
  match: () => undefined,
  wake: () => undefined,
  sleep: async () => undefined,
  stop: async () => undefined,
  drop: async () => undefined,
}

const formatOf = (name: string) => ({
  version: versionOf(name as KeptName),
  read: (version: number, value: unknown) => upgrade(name as KeptName, version, value),
  backups: name !== 'rosters' && name !== 'outboxes',
})

export async function startApp(place: Place, desktop: Desktop, clock: Clock): Promise<App> {
  const { dataDir } = place
  const files = createFiles({ dir: dataDir, formatOf, now: clock.now })
  const lines = openJournal(dataDir)
  const alive = createAlive(dataDir)
  let told: Told = { events: [], values: new Map() }
  const journal: typeof lines = {
    ...lines,
    append(events) {
      told.events = [...told.events, ...events]
      lines.append(events)
    },
  }
  const keeper: typeof files = {
    ...files,
    save(name, value) {
      told.values.set(name, structuredClone(value))
      files.save(name, value)
    },
  }
  const lastAlive = alive.last()
  const first = restoreState(keeper, journal, { ...system, dataDir }, clock.now())
  const env = leaseEnv(place)
  const mute = createMuteOver({
    desktop,
    files: leaseFiles(place.runtimeDir, 'unix:path=/one/bus', env),
    env,
    owner: dataDir,
    now: clock.now,
  })
  const recovered = mute.recover()
  const loop = createLoop(first, {
    clock,
    keeper,
    journal,
    reconcile: createReconcile({
      mute: { want: async (wish) => recovered.then(() => mute.want(wish)) },
      alarm: { arm: () => undefined, stop: () => undefined },
      links: NO_LINKS,
      alive,
      tray: () => undefined,
    }),
    runErrand: async () => ({ ok: true }),
    announce: () => undefined,
  })
  mute.onChange((report) => void loop.dispatch({ type: 'mute.report', mute: muteSlice(report) }))
  await loop.dispatch({ type: 'started', lastAlive })
  return {
    state: loop.state,
    dispatch: loop.dispatch,
    mute: mute.report,
    told() {
      const since = told
      told = { events: [], values: new Map() }
      return since
    },
    async quit() {
      await loop.dispatch({ type: 'quitting' })
      await mute.stop()
    },
  }
}
