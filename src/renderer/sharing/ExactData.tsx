import type { ReactNode } from 'react'
import type { Outgoing } from '../../core/app/desired.ts'
import { useText } from '../lib/intl.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import './sharing.css'

export interface ExactDataProps {
  readonly onClose: () => void
  readonly outgoing: Outgoing
  /** The team's name; null while there is none. */
  readonly team: string | null
}

/** Not a description of what is sent: the thing itself. */
export function ExactData({ onClose, outgoing, team }: ExactDataProps): ReactNode {
  const text = useText()
  return (
    <Dialog title={text('planner.exact')} isOpen onClose={onClose} size="wide">
      <p>{team === null ? text('planner.exact.nobody') : text('planner.exact.meaning', { team })}</p>
      {/* A region that scrolls must be reachable by keyboard. */}
      <pre className="sharing-exact" tabIndex={0} role="region" aria-label={text('planner.exact')}>
        {JSON.stringify(outgoing, null, 2)}
      </pre>
    </Dialog>
  )
}
