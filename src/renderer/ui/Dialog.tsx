import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useText } from '../lib/intl.tsx'
import { IconButton } from './Button.tsx'

export interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly size?: 'normal' | 'wide'
  /** Buttons at the end; without them the cross and Escape close it. */
  readonly foot?: ReactNode
  readonly children: ReactNode
}

/** Over everything until it is closed: by its cross, by Escape, or by a click beside it. */
export function Dialog({ title, isOpen, onClose, size = 'normal', foot, children }: DialogProps): ReactNode {
  const text = useText()
  return (
    <ModalOverlay className="ui-shade" isOpen={isOpen} isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="ui-modal" data-size={size}>
        <AriaDialog className="ui-dialog">
          <div className="ui-dialog-head">
            <Heading slot="title" className="ui-dialog-title">
              {title}
            </Heading>
            <IconButton icon="close" size="small" label={text('ui.close')} onPress={onClose} />
          </div>
          {children}
          {foot !== undefined && <div className="ui-dialog-foot">{foot}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
