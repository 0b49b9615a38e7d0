import type { ReactNode } from 'react'
import { SwitchButton, SwitchField } from 'react-aria-components/Switch'
import { Text } from 'react-aria-components/Text'

export interface SwitchProps {
  readonly label: string
  readonly hint?: string
  readonly isOn: boolean
  readonly onChange: (on: boolean) => void
  readonly isDisabled?: boolean
}

export function Switch({ label, hint, isOn, onChange, isDisabled = false }: SwitchProps): ReactNode {
  return (
    <SwitchField className="ui-field" isSelected={isOn} onChange={onChange} isDisabled={isDisabled}>
      <SwitchButton className="ui-switch">
        <span className="ui-switch-track" />
        {label}
      </SwitchButton>
      {hint !== undefined && (
        <Text slot="description" className="ui-hint">
          {hint}
        </Text>
      )}
    </SwitchField>
  )
}
