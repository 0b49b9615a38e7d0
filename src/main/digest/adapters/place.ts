import type { Bus } from '../../mute/host/bus.ts'
import { plain } from '../../mute/host/bus.ts'

/** Where an adapter works: the session bus and the unique name of the notification server on it. */
export interface HistoryPlace {
  readonly bus: Bus
  readonly server: string
  readonly env: NodeJS.ProcessEnv
}

export interface Entry {
  readonly id: number
  readonly app: string
  /** Microseconds since the machine was started, its sleep included; 0 where not told. */
  readonly stamp: number
}

/** A list of dictionaries as notification servers give them (`aa{sv}`). The texts are not looked at. */
export function entriesOf(list: unknown, appKey: string): readonly Entry[] {
  if (!Array.isArray(list)) return []
  return list.map((entry: unknown) => {
    const field = (name: string): unknown =>
      typeof entry === 'object' && entry !== null && name in entry ? plain(Reflect.get(entry, name)) : undefined
    const app = field(appKey)
    return {
      id: Number(field('id') ?? 0),
      app: typeof app === 'string' ? app : '',
      stamp: Number(field('timestamp') ?? 0),
    }
  })
}
