import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { sharesPlan } from '../../core/availability/cut.ts'
import { leaving } from '../../core/app/leaving.ts'
import type { TeamSlice } from '../../core/app/state.ts'
import type { Instant } from '../../core/time/instant.ts'
import { useAppState } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { LeavingWords } from '../sharing/LeavingWords.tsx'
import { Published } from '../sharing/Published.tsx'
import { ShareSwitches } from '../sharing/ShareSwitches.tsx'
import { SkillsField } from '../sharing/SkillsField.tsx'
import { Button } from '../ui/Button.tsx'
import { TeamPick } from '../sharing/TeamPick.tsx'
import { useAllHere } from './all/allHere.ts'
import { TeamHere, useTeamHere } from './knock/teamHere.ts'

const ExactData = lazy(async () => ({ default: (await import('../sharing/ExactData.tsx')).ExactData }))

/** What each of my teams sees, one at a time. */
function OfEach({ teams, minute }: { readonly teams: readonly TeamSlice[]; readonly minute: Instant }): ReactNode {
  const [chosen, choose] = useState(teams[0]?.team ?? '')
  const team = teams.find((one) => one.team === chosen) ?? teams[0]
  if (team === undefined) return null
  const pick = <TeamPick teams={teams} value={team.team} onChange={choose} />
  return (
    <TeamHere value={team}>
      <OfOne minute={minute} pick={pick} />
    </TeamHere>
  )
}

/** What they see of me: in words, as exact data, and a switch for each field. */
export function OwnDetail({ minute }: { readonly minute: Instant }): ReactNode {
  const all = useAllHere()
  return all === null ? <OfOne minute={minute} /> : <OfEach teams={all.teams} minute={minute} />
}

function OfOne({ minute, pick }: { readonly minute: Instant; readonly pick?: ReactNode }): ReactNode {
  const text = useText()
  const team = useTeamHere()
  const state = useAppState()
  const left = useMemo(() => leaving(state, team, minute), [state, team, minute])
  const [isExact, setExact] = useState(false)
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Open, it is no longer pinned: it lies where the list begins.
    card.current?.closest('.team-item')?.scrollIntoView({ block: 'start' })
  }, [])
  return (
    <section className="team-detail" ref={card} aria-labelledby="own-detail">
      <h3 className="team-detail-said" id="own-detail">
        {text('planner.shared')}
      </h3>
      {pick}
      <LeavingWords team={team} leaving={left} minute={minute} />
      <div className="team-own-foot">
        <Button size="small" onPress={() => setExact(true)}>
          {text('planner.shared.exact')}
        </Button>
        <Published team={team} />
      </div>
      <div className="team-own-switches">
        <ShareSwitches team={team} />
        {team.shares.skills === true && sharesPlan(team.shares) && <SkillsField />}
      </div>
      {isExact && (
        <Suspense>
          <ExactData onClose={() => setExact(false)} outgoing={left.outgoing} team={team.name} />
        </Suspense>
      )}
    </section>
  )
}
