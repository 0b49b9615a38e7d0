import { type FormEvent, type ReactNode, useState } from 'react'
import type { Wish } from '../../../core/app/intent.ts'
import { SHORTEST_BLOCK_MINUTES } from '../../../core/planner/block.ts'
import { nominalMinutes, readOccurrenceId, type RhythmBlock } from '../../../core/planner/rhythm.ts'
import type { PlainDate } from '../../../core/time/zone.ts'
import { say } from '../../lib/announce.ts'
import { useSlice } from '../../lib/app.tsx'
import { type MessageKey, useText } from '../../lib/intl.tsx'
import { useWish } from '../../lib/useWish.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Refused } from '../../ui/Refused.tsx'
import { Select } from '../../ui/Select.tsx'
import { TimesAndPlace, TitleField } from '../BlockFields.tsx'
import type { EditorProps } from '../Editor.tsx'
import { EditorPopover } from '../EditorPopover.tsx'
import { useToday } from '../useDay.ts'
import { KindPick } from '../KindPick.tsx'
import { changeWish, removeWish } from './useRhythmEdit.ts'
import { WeekdayPick } from './WeekdayPick.tsx'

/** Beside a block of the rhythm: title, kind, times, weekdays and how often. */
export function RhythmEditor({ block, anchor, onClose }: EditorProps): ReactNode {
  const text = useText()
  const { blocks } = useSlice('rhythm')
  const today = useToday()
  const rule = blocks[readOccurrenceId(block.id)?.block ?? '']
  if (rule === undefined) return null
  const name = rule.title || text(`planner.kind.${rule.kind}`)
  return (
    <EditorPopover label={text('planner.rhythm.editor', { name })} anchor={anchor} onClose={onClose}>
      <RhythmForm rule={rule} today={today} name={name} onClose={onClose} />
    </EditorPopover>
  )
}

interface RhythmFormProps {
  readonly rule: RhythmBlock
  readonly today: PlainDate
  readonly name: string
  readonly onClose: () => void
}

type Fields = Pick<RhythmBlock, 'title' | 'kind' | 'start' | 'end' | 'days' | 'every'> & { readonly place: string }

const fieldsOf = ({ title, kind, start, end, days, every, place = '' }: RhythmBlock): Fields => ({
  title,
  kind,
  start,
  end,
  days,
  every,
  place,
})

function RhythmForm({ rule, today, name, onClose }: RhythmFormProps): ReactNode {
  const text = useText()
  const wish = useWish()
  const [fields, setFields] = useState(() => fieldsOf(rule))
  const set = (more: Partial<Fields>): void => setFields((before) => ({ ...before, ...more }))
  const problem = problemOf(fields)
  const ask = async (asked: Wish, key: MessageKey): Promise<void> => {
    if (!(await wish.ask(asked)).ok) return
    say(text(key, { name: fields.title || name, span: '' }))
    onClose()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (problem !== null) return
    const change = Object.fromEntries(
      Object.entries(fields).filter(([key, value]) => value !== fieldsOf(rule)[key as keyof Fields]),
    )
    const anchor = 'every' in change ? { anchor: today } : {}
    if (Object.keys(change).length === 0) onClose()
    else void ask(changeWish(rule, { ...change, ...anchor }, today), 'planner.rhythm.said.saved')
  }

  return (
    <form className="plan-form" noValidate onSubmit={submit}>
      <TitleField value={fields.title} onChange={(title) => set({ title })} />
      <KindPick value={fields.kind} onChange={(kind) => set({ kind })} />
      <WeekdayPick days={fields.days} onChange={(days) => set({ days })} />
      <TimesAndPlace
        start={fields.start}
        end={fields.end}
        place={fields.place}
        onStart={(start) => set({ start })}
        onEnd={(end) => set({ end })}
        onPlace={(place) => set({ place })}
      />
      <Select
        label={text('planner.rhythm.often')}
        choices={[1, 2, 3, 4].map((count) => ({ id: String(count), label: text('planner.rhythm.every', { count }) }))}
        value={String(fields.every)}
        onChange={(every) => set({ every: Number(every) })}
      />
      <Refused error={problem === null ? wish.error : text(problem)} />
      <p className="ui-hint">{text('planner.rhythm.fromToday')}</p>
      <div className="plan-form-foot">
        <IconButton
          icon="trash"
          label={text('planner.rhythm.remove')}
          onPress={() => void ask(removeWish(rule, today), 'planner.said.removed')}
        />
        <Button tone="primary" type="submit" isPending={wish.pending}>
          {text('planner.editor.save')}
        </Button>
      </div>
    </form>
  )
}

function problemOf(fields: Fields): MessageKey | null {
  if (fields.start === '' || fields.end === '') return 'planner.editor.noTime'
  if (nominalMinutes(fields) < SHORTEST_BLOCK_MINUTES) return 'planner.editor.tooShort'
  return fields.days.length === 0 ? 'error.no_weekday' : null
}
