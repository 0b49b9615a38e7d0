import type { ReactNode } from 'react'
import { isUrgent, openLetters, type Received } from '../../core/team/letters.ts'
import { useRoster, useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { OpenKnock } from '../team/knock/OpenKnock.tsx'
import '../team/knock/knock.css'

/** The small window that an urgent knock comes with: no notice of the desktop gets through a mute. */
export function KnockScreen(): ReactNode {
  const text = useText()
  const urgent = openLetters(useSlice('letters')).filter(isUrgent)
  return (
    <main className="knock-window" aria-label={text('knock.urgent.window')}>
      <h1 className="ui-hidden">{text('knock.urgent.window')}</h1>
      {urgent.map((letter) => (
        <Urgent key={letter.id} letter={letter} />
      ))}
      {urgent.length === 0 && <p className="knock-fate">{text('knock.urgent.none')}</p>}
    </main>
  )
}

function Urgent({ letter }: { readonly letter: Received }): ReactNode {
  const roster = useRoster(letter.team)
  const teams = useSlice('teams')
  const minute = useNow('minute')
  const several = Object.keys(teams).length > 1
  return (
    <OpenKnock
      letter={letter}
      sender={roster[letter.from]?.name ?? ''}
      minute={minute}
      {...(several ? { team: teams[letter.team]?.name ?? '' } : {})}
    />
  )
}
