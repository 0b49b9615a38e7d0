/** The handlers behind the contract. Whoever calls was checked and what they said was parsed before it comes here. */
import type { InsightsReport } from '../core/app/report/insights.ts'
import type { Broadcast } from './broadcast.ts'
import type { Loop } from './loop.ts'
import type { Handlers } from './ports.ts'

export function createHandlers(loop: Loop, broadcast: Broadcast, insights: () => InsightsReport): Handlers {
  return {
    dispatch: (wish) => loop.dispatch(wish),
    watch: async (names, caller) => broadcast.watch(caller.id, names),
    unwatch: async (names, caller) => {
      broadcast.unwatch(caller.id, names)
      return null
    },
    insights: async () => insights(),
  }
}
