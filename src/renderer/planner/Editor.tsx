import { type FormEvent, type ReactNode, useState } from 'react'
import type { Block } from '../../core/planner/block.ts'
import { isFixed } from '../../core/planner/reflow.ts'
import { dateIn } from '../../core/time/zone.ts'
import { useZone } from '../lib/app.tsx'
import { useText } from '../lib/intl.tsx'
import { newId } from '../lib/newId.ts'
import { readNow } from '../lib/useNow.ts'
import { usePlan } from '../lib/usePlanned.ts'
import { useWish } from '../lib/useWish.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Refused } from '../ui/Refused.tsx'
import { Switch } from '../ui/Switch.tsx'
import { TimesAndPlace, TitleField } from './BlockFields.tsx'
import { BlockFocusFields } from './BlockFocusFields.tsx'
import { changeOf, fieldsOf } from './editing.ts'
import { EditorPopover, type EditorPopoverProps } from './EditorPopover.tsx'
import { KindPick } from './KindPick.tsx'
import { changeWish, recurringOf, removeWish, type Scope } from './scope.ts'
import { ScopePick } from './ScopePick.tsx'
import { useBlockWords } from './useBlockWords.ts'
import { say } from '../lib/announce.ts'

export interface EditorProps extends Pick<EditorPopoverProps, 'anchor' | 'onClose'> {
  readonly block: Block
}

/** Beside its block: title, kind, times and place, and taking it away. */
export function Editor({ block, anchor, onClose }: EditorProps): ReactNode {
  const text = useText()
  const words = useBlockWords()
  return (
    <EditorPopover label={text('planner.editor', { name: words.name(block) })} anchor={anchor} onClose={onClose}>
      <EditorForm block={block} onClose={onClose} />
    </EditorPopover>
  )
}

function EditorForm({ block, onClose }: Omit<EditorProps, 'anchor'>): ReactNode {
  const text = useText()
  const words = useBlockWords()
  const wish = useWish()
  const [fields, setFields] = useState(() => fieldsOf(block))
  const set = (more: Partial<typeof fields>): void => setFields((before) => ({ ...before, ...more }))
  const [scope, setScope] = useState<Scope>('day')
  const planned = usePlan()
  const zone = useZone()
  const recurring = recurringOf(planned, block)
  const scoped = { scope, recurring, today: dateIn(readNow(), zone), id: newId() }
  const result = changeOf(block, fields)
  const problem = 'problem' in result ? text(`planner.editor.${result.problem}`) : null

  const save = async (): Promise<void> => {
    if ('problem' in result) return
    if (Object.keys(result.change).length === 0 && scope === 'day') return onClose()
    const outcome = await wish.ask(changeWish(block, result.change, scoped))
    if (!outcome.ok) return
    const after = { ...block, ...result.change } as Block
    say(text('planner.said.placed', { name: words.name(after), span: words.span(after) }))
    onClose()
  }
  const remove = async (): Promise<void> => {
    const outcome = await wish.ask(removeWish(block, scoped))
    if (!outcome.ok) return
    say(text('planner.said.removed', { name: words.name(block) }))
    onClose()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void save()
  }

  return (
    <form className="plan-form" noValidate onSubmit={submit}>
      <TitleField value={fields.title} onChange={(title) => set({ title })} />
      <KindPick value={fields.kind} onChange={(kind) => set({ kind })} />
      <TimesAndPlace
        start={fields.start}
        end={fields.end}
        place={fields.place}
        onStart={(start) => set({ start })}
        onEnd={(end) => set({ end })}
        onPlace={(place) => set({ place })}
      />
      <Switch
        label={text('planner.editor.fixed')}
        hint={text('planner.editor.fixed.meaning')}
        isOn={fields.fixed ?? isFixed({ kind: fields.kind })}
        onChange={(fixed) => set({ fixed })}
      />
      {fields.kind === 'focus' && <BlockFocusFields value={fields.focus} onChange={(focus) => set({ focus })} />}
      {fields.end < fields.start && problem === null && <p className="ui-hint">{text('planner.editor.nextDay')}</p>}
      <Refused error={problem ?? wish.error} />
      {recurring !== null && (
        <ScopePick block={block} recurring={recurring} value={scope} onChange={setScope} onClose={onClose} />
      )}
      <div className="plan-form-foot">
        <IconButton icon="trash" label={text('planner.editor.remove')} onPress={() => void remove()} />
        <Button tone="primary" type="submit" isPending={wish.pending}>
          {text('planner.editor.save')}
        </Button>
      </div>
    </form>
  )
}
