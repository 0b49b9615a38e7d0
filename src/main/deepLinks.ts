/** Grants what `tideline://` links ask for: with a question where a web page could do harm, and never many at once. */
import { runningSession } from '../core/app/running.ts'
import type { Wish } from '../core/app/intent.ts'
import { type Instant, MINUTE } from '../core/time/instant.ts'
import { readLink } from './deepLinks/read.ts'
import type { Loop } from './loop.ts'
import { text } from './text.ts'
import { timesIn } from './times.ts'

export interface DeepLinkParts {
  readonly loop: Pick<Loop, 'dispatch' | 'state'>
  readonly now: () => Instant
  /** Asks the person; `what` is a sentence of what the link would do. */
  readonly confirm: (what: string) => Promise<boolean>
}

/** A page that opens links in a row is no person who clicks. */
const MOST_A_MINUTE = 10

/** Opens one link. Never throws; what is refused is told in the windows. */
export type OpenDeepLink = (link: string) => Promise<void>

export function createDeepLinks({ loop, now, confirm }: DeepLinkParts): OpenDeepLink {
  let opened: readonly Instant[] = []
  let asking = false

  const tell = (key: string, values: Readonly<Record<string, string | number>> = {}): Promise<unknown> =>
    loop.dispatch({ type: 'notice.tell', key, values, tone: 'problem' })

  function isTooMany(at: Instant): boolean {
    opened = [...opened.filter((before) => before <= at && at - before < MINUTE), at].slice(-MOST_A_MINUTE - 1)
    return opened.length > MOST_A_MINUTE
  }

  async function mayDo(wish: Wish): Promise<boolean> {
    if (asking) return false
    asking = true
    try {
      return await confirm(sentenceOf(wish, loop, now()))
    } finally {
      asking = false
    }
  }

  return async (link) => {
    const at = now()
    if (isTooMany(at)) return void (await tell('notice.link.many'))
    const read = readLink(link, { now: at, zone: loop.state().system.zone })
    if ('code' in read) return void (await tell(`error.${read.code}`, read.values))
    const { wish } = read
    const refusal = pointless(wish, loop, at)
    if (refusal !== null) return void (await tell(`error.${refusal}`))
    if (read.asks && asking) return void (await tell('notice.link.busy'))
    if (read.asks && !(await mayDo(wish))) return
    const outcome = await loop.dispatch(wish)
    if (!outcome.ok) return void (await tell(`error.${outcome.code}`, outcome.values))
    await sayStarted(wish, loop, now())
  }
}

/** What would be refused anyway is not asked about. */
function pointless(wish: Wish, { state }: DeepLinkParts['loop'], at: Instant): string | null {
  const session = runningSession(state(), at)
  const isFocusing = session !== null && session.mode !== 'break'
  if (wish.type === 'focus.start') return isFocusing ? 'already_focusing' : null
  return wish.type === 'focus.end' || wish.type === 'focus.pause' ? (isFocusing ? null : 'not_focusing') : null
}

/** A focus that nobody remembers to have started must not be a riddle. */
async function sayStarted({ type }: Wish, { state, dispatch }: DeepLinkParts['loop'], at: Instant): Promise<void> {
  const session = type === 'focus.start' ? runningSession(state(), at) : null
  if (session === null) return
  const told =
    session.until === null
      ? { key: 'notice.link.startedOpen' }
      : { key: 'notice.link.started', values: { until: session.until } }
  await dispatch({ type: 'notice.tell', ...told })
}

function sentenceOf(wish: Wish, { state }: DeepLinkParts['loop'], at: Instant): string {
  const { settings, system } = state()
  const times = timesIn(system.zone, settings.clock)
  switch (wish.type) {
    case 'focus.break':
      return text('link.ask.break')
    case 'focus.start':
      if (wish.mode === 'flow' && wish.until === undefined && wish.minutes === undefined) return text('link.ask.flow')
      return text('link.ask.start', { at: times.moment(wish.until ?? at + (wish.minutes ?? 0) * MINUTE, at) })
    case 'focus.extend':
      return text('link.ask.extend', { length: times.length(wish.minutes * MINUTE) })
    case 'focus.pause':
      return text('link.ask.pause')
    case 'focus.end':
      return text('link.ask.stop')
    case 'status.clear':
      return text('link.ask.clear')
    case 'status.set': {
      const { state: word, emoji, text: own, until } = wish.status
      const said = word === undefined ? [] : [text(`availability.${word}`)]
      const what = [...said, ...[emoji, own].filter((part) => part !== undefined)].join(' · ')
      return text('link.ask.status', { what, at: times.moment(until, at) })
    }
    default:
      return text('link.ask.other', { type: wish.type })
  }
}
