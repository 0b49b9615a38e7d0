import { type ReactNode, useState } from 'react'
import { OWN_ANSWERS, type OwnAnswers } from '../../../core/planner/ownRhythm.ts'
import { useText } from '../../lib/intl.tsx'
import { Button } from '../../ui/Button.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'

/** One's own from three questions. */
export function OwnWeek({ onUse }: { readonly onUse: (answers: OwnAnswers) => void }): ReactNode {
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
