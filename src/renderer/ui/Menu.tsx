import type { ReactNode } from 'react'
import { Header } from 'react-aria-components/Header'
import { Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import { Icon, type IconName } from './Icon.tsx'

export interface MenuLine {
  readonly id: string
  readonly label: string
  readonly icon?: IconName
  readonly isChosen?: boolean
  readonly isDisabled?: boolean
  readonly tone?: 'danger'
  /** A key that does the same, as shown. */
  readonly keys?: string
  /** Whether a line is drawn above it. */
  readonly startsGroup?: boolean
  readonly run: () => void
}

export interface MenuProps {
  readonly label: string
  /** Seen above the lines. */
  readonly heading?: string
  readonly lines: readonly MenuLine[]
  /** The button that opens it. */
  readonly children: ReactNode
}

export function Menu({ label, heading, lines, children }: MenuProps): ReactNode {
  const items = lines.flatMap((line) => [
    ...(line.startsGroup === true ? [<Separator key={`${line.id} above`} className="ui-separator" />] : []),
    <Line key={line.id} line={line} />,
  ])
  return (
    <MenuTrigger>
      {children}
      <Popover className="ui-popover">
        <AriaMenu className="ui-menu" aria-label={label}>
          {heading === undefined ? (
            items
          ) : (
            <MenuSection>
              <Header className="ui-menu-heading">{heading}</Header>
              {items}
            </MenuSection>
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

function Line({ line }: { readonly line: MenuLine }): ReactNode {
  return (
    <MenuItem
      id={line.id}
      className="ui-menu-item"
      textValue={line.label}
      isDisabled={line.isDisabled ?? false}
      data-tone={line.tone}
      onAction={line.run}
    >
      {line.icon !== undefined && <Icon name={line.icon} />}
      {line.label}
      {line.keys !== undefined && <kbd className="ui-menu-key">{line.keys}</kbd>}
      {line.isChosen === true && (
        <span className="ui-check">
          <Icon name="check" />
        </span>
      )}
    </MenuItem>
  )
}
