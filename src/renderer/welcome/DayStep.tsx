import { type ReactNode, useRef, useState } from 'react'
import type { Wish } from '../../core/app/intent.ts'
import { dayWindow } from '../../core/planner/day.ts'
import { ownRhythm } from '../../core/planner/ownRhythm.ts'
import { READY, READY_NAMES, type ReadyBlock, type ReadyName } from '../../core/planner/ready.ts'
import { dateIn, zonedTime } from '../../core/time/zone.ts'
import { say } from '../lib/announce.ts'
import { useDispatch, useSlice, useZone } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { newId } from '../lib/newId.ts'
import { useNow } from '../lib/useNow.ts'
import { usePlanned } from '../lib/usePlanned.ts'
import { ReadyPick } from '../planner/ReadyPick.tsx'
import { OwnWeek } from '../planner/week/OwnWeek.tsx'
import { readyRules } from '../planner/week/readyRules.ts'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { StepTitle } from './StepTitle.tsx'

const REACHES = ['week', 'today'] as const
type Reach = (typeof REACHES)[number]
const WORKDAYS = [1, 2, 3, 4, 5]

/** A rhythm for the weekdays, or for today alone. Another pick replaces the one before; what was there already stays. */
export function DayStep(): ReactNode {
  const text = useText()
  const zone = useZone()
  const date = dateIn(useNow('minute'), zone)
  const window = dayWindow(date, zone)
  const [reach, setReach] = useState<Reach>('week')
  const { picked, pick } = usePick({ date, zone, reach })
  const today = usePlanned(window).length
  const rules = Object.keys(useSlice('rhythm').blocks).length
  return (
    <>
      <StepTitle title={text('welcome.day')} what={text('welcome.day.what')} />
      <SegmentedControl
        label={text('welcome.day.for')}
        labelShown
        segments={REACHES.map((id) => ({ id, label: text(`welcome.day.for.${id}`) }))}
        value={reach}
        onChange={setReach}
      />
      <ReadyPick
        day={{ date, zone, window }}
        names={READY_NAMES}
        picked={picked}
        onPick={(name) => void pick(name, READY[name], text(`planner.ready.${name}`))}
      />
      <OwnWeek onUse={(answers) => void pick(null, ownRhythm(answers), text('planner.rhythm.own'))} />
      <p className="plan-quiet" role="status">
        {text('welcome.day.count', { count: today })} {rules > 0 && text('welcome.day.weekly', { count: rules })}
      </p>
    </>
  )
}

interface Pick {
  readonly picked: ReadyName | null
  pick(name: ReadyName | null, ready: readonly ReadyBlock[], what: string): Promise<void>
}

/** The last pick lives as long as the window, so that coming back to this step still replaces it. */
const lastPick: { name: ReadyName | null; ids: readonly string[] } = { name: null, ids: [] }

function usePick({ date, zone, reach }: { date: string; zone: string; reach: Reach }): Pick {
  const text = useText()
  const dispatch = useDispatch()
  const plan = useSlice('plan')
  const rhythm = useSlice('rhythm').blocks
  const busy = useRef(false)
  const isThere = lastPick.ids.some((id) => plan[id] !== undefined || rhythm[id] !== undefined)

  async function clear(): Promise<void> {
    const remove = lastPick.ids.filter((id) => plan[id] !== undefined)
    if (remove.length > 0) await dispatch({ type: 'plan.edit', set: [], remove })
    for (const id of lastPick.ids) if (rhythm[id] !== undefined) await dispatch({ type: 'rhythm.remove', id })
  }
  function wishFor(ready: readonly ReadyBlock[]): { wish: Wish; ids: string[] } {
    const rules = readyRules(ready, { days: WORKDAYS, today: date, zone }, text)
    const ids = rules.map(({ id }) => id)
    if (reach === 'week') return { wish: { type: 'rhythm.add', blocks: rules }, ids }
    const blocks = ready.map(({ kind, title, start, minutes }) => ({
      id: newId(),
      kind,
      title: text(`planner.ready.block.${title}`),
      start: zonedTime(date, start, zone),
      minutes,
    }))
    return { wish: { type: 'plan.addAll', blocks }, ids: blocks.map(({ id }) => id) }
  }

  return {
    picked: isThere ? lastPick.name : null,
    async pick(name, ready, what) {
      if (busy.current) return
      busy.current = true
      await clear()
      const { wish, ids } = wishFor(ready)
      Object.assign(lastPick, { name, ids })
      const { ok } = await dispatch(wish)
      busy.current = false
      if (!ok) Object.assign(lastPick, { name: null, ids: [] })
      else
        say(
          text(reach === 'week' ? 'planner.rhythm.said.used' : 'planner.said.addedAll', {
            name: what,
            what,
            count: ids.length,
          }),
        )
    },
  }
}
