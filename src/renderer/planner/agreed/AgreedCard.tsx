import { type ReactNode, useMemo } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { checkCoreHours, coreBudget, type CoreGap, repairOf } from '../../../core/agreement/coreHours.ts'
import { ownPieces, ownShared } from '../../../core/agreement/own.ts'
import type { Piece } from '../../../core/agreement/repair.ts'
import type { WeeklyHours } from '../../../core/agreement/rules.ts'
import { agreementOf } from '../../../core/agreement/team.ts'
import { sharedOf } from '../../../core/app/shared.ts'
import { movedTo } from '../../../core/planner/block.ts'
import { plannedBlock } from '../../../core/planner/planned.ts'
import { fullMinute, type Instant } from '../../../core/time/instant.ts'
import { addDays, dateIn, dayStart, weekday, type Zone } from '../../../core/time/zone.ts'
import { useAppState, useDispatch, useSlice, useTeamDocs } from '../../lib/app.tsx'
import { useText, useTimes } from '../../lib/intl.tsx'
import { useNow } from '../../lib/useNow.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'

/** What my teams agreed on, as far as my own plan is concerned; nothing where none has core hours. */
export function AgreedCard(): ReactNode {
  const teams = Object.values(useSlice('teams'))
  return teams.map((team) => <OfTeam key={team.team} team={team} />)
}

function OfTeam({ team }: { readonly team: TeamSlice }): ReactNode {
  const { coreHours } = agreementOf(useTeamDocs(team.team)).rules
  return coreHours === undefined || coreHours.length === 0 ? null : <CoreCard team={team} hours={coreHours} />
}

/** The nearest days are those that somebody can still plan. */
const SHOWN = 3

function CoreCard({ team, hours }: { readonly team: TeamSlice; readonly hours: readonly WeeklyHours[] }): ReactNode {
  const text = useText()
  const times = useTimes()
  const { gaps, off, pieces, budget, now } = useMine(team, hours, times.zone)
  return (
    <Card title={text('planner.agreed', { team: team.name })}>
      <p className="ui-hint">
        {text('planner.agreed.budget', { asked: times.length(budget.asked), kept: times.length(budget.kept) })}
      </p>
      {gaps.length === 0 && off === 0 && <p>{text('planner.agreed.kept')}</p>}
      <ul>
        {gaps.slice(0, SHOWN).map((gap) => (
          <Missing key={gap.core.start} gap={gap} hours={hours} pieces={pieces} now={now} />
        ))}
      </ul>
      {gaps.length > SHOWN && <p className="ui-hint">{text('agreement.check.more', { count: gaps.length - SHOWN })}</p>}
      {off > 0 && <p className="ui-hint">{text('planner.agreed.off', { count: off })}</p>}
    </Card>
  )
}

/** Of the week that is under way, and of the next 14 days, what my plan does not give. */
function useMine(team: TeamSlice, hours: readonly WeeklyHours[], zone: Zone) {
  const app = useAppState()
  const minute = fullMinute(useNow('minute'))
  return useMemo(() => {
    const plan = sharedOf(app, { place: false }, minute)
    const pieces = ownPieces(app, minute)
    const today = dateIn(minute, zone)
    const monday = addDays(today, 1 - weekday(today))
    const week = { start: dayStart(monday, zone), end: dayStart(addDays(monday, 7), zone) }
    const { gaps } = checkCoreHours(hours, [{ id: team.me, plan }], minute)
    // A day that is not planned yet is no mistake.
    const near = gaps.filter(({ isOff }) => !isOff)
    return {
      gaps: near,
      off: gaps.length - near.length,
      pieces,
      budget: coreBudget(hours, zone, ownShared(app, week), week),
      now: minute,
    }
  }, [app, team.me, hours, zone, minute])
}

interface MissingProps {
  readonly gap: CoreGap
  readonly hours: readonly WeeklyHours[]
  readonly pieces: readonly Piece[]
  readonly now: Instant
}

function Missing({ gap, hours, pieces, now }: MissingProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const dispatch = useDispatch()
  const app = useAppState()
  const move = repairOf({ gap, hours, zone: times.zone, pieces, now })
  const block = move?.piece.block === undefined ? undefined : plannedBlock(app, move.piece.block)
  const to = move === null ? null : move.piece.start + move.by
  const said = text('planner.agreed.gap', {
    date: times.date(dateIn(gap.core.start, times.zone), 'short'),
    missing: gap.missing
      .map(({ start, end }) => text('agreement.check.span', { start: times.time(start), end: times.time(end) }))
      .join(', '),
  })
  return (
    <li>
      <p>{said}</p>
      {block !== undefined && to !== null && (
        <Button
          size="small"
          onPress={() =>
            void dispatch({ type: 'plan.change', id: block.id, change: { start: movedTo(block, to).start } })
          }
        >
          {text('planner.agreed.move', { from: times.time(move?.piece.start ?? to), at: times.time(to) })}
        </Button>
      )}
    </li>
  )
}
