/** swaync tells how many notices its panel holds, not from whom. */
import { MuteError } from '../../mute/port.ts'
import type { HeldAdapter } from '../port.ts'
import type { HistoryPlace } from './place.ts'

const AT = { path: '/org/erikreider/swaync/cc', iface: 'org.erikreider.swaync.cc' } as const

export function swayncHistory({ bus, server }: HistoryPlace): HeldAdapter {
  const count = async (): Promise<number> => {
    const [value] = await bus.call({ ...AT, to: server, member: 'NotificationCount' })
    if (typeof value === 'number') return value
    throw new MuteError('failed', `swaync answered ${JSON.stringify(value)}`)
  }
  return {
    async mark() {
      const before = await count()
      return { take: async () => ({ count: Math.max(0, (await count()) - before), senders: [] }) }
    },
  }
}
