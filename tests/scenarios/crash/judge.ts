/** What has to be true of files, sessions and the desktop after any death. Each answer is a list of what is wrong. */
import type * as Fs from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { State } from '../../../src/core/app/state.ts'
import { focusStretches, type Session, SessionEvent, viewSession, withEvent } from '../../../src/core/focus/session.ts'
import type { Instant } from '../../../src/core/time/instant.ts'
import type { Told } from './app.ts'

export interface JournalFound {
  readonly events: readonly SessionEvent[]
  /** Lines that are no events: what was torn. */
  readonly torn: number
}

/** The whole journal, read without the app's own code. */
export function readJournal(fs: typeof Fs, dir: string): JournalFound {
  const names = fs.readdirSync(dir).filter((name) => name.startsWith('journal-'))
  const lines = names.toSorted().flatMap((name) => fs.readFileSync(join(dir, name), 'utf8').split('\n').filter(Boolean))
  const parsed = lines.map((line) => SessionEvent.safeParse(jsonOrNull(line)))
  const events = parsed.flatMap((one) => (one.success ? [one.data] : []))
  return { events, torn: lines.length - events.length }
}

function jsonOrNull(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

/** All that was acknowledged is there, in order and once; of what was under way, at most a beginning. */
export function judgeJournal(acked: readonly SessionEvent[], pending: Told, { events }: JournalFound): string[] {
  const rest = events.slice(acked.length)
  const wrong: string[] = []
  if (!isDeepStrictEqual(events.slice(0, acked.length), acked)) wrong.push('an acknowledged event is lost or changed')
  if (!isDeepStrictEqual(rest, pending.events.slice(0, rest.length))) wrong.push('an event that nobody asked for')
  return wrong
}

/** What is written about a session also while none is open, and after its end. */
const BESIDE: ReadonlySet<SessionEvent['type']> = new Set(['interrupted', 'described', 'back', 'outcome', 'gapSettled'])

/** A gap is judged, and one behind the lock found, when the session may be over. */
const AFTER_END: ReadonlySet<SessionEvent['type']> = new Set(['gap', 'gapSettled'])

/** Every session starts once, ends at most once, and no minute is counted for two. */
export function judgeSessions(events: readonly SessionEvent[], now: Instant): string[] {
  const wrong: string[] = []
  const sessions = new Map<string, Session>()
  for (const event of events) {
    if (BESIDE.has(event.type)) continue
    const known = sessions.get(event.session)
    if (event.type === 'started') {
      if (known !== undefined) wrong.push(`session ${event.session} started twice`)
      sessions.set(event.session, [event])
    } else if (known === undefined) wrong.push(`a ${event.type} of no session`)
    else {
      const isOver = viewSession(known, event.at).phase === 'ended'
      if (!(isOver && AFTER_END.has(event.type)) && isOver !== (event.type === 'reopened'))
        wrong.push(`${event.type} of a session that is ${isOver ? '' : 'not '}over`)
      sessions.set(event.session, withEvent(known, event))
    }
  }
  const open = [...sessions.values()].filter((session) => viewSession(session, now).phase !== 'ended')
  if (open.length > 1) wrong.push(`${open.length} sessions are open`)
  const stretches = [...sessions.values()].flatMap((session) => focusStretches(session, now))
  const sorted = stretches.toSorted((a, b) => a.start - b.start)
  if (sorted.some(({ start }, at) => start < (sorted[at - 1]?.end ?? start)))
    wrong.push('time counted for two sessions')
  return wrong
}

/** What the files hold, each by its name, read without the app's own code. Throws where one is broken. */
export function readKept(fs: typeof Fs, dir: string): ReadonlyMap<string, unknown> {
  const names = fs.readdirSync(dir).filter((name) => /^(settings|plan|history|inbox|starts|status)\.json$/.test(name))
  return new Map(
    names.map((name) => [
      name.replace('.json', ''),
      Envelope.parse(JSON.parse(fs.readFileSync(join(dir, name), 'utf8'))).value,
    ]),
  )
}

const Envelope = z.object({ version: z.literal(1), value: z.unknown() })

/** Each kept value is the acknowledged one, or the one that was being saved. */
export function judgeKept(
  found: ReadonlyMap<string, unknown>,
  acked: ReadonlyMap<string, unknown>,
  pending: Told,
): string[] {
  const names = new Set([...acked.keys(), ...found.keys()])
  return [...names].filter((name) => !isOneOf(found.get(name), [acked.get(name), pending.values.get(name)]))
}

const isOneOf = (value: unknown, known: readonly unknown[]): boolean =>
  known.some((each) => isDeepStrictEqual(each, value))

/** The app reads what is in the files, and had to set nothing aside. */
export function judgeState(state: State, found: ReadonlyMap<string, unknown>): string[] {
  const read = {
    settings: state.settings,
    plan: state.plan,
    inbox: state.inbox,
    starts: state.starts,
    status: { status: state.status },
  }
  const wrong = Object.entries(read).filter(([name, value]) => found.has(name) && !isOneOf(value, [found.get(name)]))
  const broken = state.notices.filter(({ key }) => key.startsWith('notice.file.'))
  return [...wrong.map(([name]) => `${name} is not what the file says`), ...broken.map(({ key }) => key)]
}
