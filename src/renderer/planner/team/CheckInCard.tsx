import { type ReactNode, useState } from 'react'
import { sharedOf } from '../../../core/app/shared.ts'
import type { TeamSlice } from '../../../core/app/state.ts'
import { checkInDue } from '../../../core/team/checkIn.ts'
import { useAppState, useDispatch, useSlice } from '../../lib/app.tsx'
import { useText } from '../../lib/intl.tsx'
import { CheckInForm } from '../../team/today/CheckInForm.tsx'
import '../../team/today/today.css'
import { useTeamDay } from '../../team/today/useTeamDay.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { TeamPick } from '../../sharing/TeamPick.tsx'

/** Asks in the morning and in the evening what to tell the team, for who wants to be asked. It never rings. */
export function CheckInCard(): ReactNode {
  const { checkIns } = useSlice('settings')
  const teams = Object.values(useSlice('teams'))
  const [chosen, setChosen] = useState<string | null>(null)
  const team = teams.find((one) => one.team === chosen) ?? teams[0]
  if (!checkIns || team === undefined) return null
  return <Asked key={team.team} team={team} teams={teams} onChoose={setChosen} />
}

interface AskedProps {
  readonly team: TeamSlice
  readonly teams: readonly TeamSlice[]
  readonly onChoose: (team: string) => void
}

function Asked({ team, teams, onChoose }: AskedProps): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const state = useAppState()
  const day = useTeamDay(team)
  const { intervals } = sharedOf(state, { place: false }, day.now)
  const part = checkInDue(intervals, state.system.zone, day.mine.said, day.now)
  const asked = `${day.date} ${part}`
  if (part === null || state.settings.checkInSkipped === asked) return null
  const done = (): void => void dispatch({ type: 'settings.change', change: { checkInSkipped: asked } })
  return (
    <Card title={text(`checkIn.${part}`)}>
      {teams.length > 1 && <TeamPick teams={teams} value={team.team} onChange={onChoose} />}
      <CheckInForm key={asked} team={team} day={day} part={part} onDone={done}>
        <Button size="small" tone="quiet" onPress={done}>
          {text('checkIn.notNow')}
        </Button>
      </CheckInForm>
    </Card>
  )
}
