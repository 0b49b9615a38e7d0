import type { ReactNode } from 'react'
import type { Block } from '../../core/planner/block.ts'
import { say } from '../lib/announce.ts'
import { useDispatch } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { Button } from '../ui/Button.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { type Recurring, type Scope, SCOPES } from './scope.ts'
import { useBlockWords } from './useBlockWords.ts'

export interface ScopePickProps {
  readonly block: Block
  readonly recurring: Recurring
  readonly value: Scope
  readonly onChange: (scope: Scope) => void
  readonly onClose: () => void
}

/** How far a change of a block of the rhythm goes, and the way back for one that was changed for its day. */
export function ScopePick({ block, recurring, value, onChange, onClose }: ScopePickProps): ReactNode {
  const text = useText()
  const words = useBlockWords()
  const dispatch = useDispatch()
  const restore = async (): Promise<void> => {
    const { ok } = await dispatch({ type: 'rhythm.restore', id: recurring.block.id, date: recurring.date })
    if (!ok) return
    say(text('planner.said.restored', { name: words.name(block) }))
    onClose()
  }
  return (
    <div className="plan-scope">
      <SegmentedControl
        label={text('planner.scope')}
        labelShown
        segments={SCOPES.map((id) => ({ id, label: text(`planner.scope.${id}`) }))}
        value={value}
        onChange={onChange}
      />
      <p className="ui-hint">
        {text(`planner.scope.hint.${value}`)}{' '}
        {recurring.isException && (
          <Button tone="link" onPress={() => void restore()}>
            {text('planner.scope.restore')}
          </Button>
        )}
      </p>
    </div>
  )
}
