import { type ReactNode, useState } from 'react'
import { OWN_ANSWERS, type OwnAnswers, ownRhythm } from '../../../core/planner/ownRhythm.ts'
import { READY, READY_NAMES, type ReadyBlock, type ReadyName } from '../../../core/planner/ready.ts'
import { addWall, type RhythmBlock } from '../../../core/planner/rhythm.ts'
import { dayWindow } from '../../../core/planner/day.ts'
import type { PlainDate, Zone } from '../../../core/time/zone.ts'
import { say } from '../../lib/announce.ts'
import { useDispatch } from '../../lib/app.tsx'
import { useText } from '../../lib/intl.tsx'
import { newId } from '../../lib/newId.ts'
import { Button } from '../../ui/Button.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { ReadyPick } from '../ReadyPick.tsx'
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

function OwnWeek({ onUse }: { readonly onUse: (answers: OwnAnswers) => void }): ReactNode {
  const text = useText()
  const [answers, setAnswers] = useState<OwnAnswers>({ best: 'morning', free: 'nothing', reachable: 'some' })
  return (
    <details className="rhythm-own">
      <summary>{text('planner.rhythm.own.make')}</summary>
      {(['best', 'free', 'reachable'] as const).map((question) => (
        <SegmentedControl
          key={question}
          label={text(`planner.rhythm.own.${question}`)}
          labelShown
          segments={OWN_ANSWERS[question].map((id) => ({
            id,
            label: text(`planner.rhythm.own.${question}.${id}` as never),
          }))}
          value={answers[question]}
          onChange={(answer) => setAnswers({ ...answers, [question]: answer })}
        />
      ))}
      <Button tone="primary" onPress={() => onUse(answers)}>
        {text('planner.rhythm.own.use')}
      </Button>
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
    const blocks = ready.map(({ kind, title, start, minutes }): RhythmBlock => ({
      id: newId(),
      kind,
      title: text(`planner.ready.block.${title}`),
      start,
      end: addWall(start, minutes),
      days: [...days],
      every: 1,
      zone,
      anchor: today,
      from: today,
      skipped: [],
    }))
    const wish = isEmpty
      ? ({ type: 'rhythm.add', blocks } as const)
      : ({ type: 'rhythm.replace', blocks, from: today } as const)
    if ((await dispatch(wish)).ok) say(text('planner.rhythm.said.used', { name, count: blocks.length }))
  }
}
