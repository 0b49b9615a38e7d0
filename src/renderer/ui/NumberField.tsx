import type { KeyboardEvent, ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { FieldError } from 'react-aria-components/FieldError'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField'
import { Text } from 'react-aria-components/Text'
import { useText } from '../lib/intl.tsx'
import { Icon } from './Icon.tsx'

export interface NumberFieldProps {
  readonly label: string
  readonly hint?: string
  /** As `Intl` names it, for example `minute`; without it, plain numbers. */
  readonly unit?: string
  readonly value: number
  readonly min: number
  readonly max: number
  /** By how much the buttons, and the arrow keys, go on: to the next multiple. */
  readonly step: number
  /** What can be typed: whole numbers, or multiples of this. */
  readonly grain?: number
  /** Told when the number is done: on Enter, on leaving, and at each step. */
  readonly onChange: (value: number) => void
  readonly error?: string | null
}

/** A number, typed or stepped. */
export function NumberField(props: NumberFieldProps): ReactNode {
  const { label, hint, unit, value, min, max, step, grain = 1, onChange, error = null } = props
  const text = useText()
  const go = (way: 1 | -1): void => onChange(Math.min(max, Math.max(min, nextMultiple(value, way, step))))
  return (
    <AriaNumberField
      className="ui-field"
      value={value}
      minValue={min}
      maxValue={max}
      step={grain}
      formatOptions={unit === undefined ? {} : { style: 'unit', unit, unitDisplay: 'long' }}
      isInvalid={error !== null}
      onChange={(next) => {
        if (!Number.isNaN(next)) onChange(next)
      }}
    >
      <Label className="ui-label">{label}</Label>
      <Group className="ui-number" onKeyDownCapture={steppedBy(go)}>
        <Step icon="minus" label={text('ui.decrease', { label })} isDisabled={value <= min} onStep={() => go(-1)} />
        <Input className="ui-input" />
        <Step icon="plus" label={text('ui.increase', { label })} isDisabled={value >= max} onStep={() => go(1)} />
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

interface StepProps {
  readonly icon: 'minus' | 'plus'
  readonly label: string
  readonly isDisabled: boolean
  readonly onStep: () => void
}

/** The field's own buttons would count from its least value: 1, 6, 11, and show those for what is set. */
function Step({ icon, label, isDisabled, onStep }: StepProps): ReactNode {
  return (
    <Button
      slot={null}
      className="ui-button ui-icon-button"
      aria-label={label}
      isDisabled={isDisabled}
      excludeFromTabOrder
      onPress={onStep}
    >
      <Icon name={icon} />
    </Button>
  )
}

const WAYS: Readonly<Record<string, 1 | -1>> = { ArrowUp: 1, ArrowDown: -1 }

const steppedBy =
  (go: (way: 1 | -1) => void) =>
  (event: KeyboardEvent): void => {
    const way = WAYS[event.key]
    if (way === undefined) return
    event.preventDefault()
    event.stopPropagation()
    go(way)
  }

/** Up or down to a whole number of steps. */
function nextMultiple(value: number, way: 1 | -1, step: number): number {
  return way === 1 ? (Math.floor(value / step) + 1) * step : (Math.ceil(value / step) - 1) * step
}
