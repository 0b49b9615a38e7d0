import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { FieldError } from 'react-aria-components/FieldError'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField'
import { Text } from 'react-aria-components/Text'
import { Icon } from './Icon.tsx'

export interface NumberFieldProps {
  readonly label: string
  readonly hint?: string
  /** As `Intl` names it, for example `minute`; without it, plain numbers. */
  readonly unit?: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  /** Told when the number is done: on Enter, on leaving, and at each step. */
  readonly onChange: (value: number) => void
  readonly error?: string | null
}

/** A number, typed or stepped. */
export function NumberField(props: NumberFieldProps): ReactNode {
  const { label, hint, unit, value, min, max, step, onChange, error = null } = props
  return (
    <AriaNumberField
      className="ui-field"
      value={value}
      minValue={min}
      maxValue={max}
      step={step}
      formatOptions={unit === undefined ? {} : { style: 'unit', unit, unitDisplay: 'long' }}
      isInvalid={error !== null}
      onChange={(next) => {
        if (!Number.isNaN(next)) onChange(next)
      }}
    >
      <Label className="ui-label">{label}</Label>
      <Group className="ui-number">
        <Button slot="decrement" className="ui-button ui-icon-button">
          <Icon name="minus" />
        </Button>
        <Input className="ui-input" />
        <Button slot="increment" className="ui-button ui-icon-button">
          <Icon name="plus" />
        </Button>
      </Group>
      {hint !== undefined && (
        <Text slot="description" className="ui-hint">
          {hint}
        </Text>
      )}
      <FieldError className="ui-error">{error}</FieldError>
    </AriaNumberField>
  )
}
