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
  /** Whether somebody only looks, and wrote nothing yet. */
  readonly isRow?: boolean
}

/** `They will see it 14:30 your time. Expect an answer by 15:00.` */
export function ReplyLine({ person, linked, urgency, minute, isRow = false }: ReplyLineProps): ReactNode {
  const { seen, reply } = useReplyBy(person, linked, urgency, minute, isRow ? 'row' : 'knock')
  return (
    <p className="knock-promise">
      {seen} {reply}
    </p>
  )
}
