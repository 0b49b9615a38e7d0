import type { ReactNode } from 'react'
import { type MessageKey, useText } from '../lib/intl.tsx'
import { Dialog } from '../ui/Dialog.tsx'

const COMMAND = /mac/i.test(navigator.userAgent) ? '⌘' : 'Ctrl'

const ANYWHERE: readonly (readonly [string, MessageKey])[] = [
  ['N', 'planner.keys.add'],
  ['T', 'planner.keys.today'],
  ['[  ]', 'planner.keys.days'],
  ['G', 'planner.keys.jump'],
  ['V', 'planner.keys.views'],
  ['/', 'planner.keys.type'],
  ['R', 'planner.keys.accept'],
  ['L', 'planner.keys.leaveProposal'],
  [`${COMMAND} Z`, 'planner.keys.undo'],
  [`${COMMAND} ⇧ Z`, 'planner.keys.redo'],
  ['?', 'planner.keys.help'],
]

const ON_BLOCK: readonly (readonly [string, MessageKey])[] = [
  ['Tab', 'planner.keys.next'],
  ['Enter', 'planner.keys.edit'],
  ['↑ ↓', 'planner.keys.move'],
  ['⇧ ↑ ↓', 'planner.keys.moveMore'],
  ['← →', 'planner.keys.side'],
  ['Alt ↑ ↓', 'planner.keys.resizeEnd'],
  ['Alt ← →', 'planner.keys.resizeStart'],
  ['1 – 5', 'planner.keys.kind'],
  ['D', 'planner.keys.duplicate'],
  ['S', 'planner.keys.split'],
  ['M', 'planner.keys.merge'],
  ['X', 'planner.keys.choose'],
  [`${COMMAND} Shift ↑ ↓`, 'planner.keys.chooseMore'],
  [`${COMMAND} A`, 'planner.keys.chooseAll'],
  ['⇧ drag', 'planner.keys.lasso'],
  ['⌫', 'planner.keys.remove'],
  ['Esc', 'planner.keys.leave'],
]

const ON_TASK: readonly (readonly [string, MessageKey])[] = [['P', 'planner.keys.planTask']]

export function KeysDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const text = useText()
  return (
    <Dialog title={text('planner.keys')} isOpen onClose={onClose} size="wide">
      <KeyList title={text('planner.keys.anywhere')} keys={ANYWHERE} />
      <KeyList title={text('planner.keys.onBlock')} keys={ON_BLOCK} />
      <KeyList title={text('planner.keys.onTask')} keys={ON_TASK} />
    </Dialog>
  )
}

function KeyList({ title, keys }: { readonly title: string; readonly keys: typeof ANYWHERE }): ReactNode {
  const text = useText()
  return (
    <section>
      <h3 className="ui-card-title">{title}</h3>
      <dl className="plan-keys">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <Key name={key} />
            </dt>
            <dd>{text(what)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Signs that are hard to read aloud: what stands for them, or beside them. */
const CALLED: Readonly<Record<string, MessageKey>> = {
  '[  ]': 'planner.keys.say.brackets',
  '/': 'planner.keys.say.slash',
  '?': 'planner.keys.say.question',
}
const WRITTEN: Readonly<Record<string, MessageKey>> = {
  '↑ ↓': 'planner.keys.say.upDown',
  '⇧ ↑ ↓': 'planner.keys.say.shiftUpDown',
  '← →': 'planner.keys.say.leftRight',
  'Alt ↑ ↓': 'planner.keys.say.altUpDown',
  'Alt ← →': 'planner.keys.say.altLeftRight',
  '⌫': 'planner.keys.say.delete',
  '⇧ drag': 'planner.keys.say.shiftDrag',
}

function Key({ name }: { readonly name: string }): ReactNode {
  const text = useText()
  const written = WRITTEN[name]
  if (written !== undefined) return <kbd>{text(written)}</kbd>
  const called = CALLED[name]
  if (called === undefined) return <kbd>{name}</kbd>
  return (
    <kbd>
      <span aria-hidden="true">{name}</span>
      <span className="ui-hidden">{text(called)}</span>
    </kbd>
  )
}
