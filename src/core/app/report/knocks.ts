/** Knocks for the command line: what waits for me, and what I sent. */
import { z } from 'zod'
import { evidenceOf } from '../../availability/decide.ts'
import { type Letter, shownLetters } from '../../team/letters.ts'
import { replyBy } from '../../team/replyBy.ts'
import type { Instant } from '../../time/instant.ts'
import { responsesOf } from '../agreed.ts'
import { isLinked } from '../letterLook.ts'
import type { State } from '../state.ts'
import { instant, maybe, reading, readingOf } from './common.ts'

export const KnockReport = z.object({
  id: z.string(),
  way: z.enum(['in', 'out']),
  team: z.string(),
  /** Whom it comes from, or goes to. */
  name: z.string(),
  kind: z.enum(['knock', 'reply', 'handoff', 'alert', 'receipt']),
  urgency: z.enum(['whenever', 'today', 'urgent']).nullable(),
  text: z.string(),
  link: z.string().nullable(),
  at: instant,
  is: z.enum(['held', 'open', 'waiting', 'sent', 'seen', 'done', 'refused']),
  /** When it became so; null for what waits for me. */
  since: maybe,
  /** Why the hub refused it, and when it may be tried again. */
  code: z.string().nullable(),
  again: maybe,
  /** Put off until then. */
  later: maybe,
  /** Of one that I sent: when it is seen, and by when it is answered. */
  seen: maybe,
  replyBy: maybe,
})
export type KnockReport = z.infer<typeof KnockReport>

export const KnocksReport = z.object({ ...reading, knocks: z.array(KnockReport) })
export type KnocksReport = z.infer<typeof KnocksReport>

export const knocksReport = (state: State, now: Instant): KnocksReport => ({
  ...readingOf(state, now),
  knocks: Object.values(shownLetters(state.letters))
    .toSorted((a, b) => a.at - b.at)
    .map((letter) => reportOf(state, letter, now)),
})

function reportOf(state: State, letter: Letter, now: Instant): KnockReport {
  const { id, way, team, body, at, is } = letter
  const other = body.kind === 'alert' ? body.about : way === 'in' ? letter.from : letter.to
  const refusal = way === 'out' ? letter.refusal : null
  const { seen, reply } = promisedFor(state, letter, now)
  return {
    ...{ id, way, team, kind: body.kind, at, is, seen, replyBy: reply },
    name: state.rosters[team]?.[other]?.name ?? letter.name,
    urgency: body.kind === 'knock' ? body.urgency : null,
    text: 'text' in body ? body.text : '',
    link: ('link' in body ? body.link : undefined) ?? null,
    since: way === 'out' ? letter.since : null,
    code: refusal?.code ?? null,
    again: way === 'out' && refusal?.retryMs !== undefined ? letter.since + refusal.retryMs : null,
    later: way === 'in' ? (letter.snoozed?.until ?? null) : null,
  }
}

function promisedFor(state: State, letter: Letter, now: Instant): { seen: Instant | null; reply: Instant | null } {
  const { team, body } = letter
  const person = letter.way === 'out' ? state.rosters[team]?.[letter.to] : undefined
  if (person === undefined || body.kind !== 'knock') return { seen: null, reply: null }
  return replyBy(evidenceOf(person, isLinked(state, team)), responsesOf(state, team), body.urgency, now)
}
