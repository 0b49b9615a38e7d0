import { type ReactNode, useMemo } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { balanceOf, mostTogether, teamWave } from '../../../core/team/wave.ts'
import { DAY, minutes } from '../../../core/time/instant.ts'
import { dateIn } from '../../../core/time/zone.ts'
import { useSlice, useZone } from '../../lib/app.tsx'
import { useText, useTimes } from '../../lib/intl.tsx'
import { useNow } from '../../lib/useNow.ts'
import { useWish } from '../../lib/useWish.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { useCalmRoster } from '../useCalmRoster.ts'
import { useMyself } from '../useTeam.ts'
import { Wave } from './Wave.tsx'
import './week.css'

export interface WeekDialogProps {
  readonly team: TeamSlice
  readonly onClose: () => void
}

/** Looking again each minute would redraw seven days for nothing. */
const STEP = minutes(15)
const MOST_WINDOWS = 6

/** The coming seven days: when the team works alone and when together, and how I share my own time out. */
export function WeekDialog({ team, onClose }: WeekDialogProps): ReactNode {
  const text = useText()
  const zone = useZone()
  const known = useCalmRoster(team.team)
  const me = useMyself(team, known[team.me])
  const minute = useNow('minute')
  const now = minute - (minute % STEP)
  const plans = useMemo(
    () =>
      Object.values({ ...known, [me.id]: me })
        .map(({ plan }) => plan?.intervals ?? [])
        .filter((plan) => plan.length > 0),
    [known, me],
  )
  const days = useMemo(() => teamWave(plans, zone, now), [plans, zone, now])
  const together = useMemo(() => mostTogether(plans, { start: now, end: now + 7 * DAY }), [plans, now])
  return (
    <Dialog title={text('team.week.title')} isOpen onClose={onClose} size="wide">
      <section className="week-part" aria-label={text('wave.title')}>
        <h3>{text('wave.title')}</h3>
        <p className="ui-hint">{text('wave.meaning', { count: plans.length })}</p>
        <Wave days={days} />
      </section>
      <TogetherPart {...together} all={plans.length} />
      <Mine plan={me.plan?.intervals ?? []} now={now} />
    </Dialog>
  )
}

function TogetherPart({ people, windows, all }: ReturnType<typeof mostTogether> & { readonly all: number }): ReactNode {
  const text = useText()
  const times = useTimes()
  return (
    <section className="week-part" aria-label={text('together.title')}>
      <h3>{text('together.title')}</h3>
      <p>{text(people === 0 ? 'together.none' : people === all ? 'together.all' : 'together.most', { people, all })}</p>
      <ul className="week-windows">
        {windows.slice(0, MOST_WINDOWS).map(({ start, end }) => (
          <li key={start}>
            {text('overlap.slot', {
              date: times.date(dateIn(start, times.zone), 'short'),
              span: text('overlap.span', { from: times.time(start), to: times.time(end) }),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface MineProps {
  readonly plan: Parameters<typeof balanceOf>[0]
  readonly now: number
}

/** Mine alone: nobody else sees a share or a target of anybody. */
function Mine({ plan, now }: MineProps): ReactNode {
  const text = useText()
  const times = useTimes()
  const { soloTarget } = useSlice('settings')
  const { ask, error } = useWish()
  const { solo, reachable, share } = balanceOf(plan, { start: now, end: now + 7 * DAY })
  const percent = Math.round((share ?? 0) * 100)
  return (
    <section className="week-part" aria-label={text('solo.title')}>
      <h3>{text('solo.title')}</h3>
      <p>
        {share === null
          ? text('solo.none')
          : text('solo.share', { percent, solo: times.length(solo), reachable: times.length(reachable) })}
      </p>
      {share !== null && soloTarget > 0 && (
        <p className="ui-hint">
          {text(percent === soloTarget ? 'solo.met' : percent > soloTarget ? 'solo.above' : 'solo.below', {
            target: soloTarget,
            by: Math.abs(percent - soloTarget),
          })}
        </p>
      )}
      <NumberField
        label={text('solo.target')}
        hint={text('solo.target.meaning')}
        value={soloTarget}
        min={0}
        max={100}
        step={5}
        onChange={(target) => void ask({ type: 'settings.change', change: { soloTarget: target } })}
        error={error}
      />
    </section>
  )
}
