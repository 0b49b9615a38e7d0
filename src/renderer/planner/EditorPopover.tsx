import type { ReactNode, RefObject } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'

export interface EditorPopoverProps {
  readonly label: string
  readonly anchor: RefObject<HTMLElement | null>
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The sheet beside a block that its editor stands on. */
export function EditorPopover({ label, anchor, onClose, children }: EditorPopoverProps): ReactNode {
  return (
    <Popover
      className="ui-popover plan-editor"
      triggerRef={anchor}
      isOpen
      placement="bottom"
      onOpenChange={(open) => !open && onClose()}
    >
      <Dialog className="ui-popover-body" aria-label={label}>
        {children}
      </Dialog>
    </Popover>
  )
}
