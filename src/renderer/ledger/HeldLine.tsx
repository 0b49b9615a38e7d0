import type { ReactNode } from 'react'
import type { Held } from '../../core/focus/digest.ts'
import { type Text, useText } from '../lib/intl.tsx'

/** What was held back, no more than the desktop tells. */
export function HeldLine({ held }: { readonly held: Held }): ReactNode {
  const text = useText()
  return <p className="plan-quiet">{heldWords(held, text)}</p>
}

function heldWords({ count, senders }: Held, text: Text): string {
  if (count === null) return text('digest.held.untold')
  if (senders.length === 0) return text('digest.held', { count })
  const from = senders.map(({ app, count: each }) => (each === 1 ? app : `${app} ${each}`)).join(', ')
  return text('digest.held.from', { count, from })
}
