import { memo, type ReactNode, Suspense } from 'react'
import { myAvailability } from '../../core/app/desired.ts'
import { daySums } from '../../core/planner/day.ts'
import { useAppState, useDispatch, useSlice } from '../lib/app.tsx'
import { addDays } from '../../core/time/zone.ts'
import { Say, useText, useTimes } from '../lib/intl.tsx'
import { isDown } from '../lib/isDown.ts'
import { useForesight } from '../lib/useForesight.ts'
import { useNow } from '../lib/useNow.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { StateGlyph } from '../ui/StateGlyph.tsx'
import type { LimitsOfDays } from './limits/useLimits.ts'
import type { Day } from './useDay.ts'
import { MoreMenu } from './later.ts'
import type { DialogName } from './PlannerDialogs.tsx'
import type { PlanEdit } from './useEdit.ts'
import { type View, VIEWS } from './useView.ts'
import { usePlanned } from '../lib/usePlanned.ts'

export interface HeaderProps {
  readonly day: Day
  readonly view: View
  readonly limits: LimitsOfDays
  readonly travel: PlanEdit['travel']
  readonly onAdd: () => void
  /** Opens or closes the line to type in. */
  readonly onType: () => void
  readonly onDialog: (name: DialogName) => void
}

/** Drawn again only for what it shows: not while a block is dragged. */
export const Header = memo(DrawnHeader, isSameHeader)

function DrawnHeader({ day, view, limits, travel, onAdd, onType, onDialog }: HeaderProps): ReactNode {
  const isRhythm = view.name === 'rhythm'
  return (
    <header className="plan-header">
      <DateNav day={day} view={view} onJump={() => onDialog('jump')} />
      <ViewPick name={view.name} show={view.show} />
      {!isRhythm && <Sums view={view} limits={limits} />}
      <Tools
        isToday={day.isToday}
        isRhythm={isRhythm}
        travel={travel}
        onAdd={onAdd}
        onType={onType}
        onDialog={onDialog}
      />
    </header>
  )
}

interface ToolsProps extends Pick<HeaderProps, 'travel' | 'onAdd' | 'onType' | 'onDialog'> {
  readonly isToday: boolean
  readonly isRhythm: boolean
}

/** The same on every day that is looked at. */
const Tools = memo(function Tools({ isToday, isRhythm, travel, onAdd, onType, onDialog }: ToolsProps): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const history = useSlice('history')
  return (
    <div className="plan-tools">
      <IconButton
        icon="undo"
        label={text('planner.undo')}
        isDisabled={history.undo === 0}
        onPress={() => void travel('undo')}
      />
      <IconButton
        icon="redo"
        label={text('planner.redo')}
        isDisabled={history.redo === 0}
        onPress={() => void travel('redo')}
      />
      <IconButton icon="plus" label={text(isToday ? 'planner.add' : 'planner.addNine')} onPress={onAdd} />
      {!isRhythm && <IconButton icon="type" label={text('planner.line')} onPress={onType} />}
      <Suspense fallback={<IconButton icon="more" label={text('planner.more')} />}>
        <MoreMenu hasShare={!isRhythm} onDialog={onDialog} />
      </Suspense>
      <TeamButton />
      <IconButton
        icon="settings"
        label={text('planner.settings')}
        onPress={() => void dispatch({ type: 'window.open', window: 'settings' })}
      />
    </div>
  )
})

function isSameHeader(before: HeaderProps, after: HeaderProps): boolean {
  const { view: was, ...rest } = before
  const { view: is, ...more } = after
  const isSameView = was.name === is.name && was.first === is.first && was.count === is.count
  const isSameTime = was.window.start === is.window.start && was.window.end === is.window.end
  return (
    isSameView && isSameTime && (Object.keys(rest) as (keyof typeof rest)[]).every((key) => rest[key] === more[key])
  )
}

const ViewPick = memo(function ViewPick({ name, show }: Pick<View, 'name' | 'show'>): ReactNode {
  const text = useText()
  const segments = VIEWS.map((id) => ({ id, label: text(`planner.view.${id}`) }))
  return (
    <div className="plan-views">
      <SegmentedControl label={text('planner.view')} segments={segments} value={name} onChange={show} />
    </div>
  )
})

interface DateNavProps extends Pick<HeaderProps, 'day' | 'view'> {
  readonly onJump: () => void
}

function DateNav({ day, view, onJump }: DateNavProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const isDay = view.name === 'day'
  const week = (): string => times.dates(view.first, addDays(view.first, view.count - 1))
  if (view.name === 'rhythm')
    return (
      <div className="plan-dates">
        <h1 className="plan-date">{text('planner.rhythm')}</h1>
      </div>
    )
  return (
    <div className="plan-dates">
      <IconButton
        icon="left"
        size="small"
        label={text(isDay ? 'planner.before' : 'planner.week.before')}
        onPress={() => view.go(-1)}
      />
      <h1 className="plan-date" aria-live="polite">
        <Button tone="quiet" aria-haspopup="dialog" onPress={onJump}>
          <span className="plan-date-long">{isDay ? times.date(day.date) : week()}</span>
          <span className="plan-date-short">{isDay ? times.date(day.date, 'short') : week()}</span>
          <Icon name="down" />
        </Button>
      </h1>
      <IconButton
        icon="right"
        size="small"
        label={text(isDay ? 'planner.after' : 'planner.week.after')}
        onPress={() => view.go(1)}
      />
      {!day.isToday && (
        <Button size="small" onPress={() => day.goToday()}>
          {text('planner.toToday')}
        </Button>
      )}
    </div>
  )
}

function Sums({ view, limits: { days } }: Pick<HeaderProps, 'view' | 'limits'>): ReactNode {
  const times = useTimes()
  const rest =
    view.name === 'day' ? days.get(view.first)?.find(({ name, passed }) => name === 'rest' && !passed) : undefined
  const { focus, reachable } = daySums(usePlanned(view.window), view.window)
  return (
    <p className="plan-sums">
      <span>
        <Say id="planner.sums.focus" values={{ length: times.length(focus) }} />
      </span>
      <span>
        <Say id="planner.sums.reachable" values={{ length: times.length(reachable) }} />
      </span>
      {rest !== undefined && (
        <span>
          <Say id="planner.sums.rest" values={{ length: times.length(rest.is) }} />
        </span>
      )}
    </p>
  )
}

/** The way to the team, and whether it is in reach. */
function TeamButton(): ReactNode {
  const text = useText()
  const dispatch = useDispatch()
  const state = useAppState()
  const me = myAvailability(state, useNow('minute'))
  const teams = Object.values(state.teams)
  const foresight = useForesight('team')
  const away = teams.filter(isDown)
  const label = teams.length === 1 ? (teams[0]?.name ?? '') : text('planner.team', { count: teams.length })
  return (
    <Button
      {...foresight}
      icon={teams.length === 0 ? 'people' : undefined}
      onPress={() => void dispatch({ type: 'window.open', window: 'team' })}
    >
      {teams.length > 0 && <StateGlyph state={me.state} />}
      <span className="plan-team-name">{label}</span>
      {away.length > 0 && <span className="plan-team-off">{text('planner.team.offline')}</span>}
    </Button>
  )
}
