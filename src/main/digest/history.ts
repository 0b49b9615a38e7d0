/** The history of this session's desktop. Connects when a mute begins, and not before. */
import type { Instant } from '../../core/time/instant.ts'
import { type Bus, busAddressFrom, connectBus, ownerOf } from '../mute/host/bus.ts'
import { hostEnvironment } from '../mute/host/environment.ts'
import type { HistoryPlace } from './adapters/place.ts'
import { dunstHistory } from './adapters/dunst.ts'
import { makoHistory } from './adapters/mako.ts'
import { swayncHistory } from './adapters/swaync.ts'
import { xfceHistory } from './adapters/xfce.ts'
import type { HeldAdapter, OpenHistory } from './port.ts'

export interface HistoryParts {
  readonly env: NodeJS.ProcessEnv
  readonly now: () => Instant
  /** The session bus; the environment's where not given. */
  readonly busAddress?: string
}

export interface History {
  readonly open: OpenHistory
  close(): void
}

export function createHistory({ env, now, busAddress }: HistoryParts): History {
  const address = busAddress ?? busAddressFrom(env)
  const clean = hostEnvironment(env, address)
  let bus: Bus | null = null

  async function connected(): Promise<Bus> {
    if (bus !== null) return bus
    const fresh = await connectBus(address)
    fresh.onClose(() => (bus = null))
    return (bus = fresh)
  }

  async function over(adapter: (place: HistoryPlace) => HeldAdapter): Promise<HeldAdapter | null> {
    const open = await connected()
    const server = await ownerOf(open, 'org.freedesktop.Notifications')
    return server === null ? null : adapter({ bus: open, server, env: clean })
  }

  return {
    async open(muteAdapter) {
      if (muteAdapter === 'dunst') return over(dunstHistory)
      if (muteAdapter === 'mako') return over(makoHistory)
      if (muteAdapter === 'swaync') return over(swayncHistory)
      return muteAdapter === 'xfce' ? xfceHistory({ env: clean }, now) : null
    },
    close() {
      bus?.close()
      bus = null
    },
  }
}
