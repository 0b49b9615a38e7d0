/** The digest's eyes on this machine, around the mute. */
import { clock } from '../electron/clock.ts'
import { log } from '../log.ts'
import type { MutePort } from '../mute/port.ts'
import type { Line } from '../start/line.ts'
import { watchHeld } from './held.ts'
import type { History } from './history.ts'
import type { OpenHistory } from './port.ts'

export interface OpenHeld extends Pick<MutePort, 'want'> {
  /** Opens the history of this mute adapter ahead, so that a mute's first notices are counted too. */
  prepare(adapter: string): void
  stop(): void
}

/** Costs the start nothing: the history and the bus are loaded when the desktop is known, at the first mute at the latest. */
export function openHeld(mute: Pick<MutePort, 'want'>, { dispatch, state }: Line): OpenHeld {
  let history: Promise<History> | null = null
  const load = async (): Promise<History> => {
    const { createHistory } = await import('./history.ts')
    return createHistory({ env: process.env, now: clock.now })
  }
  const open: OpenHistory = async (adapter) => (await (history ??= load())).open(adapter)
  let prepared = 'none'
  const held = watchHeld({
    mute,
    open,
    known: () => prepared,
    session() {
      const { digest } = state().ledger
      return digest?.endedAt === null ? digest.session : null
    },
    tell: (session, told) => dispatch({ type: 'digest.report', session, held: told }),
  })
  return {
    want: held.want,
    prepare(adapter) {
      if (adapter === prepared) return
      prepared = adapter
      void open(adapter).catch((error: unknown) => log('cannot look into the history of notices', error))
    },
    stop() {
      held.stop()
      void history?.then((open) => open.close())
    },
  }
}
