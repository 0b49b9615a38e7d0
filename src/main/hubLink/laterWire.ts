/** A wire whose code is read with the first connection: `ws` and what it needs of Node would hold up the first window. */
import type { LinkEvent } from '../../core/sync/link.ts'
import type { Wire, WireTarget } from './wire.ts'

/**
 * Like `openWire`, once `ready` has come: nothing can be sent before it opened, so nothing is lost by waiting. What it
 * throws, and code that cannot be read, is told as any other reason not to be online.
 */
export function openWireLater(target: WireTarget, tell: (event: LinkEvent) => void, ready?: Promise<unknown>): Wire {
  let wire: Wire | null = null
  let isDropped = false
  const open = async (): Promise<void> => {
    await ready
    const { openWire } = await import('./wire.ts')
    if (!isDropped) wire = openWire(target, tell)
  }
  open().catch((error: unknown) => {
    if (!isDropped) tell({ type: 'failed', reason: error instanceof SyntaxError ? 'bad_address' : 'not_started' })
  })
  return {
    send: (frame) => wire?.send(frame),
    probe: () => wire?.probe(),
    ended: async (patience) => wire?.ended(patience),
    drop() {
      isDropped = true
      wire?.drop()
    },
  }
}
