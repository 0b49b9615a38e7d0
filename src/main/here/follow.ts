/** Watches whether somebody is here only while some team is to be told of it: otherwise nothing is looked at. */
import { type Here, notKnown } from '../../core/availability/here.ts'
import type { State } from '../../core/app/state.ts'
import { MINUTE, type Millis } from '../../core/time/instant.ts'
import { log } from '../log.ts'
import type { Loop } from '../loop.ts'
import type { HereWatch } from './watch.ts'

export interface FollowHere {
  power(event: Parameters<HereWatch['power']>[0]): Promise<void>
  stop(): void
}

type Open = (limit: Millis, tell: (here: Here) => void) => Promise<HereWatch>

export function followHere(loop: Pick<Loop, 'state' | 'subscribe' | 'dispatch'>, open: Open): FollowHere {
  let limit: Millis | null = null
  let watch: Promise<HereWatch | null> | null = null

  const report = (here: Here): void => void loop.dispatch({ type: 'system.report', system: { here } })

  function close(): void {
    void watch?.then((opened) => opened?.stop())
    watch = null
  }

  function follow(state: State): void {
    const wanted = limitOf(state)
    if (wanted === limit) return
    limit = wanted
    close()
    if (wanted === null) return report(notKnown)
    const mine = open(wanted, (here) => watch === mine && report(here)).catch((error: unknown) => {
      log('cannot look whether somebody is here', error)
      return null
    })
    watch = mine
  }

  follow(loop.state())
  const unsubscribe = loop.subscribe((_before, after) => follow(after))
  return {
    async power(event) {
      await (await watch)?.power(event)
    },
    stop() {
      unsubscribe()
      close()
    },
  }
}

/** Null where no team is to be told. */
const limitOf = ({ teams, settings }: State): Millis | null =>
  Object.values(teams).some(({ shares }) => shares.away === true) ? settings.awayAfterMinutes * MINUTE : null
