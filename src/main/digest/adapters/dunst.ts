/**
 * dunst counts what waits, but names senders only in its history, where a notice comes once it was shown and closed.
 * So the number is there at once, and the senders follow.
 */
import { uptime } from 'node:os'
import type { Held } from '../../../core/focus/digest.ts'
import { SECOND } from '../../../core/time/instant.ts'
import { getProperty } from '../../mute/host/bus.ts'
import { text } from '../../text.ts'
import type { Stop } from '../../ports.ts'
import { type HeldAdapter, sendersOf } from '../port.ts'
import { entriesOf, type Entry, type HistoryPlace } from './place.ts'

const AT = { path: '/org/freedesktop/Notifications', iface: 'org.dunstproject.cmd0' } as const
/** The uptime is told in hundredths of a second. */
const COARSE = 10_000

export function dunstHistory({ bus, server }: HistoryPlace): HeldAdapter {
  const at = { ...AT, to: server }
  const waiting = async (): Promise<number> => Number(await getProperty(bus, at, 'waitingLength'))
  const stamp = (): number => uptime() * 1_000_000
  const history = async (): Promise<readonly Entry[]> => {
    const [list] = await bus.call({ ...at, member: 'NotificationListHistory' })
    return entriesOf(list, 'appname')
  }

  return {
    async mark() {
      const before = await waiting()
      const from = stamp() - COARSE
      let to = Infinity
      return {
        async take() {
          const count = Math.max(0, (await waiting()) - before)
          to = stamp() + COARSE
          return { count, senders: [] }
        },
        follow(taken, onSenders) {
          return followSenders(taken.count ?? 0, onSenders, async () =>
            (await history()).filter((entry) => entry.stamp >= from && entry.stamp <= to && !isOurs(entry)),
          )
        },
      }
    },
  }
}

/** Our own word of the end comes hard on its heels. */
const isOurs = ({ app }: Entry): boolean => app.toLowerCase() === text('app.name').toLowerCase()

/** dunst tells nobody when a notice is closed, so its history is read a few times, ever more rarely: in seconds. */
const LOOKS = [0, 1, 3, 8, 15, 30, 60]

/** Tells each notice once. */
function followSenders(count: number, tell: (more: Held) => void, read: () => Promise<readonly Entry[]>): Stop {
  const told = new Set<number>()
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  async function look(): Promise<void> {
    const fresh = (await read()).filter(({ id }) => !told.has(id)).slice(0, count - told.size)
    if (isStopped || fresh.length === 0) return
    for (const { id } of fresh) told.add(id)
    tell({ count: null, senders: sendersOf(fresh.map(({ app }) => app)) })
  }

  function lookIn([seconds, ...later]: readonly number[]): void {
    if (seconds === undefined || isStopped || told.size >= count) return
    timer = setTimeout(
      () =>
        void look()
          .catch(() => undefined)
          .then(() => lookIn(later)),
      seconds * SECOND,
    )
    timer.unref()
  }

  lookIn(LOOKS)
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}
