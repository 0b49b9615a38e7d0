import type { ReactNode } from 'react'
import type { FocusSettings } from '../../core/focus/modes.ts'
import { useSlice } from '../lib/app.tsx'
import type { MessageKey } from '../lib/intl.tsx'
import { useText } from '../lib/intl.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { useSetting } from './useSetting.ts'

type Numbered = { [Key in keyof FocusSettings]: FocusSettings[Key] extends number ? Key : never }[keyof FocusSettings]

export interface FocusNumber {
  readonly name: Numbered
  readonly min: number
  readonly max: number
  readonly step?: number
  /** Minutes where nothing is said; null for plain numbers. */
  readonly unit?: null
  readonly hint?: MessageKey
}

/** Short numbers beside each other, as many as there is room for. */
export function Numbers({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className="settings-numbers">{children}</div>
}

/** Some of the numbers of how the person likes to focus. */
export function FocusNumbers({ fields }: { readonly fields: readonly FocusNumber[] }): ReactNode {
  return fields.map((field) => <One key={field.name} field={field} />)
}

function One({ field: { name, min, max, step = 1, unit, hint } }: { readonly field: FocusNumber }): ReactNode {
  const text = useText()
  const value = useSlice('settings').focus[name]
  const { change, error } = useSetting()
  return (
    <NumberField
      label={text(`settings.focus.${name}`)}
      {...(hint === undefined ? {} : { hint: text(hint) })}
      {...(unit === null ? {} : { unit: 'minute' })}
      value={value}
      min={min}
      max={max}
      step={step}
      onChange={(next) => void change({ focus: { [name]: next } })}
      error={error}
    />
  )
}

interface MinutesProps {
  readonly name: 'defaultMinutes' | 'awayAfterMinutes'
  readonly label: MessageKey
  readonly hint: MessageKey
  readonly min: number
  readonly max: number
}

/** A setting in minutes that stands for itself. */
export function Minutes({ name, label, hint, min, max }: MinutesProps): ReactNode {
  const text = useText()
  const value = useSlice('settings')[name]
  const { change, error } = useSetting()
  return (
    <NumberField
      label={text(label)}
      hint={text(hint)}
      unit="minute"
      value={value}
      min={min}
      max={max}
      step={5}
      onChange={(minutes) => void change({ [name]: minutes })}
      error={error}
    />
  )
}
