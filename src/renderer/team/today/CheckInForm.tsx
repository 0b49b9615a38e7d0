import { type FormEvent, type ReactNode, useState } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import type { CheckIn } from '../../../core/sync/documents.ts'
import { type CheckInPart, pastCheckIns } from '../../../core/team/checkIn.ts'
import { useDispatch, useTeamDocs } from '../../lib/app.tsx'
import { useText } from '../../lib/intl.tsx'
import { newId } from '../../lib/newId.ts'
import { useWish } from '../../lib/useWish.ts'
import { Button } from '../../ui/Button.tsx'
import { Refused } from '../../ui/Refused.tsx'
import { TextField } from '../../ui/TextField.tsx'
import type { TeamDay } from './useTeamDay.ts'

export interface CheckInFormProps {
  readonly team: TeamSlice
  readonly day: Pick<TeamDay, 'mine' | 'date'>
  /** What is asked about first. */
  readonly part: CheckInPart
  readonly onDone?: () => void
  readonly children?: ReactNode
}

const FIELDS = { morning: ['next', 'waiting', 'did'], evening: ['did', 'next', 'waiting'] } as const
const LONGEST = { did: 500, next: 500, waiting: 280 } as const

/** Did, next, waiting on: each may stay empty; told to the team once it is sent. */
export function CheckInForm({ team, day: { mine, date }, part, onDone, children }: CheckInFormProps): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const docs = useTeamDocs(team.team)
  const { ask, pending, error } = useWish()
  const [said, setSaid] = useState<CheckIn>(mine.said ?? {})
  const words = Object.fromEntries(
    Object.entries(said).flatMap(([key, line = '']) => (line.trim() === '' ? [] : [[key, line.trim()]])),
  )
  const isEmpty = Object.keys(words).length === 0
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const write = { type: 'doc.write', team: team.team } as const
    const body = isEmpty ? null : words
    const written = await ask({ ...write, ref: newId(), doc: mine.id, base: mine.version, body })
    if (!written.ok) return
    for (const old of pastCheckIns(docs, team.me, date)) {
      void dispatch({ ...write, ref: newId(), doc: old.id, base: old.version, body: null }, { quiet: true })
    }
    onDone?.()
  }
  return (
    <form className="today-form" noValidate onSubmit={(event) => void send(event)}>
      {FIELDS[part].map((field) => (
        <TextField
          key={field}
          label={text(`today.${field}`)}
          rows={field === 'waiting' ? 1 : 2}
          maxLength={LONGEST[field]}
          value={said[field] ?? ''}
          onChange={(line) => setSaid({ ...said, [field]: line })}
        />
      ))}
      <Refused error={error} />
      <div className="today-buttons">
        <Button type="submit" size="small" isPending={pending} isDisabled={isEmpty && mine.version === 0}>
          {text(isEmpty && mine.said !== null ? 'today.takeBack' : 'today.tell', { team: team.name })}
        </Button>
        {children}
      </div>
    </form>
  )
}
