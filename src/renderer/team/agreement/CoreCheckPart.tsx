import { type ReactNode, useState } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import type { CoreGap } from '../../../core/agreement/coreHours.ts'
import type { WeeklyHours } from '../../../core/agreement/rules.ts'
import { plannedBlock } from '../../../core/planner/planned.ts'
import { movedTo } from '../../../core/planner/block.ts'
import { dateIn, type PlainDate } from '../../../core/time/zone.ts'
import { useAppState, useDispatch } from '../../lib/app.tsx'
import { say } from '../../lib/announce.ts'
import { useText, useTimes } from '../../lib/intl.tsx'
import { Button } from '../../ui/Button.tsx'
import type { Agreed } from './useAgreement.ts'
import { type CoreChecked, useCoreCheck } from './useCoreCheck.ts'
import type { Plans } from './usePlans.ts'

/** A team of thousands has many; the nearest are what somebody can do something about. */
const SHOWN = 40
/** More at a time: each is looked at for what would mend it. */
const MORE = 200
/** So many are named of those of whom nothing is known. */
const NAMED = 8

interface CoreCheckPartProps {
  readonly team: TeamSlice
  readonly plans: Plans
  readonly agreed: Agreed
}

/** The next 14 days: where the core hours are not kept by the shared plans, and what would mend it. */
export function CoreCheckPart({ team, plans, agreed }: CoreCheckPartProps): ReactNode {
  const { coreHours } = agreed.agreement.rules
  if (coreHours === undefined || coreHours.length === 0) return null
  return <Checked team={team} plans={plans} agreed={agreed} hours={coreHours} />
}

function Checked({
  team,
  plans,
  agreed,
  hours,
}: CoreCheckPartProps & { readonly hours: readonly WeeklyHours[] }): ReactNode {
  const text = useText()
  const check = useCoreCheck(team, plans, hours)
  return (
    <section className="agree-part" aria-label={text('agreement.check')} aria-busy={check === null}>
      <h3>{text('agreement.check')}</h3>
      {check === null ? (
        <p className="ui-hint">{text('agreement.check.looking')}</p>
      ) : (
        <Found team={team} agreed={agreed} check={check} />
      )}
    </section>
  )
}

function Found({
  team,
  agreed,
  check,
}: Omit<CoreCheckPartProps, 'plans'> & { readonly check: CoreChecked }): ReactNode {
  const text = useText()
  const times = useTimes()
  const [most, setMost] = useState(SHOWN)
  const gaps = check.gaps.slice(0, most)
  const dates = [...new Set(gaps.map(({ core }) => dateIn(core.start, times.zone)))]
  return (
    <>
      {check.gaps.length === 0 && <p className="agree-good">{text('agreement.check.kept')}</p>}
      {dates.map((date) => (
        <GapDay
          key={date}
          date={date}
          gaps={gaps.filter(({ core }) => dateIn(core.start, times.zone) === date)}
          team={team}
          agreed={agreed}
          check={check}
        />
      ))}
      {gaps.length < check.gaps.length && (
        <Button tone="link" onPress={() => setMost((before) => before + MORE)}>
          {text('agreement.check.more', { count: check.gaps.length - gaps.length })}
        </Button>
      )}
      {check.unknown.length > 0 && (
        <p className="ui-hint">
          {text('agreement.check.unknown', { names: check.unknown.slice(0, NAMED).map(agreed.name).join(', ') })}
        </p>
      )}
      {check.clockless.length > 0 && (
        <p className="ui-hint">
          {text('agreement.check.clockless', { names: check.clockless.slice(0, NAMED).map(agreed.name).join(', ') })}
        </p>
      )}
    </>
  )
}

interface GapDayProps {
  readonly date: PlainDate
  readonly gaps: readonly CoreGap[]
  readonly team: TeamSlice
  readonly agreed: Agreed
  readonly check: CoreChecked
}

function GapDay({ date, gaps, ...rest }: GapDayProps): ReactNode {
  const text = useText()
  // A day that is not planned yet is no mistake: one line names all.
  const off = [...new Set(gaps.filter(({ isOff }) => isOff).map(({ person }) => rest.agreed.name(person)))]
  const times = useTimes()
  return (
    <div className="agree-day">
      <h4>{times.date(date, 'short')}</h4>
      <ul>
        {gaps
          .filter(({ isOff }) => !isOff)
          .map((gap) => (
            <GapLine key={`${gap.person}${gap.core.start}`} gap={gap} {...rest} />
          ))}
        {off.length > 0 && (
          <li className="agree-gap">
            <p className="ui-hint">{text('agreement.check.off', { names: off.join(', ') })}</p>
          </li>
        )}
      </ul>
    </div>
  )
}

function GapLine({
  gap,
  team,
  agreed,
  check,
}: Omit<GapDayProps, 'date' | 'gaps'> & { readonly gap: CoreGap }): ReactNode {
  const text = useText()
  const times = useTimes()
  const isMe = gap.person === team.me
  const span = ({ start, end }: { readonly start: number; readonly end: number }): string =>
    text('agreement.check.span', { start: times.time(start), end: times.time(end) })
  const values = {
    name: agreed.name(gap.person),
    who: isMe ? 'me' : 'other',
    missing: gap.missing.map(span).join(', '),
    core: span(gap.core),
  }
  const move = check.repair(gap)
  const to = move === null ? null : { start: move.piece.start + move.by, end: move.piece.end + move.by }
  return (
    <li className="agree-gap">
      <p>{text('agreement.check.gap', values)}</p>
      {move !== null && to !== null && (
        <p className="ui-hint">
          {text('agreement.check.repair', { who: values.who, from: span(move.piece), to: span(to) })}
        </p>
      )}
      {move === null && <p className="ui-hint">{text('agreement.check.none')}</p>}
      {isMe && move?.piece.block !== undefined && to !== null && <MoveButton block={move.piece.block} to={to.start} />}
    </li>
  )
}

/** One click, and one step back in the planner. */
function MoveButton({ block: id, to }: { readonly block: string; readonly to: number }): ReactNode {
  const text = useText()
  const times = useTimes()
  const dispatch = useDispatch()
  const app = useAppState()
  const block = plannedBlock(app, id)
  if (block === undefined) return null
  const move = async (): Promise<void> => {
    const outcome = await dispatch({ type: 'plan.change', id, change: { start: movedTo(block, to).start } })
    if (outcome.ok) say(text('agreement.check.moved', { at: times.time(to) }))
  }
  return (
    <Button size="small" onPress={() => void move()}>
      {text('agreement.check.move', { at: times.time(to) })}
    </Button>
  )
}
