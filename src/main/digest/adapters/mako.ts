/** mako keeps what its mode hides in the list of its notices, with senders; what was closed meanwhile lies in its history. */
import { problemOf } from '../../mute/port.ts'
import { type HeldAdapter, sendersOf } from '../port.ts'
import { entriesOf, type Entry, type HistoryPlace } from './place.ts'

const AT = { path: '/fr/emersion/Mako', iface: 'fr.emersion.Mako' } as const

export function makoHistory({ bus, server }: HistoryPlace): HeldAdapter {
  const list = async (member: 'ListNotifications' | 'ListHistory'): Promise<readonly Entry[]> => {
    const [entries] = await bus.call({ ...AT, to: server, member })
    return entriesOf(entries, 'app-name')
  }
  const all = async (): Promise<readonly Entry[]> => [
    ...(await list('ListNotifications')),
    ...(await list('ListHistory').catch(noneBefore18)),
  ]

  return {
    async mark() {
      const newest = Math.max(0, ...(await all()).map(({ id }) => id))
      return {
        async take() {
          const since = new Map((await all()).filter(({ id }) => id > newest).map((entry) => [entry.id, entry]))
          return { count: since.size, senders: sendersOf([...since.values()].map(({ app }) => app)) }
        },
      }
    },
  }
}

/** Before 1.8 mako lists no history: what a program took back meanwhile is then not counted. */
function noneBefore18(error: unknown): readonly Entry[] {
  if (problemOf(error) === 'unsupported') return []
  throw error
}
