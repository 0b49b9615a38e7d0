import { type ReactNode, useEffect, useRef, useState } from 'react'
import { dayWindow } from '../../core/planner/day.ts'
import { READY_NAMES, type ReadyName } from '../../core/planner/ready.ts'
import { dateIn } from '../../core/time/zone.ts'
import { say } from '../lib/announce.ts'
import { useDispatch, useSlice, useZone } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { useNow } from '../lib/useNow.ts'
import { usePlanned } from '../lib/usePlanned.ts'
import { ReadyPick } from '../planner/ReadyPick.tsx'
import { useReady } from '../planner/useReady.ts'
import { StepTitle } from './StepTitle.tsx'

/** A ready rhythm for today. Another pick replaces the one before; blocks that were there already stay. */
export function DayStep(): ReactNode {
  const text = useText()
  const zone = useZone()
  const date = dateIn(useNow('minute'), zone)
  const window = dayWindow(date, zone)
  const day = { date, zone, window }
  const { picked, pick } = usePick(day)
  const count = usePlanned(window).length
  return (
    <>
      <StepTitle title={text('welcome.day')} what={text('welcome.day.what')} />
      <ReadyPick day={day} names={READY_NAMES} picked={picked} onPick={(name) => void pick(name)} />
      <p className="plan-quiet" role="status">
        {text('welcome.day.count', { count })}
      </p>
    </>
  )
}

interface Pick {
  readonly picked: ReadyName | null
  pick(name: ReadyName): Promise<void>
}

/** The last pick lives as long as the window, so that coming back to this step still replaces it. */
const lastPick: { name: ReadyName | null; ids: readonly string[] } = { name: null, ids: [] }

function usePick(day: { date: string; zone: string }): Pick {
  const text = useText()
  const dispatch = useDispatch()
  const ready = useReady(day)
  const plan = useSlice('plan')
  const busy = useRef(false)
  const isThere = lastPick.ids.some((id) => plan[id] !== undefined)
  const [picked, setPicked] = useState(isThere ? lastPick.name : null)
  useEffect(() => {
    if (!isThere) setPicked(null)
  }, [isThere])
  return {
    picked,
    async pick(name) {
      if (busy.current) return
      busy.current = true
      for (const id of lastPick.ids) if (plan[id] !== undefined) await dispatch({ type: 'plan.remove', id })
      const blocks = ready.blocks(name)
      const { ok } = await dispatch({ type: 'plan.addAll', blocks })
      busy.current = false
      Object.assign(lastPick, ok ? { name, ids: blocks.map(({ id }) => id) } : { name: null, ids: [] })
      setPicked(ok ? name : null)
      if (ok) say(text('planner.said.addedAll', { what: ready.name(name), count: blocks.length }))
    },
  }
}
