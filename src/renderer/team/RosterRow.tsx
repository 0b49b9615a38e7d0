import { memo, type ReactNode, useId } from 'react'
import type { RosterRow as Row } from '../../core/team/roster.ts'
import type { Marks } from '../../core/team/marks.ts'
import { type DayWindow, ribbonOf } from '../../core/team/ribbon.ts'
import type { Instant } from '../../core/time/instant.ts'
import { useText } from '../lib/intl.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Ribbon } from '../ui/Ribbon.tsx'
import { StateGlyph } from '../ui/StateGlyph.tsx'
import { OwnDetail } from './OwnDetail.tsx'
import { RowDetail } from './RowDetail.tsx'
import { useTeamWords } from './words.ts'

export interface RosterRowProps {
  readonly row: Row
  readonly isMe: boolean
  readonly isOpen: boolean
  /** Whether Tab stops here. */
  readonly isStop: boolean
  readonly day: DayWindow
  readonly marks: Marks
  readonly linked: boolean
  /** The full minute that began last. */
  readonly minute: Instant
  readonly onToggle: (id: string) => void
  readonly onFocus: (id: string) => void
}

/** One teammate. Redraws when their person, the minute, or what is open changes, and with nobody else. */
export const RosterRow = memo(function RosterRow(props: RosterRowProps): ReactNode {
  const { row, isMe, isOpen, isStop, day, marks, linked, minute, onToggle, onFocus } = props
  const { person, standing } = row
  const text = useText()
  const words = useTeamWords(minute)
  const id = useId()
  return (
    <div className="team-row" data-open={isOpen || undefined} data-me={isMe || undefined}>
      <span className="team-row-glyph">
        <StateGlyph state={standing.state} />
      </span>
      <span className="team-row-name" title={person.name}>
        <button
          type="button"
          className="team-row-button"
          data-row={person.id}
          tabIndex={isStop ? 0 : -1}
          aria-expanded={isOpen}
          aria-controls={`${id}detail`}
          aria-describedby={`${id}said ${standing.byPlan ? `${id}when ` : ''}${id}where`}
          onClick={() => onToggle(person.id)}
          onFocus={() => onFocus(person.id)}
        >
          {person.name}
        </button>
        {isMe && <span className="team-row-you">{text('team.row.you')}</span>}
      </span>
      <span className="team-row-said" id={`${id}said`}>
        {words.sentence(standing)}
      </span>
      <Where row={row} minute={minute} id={`${id}where`} />
      <RowRibbon row={row} linked={linked} day={day} marks={marks} minute={minute} />
      <span className="team-row-when" id={`${id}when`} aria-hidden="true">
        {words.when(standing)}
      </span>
      <OwnWords row={row} />
      {isMe && (
        <span className="team-row-see" aria-hidden="true">
          {text('planner.shared')} <Icon name="down" />
        </span>
      )}
      <div className="team-detail-place" id={`${id}detail`}>
        {isOpen && (isMe ? <OwnDetail minute={minute} /> : <RowDetail row={row} linked={linked} minute={minute} />)}
      </div>
    </div>
  )
})

/** The whole split day on mine; told in words to who does not see it. */
function RowRibbon({
  row,
  linked,
  day,
  marks,
  minute,
}: Pick<RosterRowProps, 'row' | 'linked' | 'day' | 'marks' | 'minute'>): ReactNode {
  const { person, standing } = row
  const words = useTeamWords(minute)
  const pieces = ribbonOf(person, linked, day, minute)
  return (
    <span className="team-row-ribbon">
      <Ribbon
        window={day}
        pieces={pieces}
        bands={marks.bands}
        seams={marks.seamsAt}
        now={minute}
        label={words.day(person.name, pieces, marks, day)}
        faint={standing.asOf !== null}
      />
    </span>
  )
}

/** `13:51 Kathmandu · home`: what matters most first, since the end may be cut off. */
function Where({ row, minute, id }: { readonly row: Row; readonly minute: Instant; readonly id: string }): ReactNode {
  const { standing } = row
  const words = useTeamWords(minute)
  const parts = [words.clock(standing), standing.place ?? ''].filter((part) => part !== '')
  return (
    <span className="team-row-where" id={id} title={parts.join(' · ')}>
      {parts.join(' · ')}
    </span>
  )
}

function OwnWords({ row }: { readonly row: Row }): ReactNode {
  const { words } = row.standing
  if (words === null) return null
  return (
    <span className="team-row-words">
      {words.emoji !== '' && <span className="team-emoji-shown">{words.emoji}</span>} {words.text}
    </span>
  )
}
