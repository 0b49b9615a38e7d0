import type { ReactNode } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'

export interface TimeFieldProps {
  readonly label: string
  /** `HH:MM`; empty while it is not a time. */
  readonly value: string
  readonly onChange: (value: string) => void
}

/** The system's own time field: typed, stepped and read as the person is used to. */
export function TimeField({ label, value, onChange }: TimeFieldProps): ReactNode {
  return (
    <TextField className="ui-field" type="time" value={value} onChange={onChange}>
      <Label className="ui-label">{label}</Label>
      <Input className="ui-input" step={300} />
    </TextField>
  )
}
