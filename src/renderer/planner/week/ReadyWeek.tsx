import { type ReactNode, useState } from 'react'
import { ownRhythm } from '../../../core/planner/ownRhythm.ts'
import { READY, READY_NAMES, type ReadyBlock, type ReadyName } from '../../../core/planner/ready.ts'
import { dayWindow } from '../../../core/planner/day.ts'
import type { PlainDate, Zone } from '../../../core/time/zone.ts'
import { say } from '../../lib/announce.ts'
import { useDispatch } from '../../lib/app.tsx'
import { useText } from '../../lib/intl.tsx'
import { ReadyPick } from '../ReadyPick.tsx'
import { OwnWeek } from './OwnWeek.tsx'
import { readyRules } from './readyRules.ts'
import { WeekdayPick } from './WeekdayPick.tsx'

export interface ReadyWeekProps {
  readonly isEmpty: boolean
  readonly today: PlainDate
  readonly zone: Zone
}

/** Five rhythms to begin with, or one's own from three questions. Open where there is none yet. */
export function ReadyWeek({ isEmpty, today, zone }: ReadyWeekProps): ReactNode {
  const text = useText()
  const [days, setDays] = useState([1, 2, 3, 4, 5])
  const use = useRhythm(days, isEmpty, today, zone)
  return (
    <details className="rhythm-ready" open={isEmpty}>
      <summary>{text(isEmpty ? 'planner.rhythm.begin' : 'planner.rhythm.another')}</summary>
      <p className="plan-quiet">{text(isEmpty ? 'planner.rhythm.begin.how' : 'planner.rhythm.another.how')}</p>
      <WeekdayPick days={days} onChange={(next) => next.length > 0 && setDays(next)} />
      <ReadyPick
        day={{ date: today, zone, window: dayWindow(today, zone) }}
        names={READY_NAMES}
        onPick={(name: ReadyName) => void use(READY[name], text(`planner.ready.${name}`))}
      />
      <OwnWeek onUse={(answers) => void use(ownRhythm(answers), text('planner.rhythm.own'))} />
    </details>
  )
}

/** Puts these blocks on the weekdays, from today on; what was there ends yesterday, and comes back with undo. */
function useRhythm(
  days: readonly number[],
  isEmpty: boolean,
  today: PlainDate,
  zone: Zone,
): (blocks: readonly ReadyBlock[], name: string) => Promise<void> {
  const text = useText()
  const dispatch = useDispatch()
  return async (ready, name) => {
    const blocks = readyRules(ready, { days, today, zone }, text)
    const wish = isEmpty
      ? ({ type: 'rhythm.add', blocks } as const)
      : ({ type: 'rhythm.replace', blocks, from: today } as const)
    if ((await dispatch(wish)).ok) say(text('planner.rhythm.said.used', { name, count: blocks.length }))
  }
}
