import { lazy, memo, type ReactNode, Suspense, useState } from 'react'
import type { Roster } from '../../../core/app/state.ts'
import type { Letters, Sent } from '../../../core/team/letters.ts'
import { openLetters } from '../../../core/team/letters.ts'
import type { Instant } from '../../../core/time/instant.ts'
import { NOBODY, useRoster, useSlice } from '../../lib/app.tsx'
import { useText, useTimes } from '../../lib/intl.tsx'
import { OpenKnock } from './OpenKnock.tsx'
import { SentKnock } from './SentKnock.tsx'
import { useTeamHere } from './teamHere.ts'
import './knock.css'

const OverlapDialog = lazy(async () => ({ default: (await import('../overlap/OverlapDialog.tsx')).OverlapDialog }))

/** What waits for me and what I wait for. Nothing where there is nothing: this is no chat. */
export interface KnockPanelProps {
  readonly linked: boolean
  readonly minute: Instant
  /** Beside those of the other teams: it holds what belongs to its own alone, and says whose it is. */
  readonly isOneOfMany?: boolean
  /** Who is known before everybody is. */
  readonly first?: Roster | undefined
}

export const KnockPanel = memo(function KnockPanel(props: KnockPanelProps): ReactNode {
  const { linked, minute, isOneOfMany = false, first = NOBODY } = props
  const text = useText()
  const team = useTeamHere()
  const teams = useSlice('teams')
  const everybody = useRoster(team.team)
  const roster = everybody === NOBODY ? first : everybody
  const all = useSlice('letters')
  const letters = isOneOfMany ? ofTeam(all, team.team) : all
  const [calling, setCalling] = useState<string | null>(null)
  const open = openLetters(letters)
  const sent = sentIn(letters, team.team)
  const later = Object.values(letters).filter((letter) => letter.way === 'in' && letter.snoozed !== null).length
  if (open.length + sent.length + later === 0) return null
  return (
    <section
      className="knock-panel"
      aria-label={text(isOneOfMany ? 'knock.panel.of' : 'knock.panel', { team: team.name })}
    >
      {open.map((letter) => (
        <OpenKnock
          key={letter.id}
          letter={letter}
          sender={letter.team === team.team ? (roster[letter.from]?.name ?? '') : ''}
          minute={minute}
          {...(letter.team === team.team && !isOneOfMany ? {} : { team: teams[letter.team]?.name ?? '' })}
          onCall={letter.team === team.team ? () => setCalling(letter.from) : undefined}
        />
      ))}
      {sent.map((letter) => (
        <SentKnock key={letter.id} letter={letter} person={roster[letter.to]} linked={linked} minute={minute} />
      ))}
      {later > 0 && <Later letters={letters} count={later} minute={minute} />}
      {calling !== null && (
        <Suspense>
          <OverlapDialog team={team} people={[calling]} onClose={() => setCalling(null)} />
        </Suspense>
      )}
    </section>
  )
})

const ofTeam = (letters: Letters, team: string): Letters =>
  Object.fromEntries(Object.entries(letters).filter(([, letter]) => letter.team === team))

/** Knocks of this team; what it takes to carry an answer or an alert is not worth a line while all is well. */
const sentIn = (letters: Letters, team: string): readonly Sent[] =>
  Object.values(letters)
    .filter((letter): letter is Sent => letter.way === 'out' && letter.team === team)
    .filter(({ body, is }) => body.kind === 'knock' || is === 'refused')
    .toSorted((a, b) => b.at - a.at)

interface LaterProps {
  readonly letters: Letters
  readonly count: number
  readonly minute: Instant
}

/** What was put off is out of the way until then. */
function Later({ letters, count, minute }: LaterProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const ends = Object.values(letters).flatMap((letter) => (letter.way === 'in' ? [letter.snoozed?.until ?? []] : []))
  const at = times.moment(Math.min(...ends.flat()), minute)
  return <p className="knock-fate">{text('knock.later', { count, at })}</p>
}
