/** Every focus session as a line of a spreadsheet (RFC 4180). What could be read as a formula there is made plain text. */
import { stringify } from 'csv-stringify/sync'
import { interruptionsOf } from '../../core/focus/interruptions.ts'
import { isOfFocus, type Session, type SessionEvent, sessionsOf, viewSession } from '../../core/focus/session.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { inZone, type Zone } from '../../core/time/zone.ts'

/** Names stay as they are: other programs read them. */
const COLUMNS = [
  'session',
  'started',
  'ended',
  'zone',
  'mode',
  'title',
  'intention',
  'focus_minutes',
  'breaks',
  'interruptions',
  'urgent_interruptions',
  'how_it_ended',
  'reason',
  'outcome',
] as const

/** Times are of `zone`, with their offset. Breaks on their own are no sessions. */
export function sessionsCsv(events: readonly SessionEvent[], zone: Zone, now: number): string {
  const rows = sessionsOf(events)
    .filter(isOfFocus)
    .map((session) => rowOf(session, zone, now))
  return stringify([[...COLUMNS], ...rows], { record_delimiter: '\r\n', escape_formulas: true })
}

function rowOf(session: Session, zone: Zone, now: number): readonly (string | number)[] {
  const view = viewSession(session, now)
  const interruptions = interruptionsOf([...session])
  const outcome = session.findLast((event) => event.type === 'outcome')
  const end = session.findLast((event) => event.type === 'ended')
  return [
    view.id,
    timeIn(view.startedAt, zone),
    view.endedAt === null ? '' : timeIn(view.endedAt, zone),
    zone,
    view.mode,
    view.title,
    view.intention,
    Math.round(view.focused / MINUTE),
    session.filter((event) => event.type === 'breakStarted').length,
    interruptions.length,
    interruptions.filter(({ answers }) => answers.urgent === true).length,
    view.how ?? '',
    end?.type === 'ended' ? (end.reason ?? '') : '',
    outcome?.type === 'outcome' ? outcome.text : '',
  ]
}

/** `2026-11-23T09:00:00+00:00` */
const timeIn = (at: number, zone: Zone): string => inZone(at, zone).replace(/\[.*\]$/, '')
