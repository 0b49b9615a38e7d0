import {
  type ReactNode,
  useCallback,
  useDeferredValue,
  useEffectEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { TeamSlice } from '../../core/app/state.ts'
import { searchFor } from '../../core/team/search.ts'
import { useSlice } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { Axis } from './Axis.tsx'
import { LinkBanner, LinkLine } from './Connection.tsx'
import { CountsHere } from './Counts.tsx'
import { KnockPanel } from './knock/KnockPanel.tsx'
import { TeamHere } from './knock/teamHere.ts'
import { OnlyMe } from './OnlyMe.tsx'
import { RosterList, type RosterListHandle } from './RosterList.tsx'
import { listing } from './rows.ts'
import { TeamHeader } from './TeamHeader.tsx'
import { useCoreHours, useMarks } from './useCoreHours.ts'
import { useTeam } from './useTeam.ts'

export interface TeamViewProps {
  readonly team: TeamSlice
  readonly teams: readonly TeamSlice[]
  readonly onChoose: (team: string) => void
}

export function TeamView({ team, teams, onChoose }: TeamViewProps): ReactNode {
  const { view, linked, day, minute } = useTeam(team)
  const core = useCoreHours(team.team)
  const marks = useMarks(core, day)
  const [query, setQuery] = useState<string | null>(null)
  const list = useRef<RosterListHandle>(null)
  const text = useText()
  const sought = useDeferredValue(query ?? '')
  const search = useMemo(() => searchFor(sought), [sought])
  const items = useMemo(() => listing(view, search), [view, search])
  const { teamLook } = useSlice('settings')
  const enterList = useCallback(() => list.current?.enter(), [])
  useFindKey(() => setQuery((before) => before ?? ''))
  return (
    <TeamHere value={team}>
      <div className="team">
        <CountsHere value={view.counts}>
          <TeamHeader
            team={team}
            teams={teams}
            linked={linked}
            core={core}
            minute={minute}
            query={query}
            onQuery={setQuery}
            onEnterList={enterList}
            onChoose={onChoose}
          />
        </CountsHere>
        <LinkBanner team={team} />
        <KnockPanel linked={linked} minute={minute} />
        <main className="team-main">
          <div className="team-sheet" data-look={teamLook} data-skills={view.hasSkills || undefined}>
            {items.length > 0 && <Axis day={day} minute={minute} />}
            <RosterList ref={list} items={items} day={day} marks={marks} linked={linked} minute={minute} />
          </div>
          {query !== null && items.length === 0 && <p className="team-nobody">{text('team.find.nobody', { query })}</p>}
          {view.counts.people === 0 && query === null && <OnlyMe team={team} />}
        </main>
        <LinkLine team={team} />
      </div>
    </TeamHere>
  )
}

/** `/` finds, wherever the focus is in this window; there is a button for it, too. */
export function useFindKey(open: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    event.preventDefault()
    open()
  })
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null
