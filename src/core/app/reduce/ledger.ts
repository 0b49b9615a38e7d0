/** The interruption ledger and the digest at a session's end. All of it stays on the device. */
import { type Answers, given } from '../../focus/answers.ts'
import { addHeld, type Digest, nothingTold } from '../../focus/digest.ts'
import { familiar, type Interruption, type LedgerEvent } from '../../focus/interruptions.ts'
import { isOfFocus, RECENT, type SessionEvent, withEvent } from '../../focus/session.ts'
import type { Instant } from '../../time/instant.ts'
import { runningSession } from '../running.ts'
import type { Intent } from '../intent.ts'
import { knownSessions, recentInterruptions } from '../ledger.ts'
import type { State } from '../state.ts'
import { changed, type Reduced, refuse } from './result.ts'

export type LedgerIntent = Extract<
  Intent,
  { type: 'focus.interrupt' | 'focus.describe' | 'focus.back' | 'focus.outcome' | 'focus.energy' | `digest.${string}` }
>

export function reduceLedger(state: State, intent: LedgerIntent, now: Instant): Reduced {
  switch (intent.type) {
    case 'focus.interrupt':
      return interrupt(state, given(intent), now)
    case 'focus.describe':
      return about(state, intent.of, ({ at, session }) => {
        const event = { type: 'described', at: now, session: session ?? '', of: at, ...given(intent) } as const
        return named(record(state, event, now), given(intent))
      })
    case 'focus.back':
      return about(state, intent.of, ({ at, session, back }) =>
        back !== null ? changed(state) : record(state, { type: 'back', at: now, session: session ?? '', of: at }, now),
      )
    case 'focus.outcome':
      return ofSession(state, intent.session, (session) =>
        record(state, { type: 'outcome', at: now, session, text: intent.text }, now),
      )
    case 'focus.energy':
      return ofSession(state, intent.session, (session) =>
        record(state, { type: 'energy', at: now, session, level: intent.level }, now),
      )
    case 'digest.report':
      return changed(withHeld(state, intent))
    case 'digest.dismiss':
      return changed({ ...state, ledger: { ...state.ledger, digest: null } })
  }
}

/** Also without a session of focus: whoever works without the timer is interrupted too, or is called out of a break. */
function interrupt(state: State, answers: Answers, now: Instant): Reduced {
  const last = recentInterruptions(state).at(-1)
  // The instant is the entry's name; two in one millisecond are two entries.
  const at = last === undefined || last.at < now ? now : last.at + 1
  const running = runningSession(state, now)
  const session = running === null || running.mode === 'break' ? '' : running.id
  const logged = record(state, { type: 'interrupted', at, session, ...answers }, now)
  return { ...named(logged, answers), outcome: { ok: true, value: String(at) } }
}

function about(state: State, of: Instant | undefined, act: (known: Interruption) => Reduced): Reduced {
  const all = recentInterruptions(state)
  const known = of === undefined ? all.at(-1) : all.find(({ at }) => at === of)
  return known === undefined ? refuse(state, 'no_such_interruption') : act(known)
}

/** Puts the event where its session lies; one without a session among the stray ones. */
function record(state: State, event: SessionEvent, now: Instant): Reduced {
  const { session, ledger } = state
  if (event.session === '') {
    const stray = [...ledger.stray.filter(({ at }) => at > now - RECENT), event as LedgerEvent]
    return changed({ ...state, ledger: { ...ledger, stray } }, [event])
  }
  const add = <One extends State['session']['current']>(one: One): One | NonNullable<One> =>
    one?.[0].session === event.session ? (withEvent(one, event) as NonNullable<One>) : one
  return changed({ ...state, session: { ...session, current: add(session.current), past: session.past.map(add) } }, [
    event,
  ])
}

/** Whom and what to offer first next time. */
function named(reduced: Reduced, answers: Answers): Reduced {
  if (answers.who === undefined && answers.channel === undefined) return reduced
  const { ledger } = reduced.state
  const before = [...ledger.channels].toReversed().map((channel) => entry({ channel }))
  const people = [...ledger.people].toReversed().map((who) => entry({ who }))
  return {
    ...reduced,
    state: { ...reduced.state, ledger: { ...ledger, ...familiar([...before, ...people, entry(answers)]) } },
  }
}

const entry = (answers: Answers): Interruption => ({ at: 0, session: null, answers, back: null })

/** The session that is named, else the newest of focus. */
function ofSession(state: State, named: string | undefined, act: (session: string) => Reduced): Reduced {
  const known = knownSessions(state)
  const found = named === undefined ? known.at(-1) : known.find(([start]) => start.session === named)
  return found === undefined ? refuse(state, 'no_such_session') : act(found[0].session)
}

function withHeld(state: State, { session, held }: Extract<Intent, { type: 'digest.report' }>): State {
  const { digest } = state.ledger
  if (digest?.session !== session) return state
  return { ...state, ledger: { ...state.ledger, digest: { ...digest, held: addHeld(digest.held, held) } } }
}

/** A session's start opens its digest, its end closes it, and taking the end back opens it again. */
export function withDigest(reduced: Reduced): Reduced {
  const digest = reduced.events
    .filter((event) => !isOfBreak(event, reduced.state))
    .reduce(step, reduced.state.ledger.digest)
  if (digest === reduced.state.ledger.digest) return reduced
  return { ...reduced, state: { ...reduced.state, ledger: { ...reduced.state.ledger, digest } } }
}

/** A break of its own leaves what the last session had to tell. */
function isOfBreak({ session }: SessionEvent, { session: { current, past } }: State): boolean {
  return [current, ...past].some((known) => known?.[0].session === session && !isOfFocus(known))
}

function step(digest: Digest | null, event: SessionEvent): Digest | null {
  const own = digest?.session === event.session ? digest : { session: event.session, endedAt: null, held: nothingTold }
  if (event.type === 'started' || event.type === 'reopened') return { ...own, endedAt: null }
  return event.type === 'ended' && digest?.session === event.session ? { ...own, endedAt: event.at } : digest
}
