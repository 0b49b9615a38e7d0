/**
 * Stands around the mute: marks where a session's mute begins, and asks right before it ends what was held back. The
 * desktop is given back all the same, and at once, where its history is slow or says nothing.
 */
import { type Held, nothingTold } from '../../core/focus/digest.ts'
import { log } from '../log.ts'
import type { MutePort, MuteWish } from '../mute/port.ts'
import type { Stop } from '../ports.ts'
import type { HeldMark, OpenHistory } from './port.ts'

export interface HeldParts {
  readonly mute: Pick<MutePort, 'want'>
  readonly open: OpenHistory
  /** The adapter that the desktop is known to have before a mute; `none` where nobody looked yet. */
  readonly known?: () => string
  /** The session under way; null where none is. */
  readonly session: () => string | null
  readonly tell: (session: string, held: Held) => Promise<unknown>
  /** Shorter in tests. */
  readonly patience?: { readonly take: number; readonly follow: number }
}

/** Longer than this nobody's desktop stays muted for the sake of a count; senders may come while notices are being read. */
const PATIENCE = { take: 300, follow: 120_000 }

interface Watch {
  readonly session: string
  readonly mark: Promise<HeldMark | null>
}

export interface HeldMute extends Pick<MutePort, 'want'> {
  stop(): void
}

export function watchHeld({
  mute,
  open,
  known = () => 'none',
  session,
  tell,
  patience = PATIENCE,
}: HeldParts): HeldMute {
  let watch: Watch | null = null
  let newest: MuteWish | null = null
  let unfollow: Stop = () => {}

  async function mark(adapter: string): Promise<HeldMark | null> {
    try {
      return (await (await open(adapter))?.mark()) ?? null
    } catch (error) {
      log('cannot look into the history of notices', error)
      return null
    }
  }

  async function take({ mark: marking }: Watch): Promise<{ mark: HeldMark | null; held: Held }> {
    const asked = marking.then(async (made) => ({ mark: made, held: (await made?.take()) ?? nothingTold }))
    return within(patience.take, asked, { mark: null, held: nothingTold })
  }

  function follow(of: string, made: HeldMark | null, held: Held): void {
    unfollow()
    if (made?.follow === undefined || held.count === 0) return
    const stop = made.follow(held, (more) => void tell(of, more))
    const timer = setTimeout(stop, patience.follow)
    timer.unref()
    unfollow = () => {
      clearTimeout(timer)
      stop()
    }
  }

  return {
    async want(wish) {
      newest = wish
      const current = wish === null ? null : session()
      const over = watch !== null && watch.session !== current ? watch : null
      if (over === null) {
        // Begun before the mute where the desktop is known: a notice may come as soon as that holds.
        const adapter = current !== null && watch === null ? known() : 'none'
        const early = adapter === 'none' ? null : mark(adapter)
        const report = await mute.want(wish)
        // Another wish of the same session may have come meanwhile; the first mark is the one that saw it all.
        if (current !== null && report.held && watch === null && newest !== null && session() === current)
          watch = {
            session: current,
            mark: early !== null && report.adapter === adapter ? early : mark(report.adapter),
          }
        return report
      }
      watch = null
      const { mark: made, held } = await take(over)
      // A wish that came meanwhile is the one to grant.
      const report = await mute.want(newest)
      if (held.count !== null) await tell(over.session, held)
      follow(over.session, made, held)
      return report
    },
    stop: () => unfollow(),
  }
}

/** The answer, or `otherwise` where it fails or takes too long. */
async function within<Answer>(millis: number, asked: Promise<Answer>, otherwise: Answer): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Answer>((resolve) => (timer = setTimeout(() => resolve(otherwise), millis)))
  try {
    return await Promise.race([asked.catch(() => otherwise), late])
  } finally {
    clearTimeout(timer)
  }
}
