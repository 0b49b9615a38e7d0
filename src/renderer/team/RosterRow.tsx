import { memo, type ReactNode } from 'react'
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
import type { TeamWords } from './words.ts'

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
  /** What is said in this minute. */
  readonly words: TeamWords
  readonly onToggle: (id: string) => void
  readonly onFocus: (id: string) => void
}

/**
 * One teammate. Redraws when their person, the minute, or what is open changes, and with nobody else. While one scrolls
 * through thousands some are made in every frame: no more elements than there is to see, and nothing looked up anew.
 */
export const RosterRow = memo(function RosterRow(props: RosterRowProps): ReactNode {
  const { row, isMe, isOpen, isStop, linked, minute, words, onToggle, onFocus } = props
  const { person, standing } = row
  const id = `row-${person.id}-`
  const where = whereOf(row, words)
  return (
    <div className="team-row" data-open={isOpen || undefined} data-me={isMe || undefined}>
      <StateGlyph state={standing.state} />
      <span className="team-row-name">
        <button
          type="button"
          className="team-row-button"
          title={person.name}
          data-row={person.id}
          tabIndex={isStop ? 0 : -1}
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${id}detail` : undefined}
          aria-describedby={`${id}said ${standing.byPlan ? `${id}when ` : ''}${id}where`}
          onClick={() => onToggle(person.id)}
          onFocus={() => onFocus(person.id)}
        >
          {person.name}
        </button>
        {isMe && <You />}
      </span>
      <span className="team-row-said" id={`${id}said`}>
        {words.sentence(standing)}
      </span>
      <span className="team-row-where" id={`${id}where`} title={where}>
        {where}
      </span>
      <RowRibbon {...props} />
      <span className="team-row-when" id={`${id}when`} aria-hidden="true">
        {words.when(standing)}
      </span>
      {person.plan?.skills !== undefined && <Skills skills={person.plan.skills.join(', ')} />}
      {standing.words !== null && <OwnWords {...standing.words} />}
      {isMe && <See />}
      {isOpen && (
        <div className="team-detail-place" id={`${id}detail`}>
          {isMe ? <OwnDetail minute={minute} /> : <RowDetail row={row} linked={linked} minute={minute} />}
        </div>
      )}
    </div>
  )
})

/** The whole split day on mine; told in words to who does not see it. */
function RowRibbon({ row, linked, day, marks, minute, words }: RosterRowProps): ReactNode {
  const { person, standing } = row
  const pieces = ribbonOf(person, linked, day, minute)
  if (person.plan === null && pieces.length === 0) return <NoPlan />
  return (
    <Ribbon
      window={day}
      pieces={pieces}
      bands={marks.bands}
      seams={marks.seamsAt}
      now={minute}
      label={words.day(person.name, pieces, marks, day, person.plan !== null)}
      faint={standing.asOf !== null}
    />
  )
}

/** An empty strip would say that nobody is ever there. */
function NoPlan(): ReactNode {
  return <span className="team-row-noplan">{useText()('team.row.noPlan')}</span>
}

/** `13:51 Kathmandu · home`: what matters most first, since the end may be cut off. */
function whereOf({ person, standing }: Row, words: TeamWords): string {
  const clock = words.clock(standing)
  const place = standing.place ?? ''
  if (words.team !== null) return [clock, words.team(person.id), place].filter((part) => part !== '').join(' · ')
  return clock === '' || place === '' ? clock + place : `${clock} · ${place}`
}

function You(): ReactNode {
  return <span className="team-row-you">{useText()('team.row.you')}</span>
}

/** Says what a press on my own row opens. */
function See(): ReactNode {
  return (
    <span className="team-row-see" aria-hidden="true">
      {useText()('planner.shared')} <Icon name="down" />
    </span>
  )
}

/** What one can ask them about; in a narrow window the opened row says it. */
function Skills({ skills }: { readonly skills: string }): ReactNode {
  return (
    <span className="team-row-skills" title={skills}>
      {skills}
    </span>
  )
}

function OwnWords({ emoji, text }: { readonly emoji: string; readonly text: string }): ReactNode {
  return (
    <span className="team-row-words">
      {emoji !== '' && <span className="team-emoji-shown">{emoji}</span>} {text}
    </span>
  )
}
