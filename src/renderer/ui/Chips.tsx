import type { ReactNode } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import './chips.css'

export interface Chip<Id extends string> {
  readonly id: Id
  readonly label: string
}

export interface ChipsProps<Id extends string> {
  /** Read aloud. */
  readonly label: string
  readonly chips: readonly Chip<Id>[]
  /** Null where none is picked. */
  readonly value: Id | null
  readonly onPick: (id: Id) => void
}

/** A few answers that one tap gives. None has to be given. */
export function Chips<Id extends string>({ label, chips, value, onPick }: ChipsProps<Id>): ReactNode {
  const pick = (keys: ReadonlySet<unknown>): void => {
    const picked = chips.find(({ id }) => keys.has(id))
    if (picked !== undefined) onPick(picked.id)
  }
  return (
    <ToggleButtonGroup
      className="ui-chips"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection={value !== null}
      selectedKeys={value === null ? [] : [value]}
      onSelectionChange={pick}
    >
      {chips.map(({ id, label: shown }) => (
        <ToggleButton key={id} id={id} className="ui-chip">
          {shown}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
