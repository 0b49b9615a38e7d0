import { useMemo } from 'react'
import { agreementIn } from '../../../core/app/agreed.ts'
import { evidenceOf } from '../../../core/availability/decide.ts'
import type { Urgency } from '../../../core/sync/items.ts'
import type { Person } from '../../../core/sync/records.ts'
import { replyBy } from '../../../core/team/replyBy.ts'
import type { Instant } from '../../../core/time/instant.ts'
import { useTeamDocs } from '../../lib/app.tsx'
import { useText, useTimes } from '../../lib/intl.tsx'
import { useTeamHere } from './teamHere.ts'

export interface Promised {
  /** `They will see it 14:30 your time.` */
  readonly seen: string
  /** `Expect an answer by 15:00.` */
  readonly reply: string
}

/** When this person sees a knock sent now, and by when they answer, in the viewer's time. In a `row` nothing was written yet. */
export function useReplyBy(
  person: Person,
  linked: boolean,
  urgency: Urgency,
  minute: Instant,
  of: 'knock' | 'row' = 'knock',
): Promised {
  const docs = useTeamDocs(useTeamHere().team)
  const text = useText()
  const times = useTimes()
  return useMemo(() => {
    const { responses = {} } = agreementIn(docs)
    const { seen, reply } = replyBy(evidenceOf(person, linked), responses, urgency, minute)
    const now = seen !== null && seen <= minute
    const hasPlan = person.plan !== null
    return {
      seen: seenWords(),
      reply:
        reply === null
          ? of === 'row'
            ? ''
            : text(!hasPlan && responses[urgency] !== undefined ? 'knock.reply.noPlan' : 'knock.reply.none')
          : text('knock.reply.by', { at: times.moment(reply, minute) }),
    }
    function seenWords(): string {
      if (seen === null && urgency === 'urgent') return text(`${of}.seen.online`)
      if (seen === null) return text(hasPlan ? `${of}.seen.unknown` : `${of}.seen.noPlan`)
      if (now) return text(person.live && linked ? `${of}.seen.now` : `${of}.seen.online`)
      return text(urgency === 'today' ? 'knock.seen.latest' : `${of}.seen.at`, { at: times.moment(seen, minute) })
    }
  }, [docs, person, linked, urgency, minute, of, text, times])
}
