import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { Icon, type IconName } from './Icon.tsx'
import { Hint } from './Tooltip.tsx'

export type ButtonTone = 'plain' | 'primary' | 'quiet' | 'danger' | 'link'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly tone?: ButtonTone
  readonly size?: 'normal' | 'small'
  readonly icon?: IconName | undefined
  readonly children: ReactNode
}

/** A screen has at most one `primary`. */
export function Button({ tone = 'plain', size = 'normal', icon, children, ...rest }: ButtonProps): ReactNode {
  return (
    <AriaButton {...rest} className="ui-button" data-tone={tone} data-size={size}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </AriaButton>
  )
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon' | 'aria-label'> {
  /** Read aloud, and shown on hover and focus. */
  readonly label: string
  readonly icon: IconName
}

export function IconButton({ label, icon, tone = 'quiet', size = 'normal', ...rest }: IconButtonProps): ReactNode {
  return (
    <Hint text={label}>
      <AriaButton {...rest} aria-label={label} className="ui-button ui-icon-button" data-tone={tone} data-size={size}>
        <Icon name={icon} />
      </AriaButton>
    </Hint>
  )
}
