import type { ReactNode } from 'react'
import { Label } from 'react-aria-components/Label'
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup'

export interface Segment<Id extends string> {
  readonly id: Id
  readonly label: ReactNode
}

export interface SegmentedControlProps<Id extends string> {
  readonly label: string
  /** Whether the label is also seen; it is always read. */
  readonly labelShown?: boolean
  readonly segments: readonly Segment<Id>[]
  readonly value: Id
  readonly onChange: (id: Id) => void
}

/** One of a few, all in sight. */
export function SegmentedControl<Id extends string>(props: SegmentedControlProps<Id>): ReactNode {
  const { label, labelShown = false, segments, value, onChange } = props
  return (
    <RadioGroup
      className="ui-segments"
      orientation="horizontal"
      value={value}
      onChange={(id) => onChange(id as Id)}
      {...(labelShown ? {} : { 'aria-label': label })}
    >
      {labelShown && <Label className="ui-label">{label}</Label>}
      <div className="ui-segments-row">
        {segments.map((segment) => (
          <RadioField key={segment.id} value={segment.id}>
            <RadioButton className="ui-segment">{segment.label}</RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  )
}
