import { type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { sharedOf } from '../../../core/app/shared.ts'
import type { TeamSlice } from '../../../core/app/state.ts'
import type { Planned } from '../../../core/planner/planned.ts'
import { effectiveIntervals } from '../../../core/team/ribbon.ts'
import { type LongerWait, longerWaits, waitsIn } from '../../../core/team/waiting.ts'
import { say } from '../../lib/announce.ts'
import { useAppState, useDispatch, useSlice, useTeamDocs } from '../../lib/app.tsx'
import { useText, useTimes } from '../../lib/intl.tsx'
import { readNow } from '../../lib/useNow.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import '../../team/today/today.css'
import { type TeamDay, useTeamDay } from '../../team/today/useTeamDay.ts'
import { WaitList } from '../../team/today/WaitList.tsx'

/** Who waits on me, and on whom I wait; nothing where nobody does. */
export function WaitsCard(): ReactNode {
  return Object.values(useSlice('teams')).map((team) => <OfTeam key={team.team} team={team} />)
}

/** A team's people are only followed where one of them waits: a planner pays for no roster that it does not need. */
function OfTeam({ team }: { readonly team: TeamSlice }): ReactNode {
  const docs = useTeamDocs(team.team)
  const concerned = useMemo(
    () => waitsIn(docs).some(({ who, on }) => who === team.me || on === team.me),
    [docs, team.me],
  )
  return concerned ? <Waits team={team} /> : null
}

function Waits({ team }: { readonly team: TeamSlice }): ReactNode {
  const text = useText()
  const day = useTeamDay(team)
  return (
    <Card title={text('waits.of', { team: team.name })}>
      <WaitList team={team} day={day} mineOnly />
      <Longer team={team} day={day} />
    </Card>
  )
}

/** Says whom the last change of my plan makes wait longer, with the way back. */
function Longer({ team, day }: { readonly team: TeamSlice; readonly day: TeamDay }): ReactNode {
  const text = useText()
  const times = useTimes()
  const dispatch = useDispatch()
  const state = useAppState()
  const { plan, rhythm } = state
  const before = useRef<Planned>({ plan, rhythm })
  const [longer, setLonger] = useState<readonly LongerWait[]>([])
  const words = ({ wait, after }: LongerWait): string => {
    const isMine = wait.who === team.me
    const other = day.roster[isMine ? wait.on : wait.who]?.name ?? text('today.somebody')
    const values = { who: other, what: wait.what }
    if (after === null) return text('waits.longer.none', values)
    return text(isMine ? 'waits.longer.you' : 'waits.longer', { ...values, at: times.moment(after, readNow()) })
  }
  const compare = useEffectEvent(() => {
    const now = readNow()
    const cut = (planned: Planned) => sharedOf({ ...state, ...planned }, { place: false }, now).intervals
    const planOf = (id: string) => {
      const person = day.roster[id]
      return person === undefined ? [] : effectiveIntervals(person, true, now)
    }
    const mine = { before: cut(before.current), after: cut({ plan, rhythm }) }
    const found = longerWaits(day.waits, team.me, planOf, mine, now)
    before.current = { plan, rhythm }
    setLonger(found)
    if (found.length > 0) say(found.map(words).join(' '))
  })
  useEffect(() => {
    if (before.current.plan !== plan || before.current.rhythm !== rhythm) compare()
  }, [plan, rhythm])
  if (longer.length === 0) return null
  return (
    <div className="today-longer">
      {longer.map((one) => (
        <p key={one.wait.id}>{words(one)}</p>
      ))}
      <div className="today-buttons">
        <Button size="small" onPress={() => void dispatch({ type: 'plan.undo' })}>
          {text('waits.undo')}
        </Button>
        <Button size="small" tone="quiet" onPress={() => setLonger([])}>
          {text('waits.keep')}
        </Button>
      </div>
    </div>
  )
}
