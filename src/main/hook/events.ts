/** What the person's own program is told of a session: an event's name and a few facts, as environment variables. Pure. */
import { type Session, type SessionEvent, viewSession } from '../../core/focus/session.ts'
import { MINUTE } from '../../core/time/instant.ts'

const EVENTS: Readonly<Partial<Record<SessionEvent['type'], string>>> = {
  started: 'start',
  paused: 'pause',
  resumed: 'resume',
  breakStarted: 'break',
  breakEnded: 'resume',
  extended: 'extend',
  reopened: 'resume',
  ended: 'end',
}

/** The environment of each run of the program, oldest first. */
export type HookCall = Readonly<Record<string, string>>

/** What happened to the session between two states of the app, each with what was known when it happened. */
export function hookCalls(before: Session | null, after: Session | null): readonly HookCall[] {
  if (after === null || after === before) return []
  const known = before?.[0].session === after[0].session ? before.length : 0
  return after.slice(known).flatMap((event, index) => {
    const name = event.type === 'started' && event.mode === 'break' ? 'break' : EVENTS[event.type]
    return name === undefined ? [] : [callOf(name, event, upTo(after, known + index))]
  })
}

const upTo = ([start, ...rest]: Session, index: number): Session => [start, ...rest.slice(0, index)]

function callOf(name: string, event: SessionEvent, session: Session): HookCall {
  const view = viewSession(session, event.at)
  return {
    TIDELINE_EVENT: name,
    TIDELINE_AT: isoOf(event.at),
    TIDELINE_SESSION: view.id,
    TIDELINE_TITLE: oneLine(view.title),
    TIDELINE_STARTED: isoOf(view.startedAt),
    TIDELINE_UNTIL: view.until === null ? '' : isoOf(view.until),
    TIDELINE_MINUTES_LEFT: view.left === null ? '' : String(Math.ceil(view.left / MINUTE)),
    TIDELINE_FOCUSED_MINUTES: String(Math.floor(view.focused / MINUTE)),
    TIDELINE_INTERRUPTIONS: String(view.interruptions),
    TIDELINE_HOW: view.how ?? '',
  }
}

const isoOf = (at: number): string => new Date(at).toISOString()

/** A variable cannot hold a zero byte, and scripts read lines. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}]+/gu, ' ')
