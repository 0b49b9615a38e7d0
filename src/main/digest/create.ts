/** The digest's eyes on this machine, around the mute. */
import { clock } from '../electron/clock.ts'
import type { MutePort } from '../mute/port.ts'
import type { Line } from '../start/line.ts'
import { watchHeld } from './held.ts'
import type { History } from './history.ts'

export interface OpenHeld extends Pick<MutePort, 'want'> {
  stop(): void
}

/** Costs nothing until the first mute of a session: the history and the bus are loaded then. */
export function openHeld(mute: Pick<MutePort, 'want'>, { dispatch, state }: Line): OpenHeld {
  let history: Promise<History> | null = null
  const load = async (): Promise<History> => {
    const { createHistory } = await import('./history.ts')
    return createHistory({ env: process.env, now: clock.now })
  }
  const held = watchHeld({
    mute,
    open: async (adapter) => (await (history ??= load())).open(adapter),
    session() {
      const { digest } = state().ledger
      return digest?.endedAt === null ? digest.session : null
    },
    tell: (session, told) => dispatch({ type: 'digest.report', session, held: told }),
  })
  return {
    want: held.want,
    stop() {
      held.stop()
      void history?.then((open) => open.close())
    },
  }
}
