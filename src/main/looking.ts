/** Looking at the world again: when the alarm fires, when the machine wakes, and with what happened to time meanwhile. */
import type { PowerEvent } from './electron/power.ts'
import type { GapWatch } from './gaps.ts'
import type { Links } from './links.ts'
import type { Loop } from './loop.ts'
import type { Instant } from '../core/time/instant.ts'
import { localZone } from './system.ts'

export interface Looking {
  /** `due` is when this look was asked for; null where nothing asked. */
  look(due: Instant | null): Promise<void>
  power(event: PowerEvent): Promise<void>
}

export interface LookingParts {
  readonly gaps: GapWatch
  readonly loop: () => Loop
  readonly links: Pick<Links, 'wake' | 'sleep'>
}

export function createLooking({ gaps, loop, links }: LookingParts): Looking {
  async function look(due: Instant | null): Promise<void> {
    const { dispatch, state } = loop()
    for (const gap of gaps.look(due)) await dispatch(gap)
    const zone = localZone()
    if (zone !== state().system.zone) await dispatch({ type: 'system.report', system: { zone } })
    await dispatch({ type: 'look' })
  }

  return {
    look,
    async power(event) {
      if (event === 'lock') return gaps.lock()
      if (event === 'suspend') {
        gaps.suspend()
        return links.sleep()
      }
      if (event === 'shutdown') return
      await look(null)
      if (event === 'resume') gaps.resume()
      const locked = event === 'unlock' ? gaps.unlock() : null
      if (locked !== null) await loop().dispatch(locked)
      links.wake()
    },
  }
}
