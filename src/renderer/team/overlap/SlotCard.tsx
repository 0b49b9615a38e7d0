import { type ReactNode, useState } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import type { Slot } from '../../../core/team/overlap.ts'
import { type DocOf, docsOf } from '../../../core/team/docs.ts'
import { isForgiven } from '../../../core/team/overlap/tally.ts'
import { cityOf } from '../../../core/team/names.ts'
import { UNKNOWN_CLOCK } from '../../../core/time/zone.ts'
import { useDispatch, useTeamDocs } from '../../lib/app.tsx'
import { readNow } from '../../lib/useNow.ts'
import { newId } from '../../lib/newId.ts'
import { useWish } from '../../lib/useWish.ts'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../copy.ts'
import { freeUntil, markOf, slotLines, slotText, type SlotWords, spanIn, titleOf } from './slotText.ts'

export interface SlotCardProps {
  readonly team: TeamSlice
  readonly slot: Slot
  readonly isBest: boolean
  readonly words: SlotWords
}

/** So many lines are read; of more people only those whom it puts out. */
const MOST_LINES = 12

/** One suggestion: when it is for everybody, whom it puts out, and what to do with it. */
export function SlotCard({ team, slot, isBest, words }: SlotCardProps): ReactNode {
  const { times, text } = words
  const until = freeUntil(slot)
  const title = titleOf(slot, times, text)
  return (
    <li className="overlap-slot" data-best={isBest || undefined}>
      <div className="overlap-slot-head">
        <h3>{title}</h3>
        {slot.inCore && <span className="overlap-tag">{text('overlap.inCore')}</span>}
        {until !== null && <span className="ui-hint">{text('overlap.freeUntil', { time: times.time(until) })}</span>}
      </div>
      <Seats slot={slot} words={words} />
      <SlotActions team={team} slot={slot} title={title} words={words} />
    </li>
  )
}

function Seats({ slot, words }: Pick<SlotCardProps, 'slot' | 'words'>): ReactNode {
  const { nameOf, zoneOf, text } = words
  const isLong = slot.seats.length > MOST_LINES
  const marked = slot.seats.map((seat) => ({ ...seat, mark: markOf(seat, slot, text) }))
  const shown = (isLong ? marked.filter(({ mark }) => mark !== null) : marked).slice(0, MOST_LINES)
  const rest = slot.seats.length - shown.length
  return (
    <ul className="overlap-seats">
      {shown.map(({ id, worst, burden, mark }) => (
        <li key={id}>
          <span className="overlap-seat-name">{nameOf(id)}</span>
          <span className="overlap-seat-time">
            <SeatTime slot={slot} zone={zoneOf(id)} words={words} />
          </span>
          {mark !== null && (
            <span className="overlap-mark" data-is={worst} data-bears={burden > 0 || undefined}>
              {mark}
            </span>
          )}
        </li>
      ))}
      {rest > 0 && <li className="ui-hint">{text('overlap.others', { count: rest })}</li>}
    </ul>
  )
}

function SeatTime({ slot, zone, words }: { slot: Slot; zone: string; words: SlotWords }): ReactNode {
  const { times, text } = words
  if (zone === UNKNOWN_CLOCK) return <span className="ui-hint">{text('overlap.noClock')}</span>
  return (
    <>
      {spanIn(slot, zone, times, text)} <span className="ui-hint">{cityOf(zone)}</span>
    </>
  )
}

interface SlotActionsProps extends Omit<SlotCardProps, 'isBest'> {
  readonly title: string
}

function SlotActions({ team, slot, title, words }: SlotActionsProps): ReactNode {
  const { text } = words
  const docs = useTeamDocs(team.team)
  const dispatch = useDispatch()
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null)
  const count = useWish()
  const saving = useWish()
  const [counted, setCounted] = useState(false)
  const copy = async (): Promise<void> =>
    setCopied((await copyText(slotText(slot, team.name, words), null)) ? 'yes' : 'no')
  const save = async (): Promise<void> => {
    const { start, end } = slot
    const notes = slotLines(slot, words).join('\n')
    await saving.ask({ type: 'team.saveMeeting', start, end, title: team.name, notes })
  }
  const note = async (): Promise<void> => {
    const bore = Object.fromEntries(slot.seats.flatMap(({ id, burden }) => (burden > 0 ? [[id, burden]] : [])))
    const id = newId()
    const body = { start: slot.start, end: slot.end, bore }
    const written = await count.ask({
      type: 'doc.write',
      team: team.team,
      ref: id,
      doc: `meeting.${id}`,
      base: 0,
      body,
    })
    setCounted(written.ok)
    for (const old of written.ok ? forgiven(docsOf(docs, 'meeting'), team.me) : []) {
      const gone = { type: 'doc.write', team: team.team, ref: newId(), doc: old.id, base: old.v, body: null } as const
      void dispatch(gone, { quiet: true })
    }
  }
  return (
    <div className="overlap-actions">
      <Button
        size="small"
        icon="copy"
        aria-label={text('overlap.copy.of', { slot: title })}
        onPress={() => void copy()}
      >
        {text('overlap.copy')}
      </Button>
      <Button
        size="small"
        isPending={saving.pending}
        aria-label={text('overlap.save.of', { slot: title })}
        onPress={() => void save()}
      >
        {text('overlap.save')}
      </Button>
      {slot.burden > 0 && !counted && (
        <Button
          size="small"
          isPending={count.pending}
          aria-label={text('overlap.count.of', { slot: title })}
          onPress={() => void note()}
        >
          {text('overlap.count')}
        </Button>
      )}
      <span className="ui-hint" role="status">
        {saving.error ??
          count.error ??
          (counted ? text('overlap.counted') : copied === null ? '' : text(`overlap.copied.${copied}`))}
      </span>
    </div>
  )
}

/** Mine that count no more: whoever notes the next one takes them away, so that a team's papers stay few. */
const forgiven = (meetings: readonly DocOf<'meeting'>[], me: string): readonly DocOf<'meeting'>[] =>
  meetings.filter(({ by, body }) => by === me && isForgiven(body, readNow()))
