/** Everything that lies in the data folder. */
import type { State } from '../../core/app/state.ts'
import type { Instant } from '../../core/time/instant.ts'
import { type Alive, createAlive } from '../alive.ts'
import { clock } from '../electron/clock.ts'
import { finishReplacing } from '../data/replaceAll.ts'
import { createKeeper } from '../electron/keeper.ts'
import { version } from '../electron/life.ts'
import { openVault } from '../electron/vault.ts'
import type { LinkDeps } from '../hubLink.ts'
import { openJournal } from '../journal.ts'
import { lazyVault } from '../lazyVault.ts'
import { createOutboxes } from '../outboxes.ts'
import type { Journal, Keeper, Vault } from '../ports.ts'
import { restoreState } from '../restore.ts'
import { systemNow } from '../system.ts'
import type { Line } from './line.ts'
import { type OpenMonths, openMonths } from './planMonths.ts'

export interface Kept {
  readonly keeper: Keeper
  readonly months: OpenMonths
  readonly journal: Journal
  readonly alive: Alive
  /** When this app ran last; null where it never did. */
  readonly lastAlive: Instant | null
  readonly vault: Vault
  readonly outboxes: (team: string) => LinkDeps['outbox']
  /** What the app knew when it ended, however it ended. */
  readonly first: State
}

export function openKept(dataDir: string, line: Line): Kept {
  const { dispatch } = line
  finishReplacing(dataDir)
  const keeper = createKeeper(dataDir, clock)
  const journal = openJournal(dataDir)
  const alive = createAlive(dataDir)
  const first = restoreState(keeper, journal, systemNow(dataDir, version()), clock.now())
  return {
    keeper,
    months: openMonths(dataDir, keeper, first, line),
    journal,
    alive,
    lastAlive: alive.last(),
    vault: lazyVault(
      () => openVault(dataDir, clock),
      (vault) => void dispatch({ type: 'system.report', system: { vault } }),
    ),
    outboxes: createOutboxes(keeper),
    first,
  }
}
