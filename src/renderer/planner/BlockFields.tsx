/** What can be said of a block on one date and of one of the rhythm alike. */
import { type ReactNode, useEffect, useRef } from 'react'
import { useText } from '../lib/intl.tsx'
import { TextField } from '../ui/TextField.tsx'
import { TimeField } from './TimeField.tsx'

export interface TitleFieldProps {
  readonly value: string
  readonly onChange: (title: string) => void
}

/** Has the keyboard when it appears. */
export function TitleField({ value, onChange }: TitleFieldProps): ReactNode {
  const text = useText()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  return (
    <TextField
      label={text('planner.editor.title')}
      labelShown={false}
      placeholder={text('planner.editor.title.example')}
      value={value}
      onChange={onChange}
      maxLength={200}
      inputRef={input}
    />
  )
}

type TimeProps = Parameters<typeof TimeField>[0]

const PLACES = ['home', 'office', 'coworking'] as const

export interface TimesAndPlaceProps {
  readonly start: TimeProps['value']
  readonly end: TimeProps['value']
  readonly place: string
  readonly onStart: TimeProps['onChange']
  readonly onEnd: TimeProps['onChange']
  readonly onPlace: (place: string) => void
}

export function TimesAndPlace({ start, end, place, onStart, onEnd, onPlace }: TimesAndPlaceProps): ReactNode {
  const text = useText()
  return (
    <div className="plan-form-times">
      <TimeField label={text('planner.editor.start')} value={start} onChange={onStart} />
      <TimeField label={text('planner.editor.end')} value={end} onChange={onEnd} />
      <TextField
        label={text('planner.editor.place')}
        value={place}
        onChange={onPlace}
        maxLength={64}
        suggestions={PLACES.map((name) => text(`planner.place.${name}`))}
      />
    </div>
  )
}
