import type { ReactNode } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'

/** A short text beside the button or other focusable thing in it, on hover and focus. */
export function Hint({ text, children }: { readonly text: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <Tooltip className="ui-tooltip" offset={6}>
        {text}
      </Tooltip>
    </TooltipTrigger>
  )
}
