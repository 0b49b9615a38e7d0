import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { Icon } from './Icon.tsx'

export interface Choice<Id extends string> {
  readonly id: Id
  readonly label: string
  readonly hint?: string
}

export interface SelectProps<Id extends string> {
  readonly label: string
  readonly choices: readonly Choice<Id>[]
  readonly value: Id
  readonly onChange: (id: Id) => void
  readonly isDisabled?: boolean
}

/** One of several, in a list that opens. */
export function Select<Id extends string>({
  label,
  choices,
  value,
  onChange,
  isDisabled = false,
}: SelectProps<Id>): ReactNode {
  const chosen = choices.find(({ id }) => id === value)
  return (
    <AriaSelect className="ui-field" value={value} onChange={(id) => onChange(id as Id)} isDisabled={isDisabled}>
      <Label className="ui-label">{label}</Label>
      <Button className="ui-select-button">
        <SelectValue>{chosen?.label ?? value}</SelectValue>
        <Icon name="down" />
      </Button>
      <Popover className="ui-popover ui-menu">
        <ListBox>
          {choices.map((choice) => (
            <ListBoxItem key={choice.id} id={choice.id} className="ui-menu-item" textValue={choice.label}>
              <span>
                {choice.label}
                {choice.hint !== undefined && <span className="ui-hint ui-block">{choice.hint}</span>}
              </span>
              {choice.id === value && (
                <span className="ui-check">
                  <Icon name="check" />
                </span>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
