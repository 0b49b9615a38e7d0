/** What the parts of the engine's store share: the connection, and the teams that this node mirrors. */
import type { HubClock } from '../../clock.ts'
import type { Ledger } from '../ledger.ts'
import type { Caps } from '../people.ts'
import type { Caller, Change } from '../port.ts'
import { asking, type EngineAddress, type EngineLink } from './link.ts'
import { createMirror, type Mirror } from './mirror.ts'

export interface EngineOptions {
  readonly redis: EngineAddress
  readonly clock: Pick<HubClock, 'now'>
  /** Milliseconds that devices have to come back when nobody renewed their leases: at start, and after an outage. */
  readonly restartLease: number
  /** Replicas that must have a join or a revocation before it is confirmed. */
  readonly replicas?: number
  readonly caps?: Partial<Caps>
  /** Told what should be mended in the engine's settings. */
  readonly onAdvice?: (advice: string) => void
}

export const memberOf = ({ person, device }: Pick<Caller, 'person' | 'device'>): string => `${person} ${device}`

export interface Engine {
  readonly link: EngineLink
  readonly caps: Caps
  readonly options: EngineOptions
  readonly mirrors: Map<string, Promise<Mirror>>
  readonly loaded: Map<string, Mirror>
  readonly listeners: Set<(change: Change) => void>
  /** Distinguishes this node's own words from those of others. */
  readonly node: string
  /** Leases are not ended before. */
  sweepFrom: number
  healedAt: number
  tidiedAt: number
}

export function tell(engine: Engine, change: Change): void {
  for (const listener of engine.listeners) listener(change)
}

export function healAll(engine: Engine): void {
  for (const mirror of engine.loaded.values()) mirror.heal().catch(() => {})
}

/** Subscribed before it is read, so that nothing falls in between. */
export function mirrorOf(engine: Engine, team: string): Promise<Mirror> {
  const known = engine.mirrors.get(team)
  if (known !== undefined) return known
  const { link, options } = engine
  const open = async (): Promise<Mirror> => {
    const parts = { link, tell: (change: Change) => tell(engine, change) }
    const mirror = createMirror({ ...parts, replicas: options.replicas ?? 0 }, team)
    await asking(() => link.news.subscribe(mirror.keys.channel))
    engine.loaded.set(team, mirror)
    await mirror.heal()
    return mirror
  }
  const opening = open().catch((error: unknown) => {
    engine.mirrors.delete(team)
    engine.loaded.delete(team)
    throw error
  })
  engine.mirrors.set(team, opening)
  return opening
}

export async function decide<T>(
  engine: Engine,
  team: string,
  wish: (ledger: Ledger) => T,
  more: { secure?: boolean } = {},
): Promise<T> {
  const mirror = await mirrorOf(engine, team)
  return mirror.submit({ decide: wish, ...more })
}
