/**
 * Looks whether somebody is here, as rarely as it can: when the person could first have been idle long enough, and every
 * quarter of a minute while they are away. Timers are hints; each look asks anew.
 */
import { type Here, notKnown } from '../../core/availability/here.ts'
import { type Millis, MINUTE, SECOND } from '../../core/time/instant.ts'
import type { PowerEvent } from '../electron/power.ts'
import type { IdleSource, LockSource } from './port.ts'

export interface HereParts {
  readonly idle: IdleSource
  readonly lock: LockSource
  /** Without input for this long somebody is away. */
  readonly limit: Millis
  /** Only what changed. */
  readonly tell: (here: Here) => void
}

export interface HereWatch {
  /** What the system announces by itself. */
  power(event: PowerEvent): Promise<void>
  stop(): void
}

const LEAST_WAIT = 5 * SECOND
const WHILE_AWAY = 15 * SECOND
const WHILE_UNKNOWN = 5 * MINUTE

export function watchHere({ idle, lock, limit, tell }: HereParts): HereWatch {
  let timer: NodeJS.Timeout | undefined
  let told = notKnown
  let asleep = false
  /** Told by the system itself; null where it never was. */
  let announced: boolean | null = null
  let isStopped = false
  let newest = 0

  async function look(): Promise<void> {
    clearTimeout(timer)
    const turn = ++newest
    const [idleFor, held] = await Promise.all([idle.idle(), lock.locked().catch(() => null)])
    if (isStopped || turn !== newest) return
    const input = idleFor === null ? 'unknown' : idleFor >= limit ? 'idle' : 'active'
    pass({ input, locked: held ?? announced, asleep })
    timer = setTimeout(() => void look(), waitAfter(idleFor))
    timer.unref()
  }

  function waitAfter(idleFor: Millis | null): Millis {
    if (idleFor === null) return WHILE_UNKNOWN
    return idleFor >= limit ? WHILE_AWAY : Math.max(LEAST_WAIT, limit - idleFor)
  }

  function pass(here: Here): void {
    if (JSON.stringify(here) === JSON.stringify(told)) return
    told = here
    tell(here)
  }

  const off = lock.onChange(() => void look())
  void look()

  return {
    async power(event) {
      if (event === 'shutdown') return
      if (event === 'suspend' || event === 'resume') asleep = event === 'suspend'
      else announced = event === 'lock'
      // Before the machine is gone there is no time to ask anybody.
      if (asleep) pass({ ...told, asleep })
      else await look()
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
      off()
    },
  }
}
