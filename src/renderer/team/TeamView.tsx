import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { useText } from '../lib/intl.tsx'
import { Axis } from './Axis.tsx'
import { LinkBanner, LinkLine } from './Connection.tsx'
import { OnlyMe } from './OnlyMe.tsx'
import { RosterList, type RosterListHandle } from './RosterList.tsx'
import { listItems } from './rows.ts'
import { TeamHeader } from './TeamHeader.tsx'
import { useTeam } from './useTeam.ts'

export interface TeamViewProps {
  readonly team: TeamSlice
  readonly teams: readonly TeamSlice[]
  readonly onChoose: (team: string) => void
}

export function TeamView({ team, teams, onChoose }: TeamViewProps): ReactNode {
  const { view, linked, day, minute } = useTeam(team)
  const [query, setQuery] = useState<string | null>(null)
  const list = useRef<RosterListHandle>(null)
  const text = useText()
  const items = useMemo(() => listItems(view, query ?? ''), [view, query])
  const openFind = (event: KeyboardEvent): void => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    event.preventDefault()
    setQuery('')
  }
  return (
    // The key works wherever the focus is in this window; what it does has a button, too.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="team" onKeyDown={openFind}>
      <TeamHeader
        team={team}
        teams={teams}
        counts={view.counts}
        linked={linked}
        query={query}
        onQuery={setQuery}
        onEnterList={() => list.current?.enter()}
        onChoose={onChoose}
      />
      <LinkBanner team={team} />
      <main className="team-main">
        {items.length > 0 && <Axis day={day} minute={minute} />}
        <RosterList ref={list} items={items} day={day} linked={linked} minute={minute} />
        {query !== null && items.length === 0 && <p className="team-nobody">{text('team.find.nobody', { query })}</p>}
        {view.counts.people === 0 && query === null && <OnlyMe team={team} />}
      </main>
      <LinkLine team={team} />
    </div>
  )
}

const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null
