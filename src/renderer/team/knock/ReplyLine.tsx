import type { ReactNode } from 'react'
import type { Urgency } from '../../../core/sync/items.ts'
import type { Person } from '../../../core/sync/records.ts'
import type { Instant } from '../../../core/time/instant.ts'
import { useReplyBy } from './useReplyBy.ts'

export interface ReplyLineProps {
  readonly person: Person
  readonly linked: boolean
  readonly urgency: Urgency
  readonly minute: Instant
}

/** `They will see it 14:30 your time. Expect an answer by 15:00.` */
export function ReplyLine({ person, linked, urgency, minute }: ReplyLineProps): ReactNode {
  const { seen, reply } = useReplyBy(person, linked, urgency, minute)
  return (
    <p className="knock-promise">
      {seen} {reply}
    </p>
  )
}
