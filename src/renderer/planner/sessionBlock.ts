/** The block that the running session is drawn on. */
import { type Block, blockInterval, overlaps } from '../../core/planner/block.ts'
import { plannedBlock, plannedIn } from '../../core/planner/planned.ts'
import { useSlice } from '../lib/app.tsx'
import type { Layout } from '../lib/useLayout.ts'
import { useNow } from '../lib/useNow.ts'
import { usePlan } from '../lib/usePlanned.ts'
import { SESSION_ROOM } from './place.ts'
import type { Day } from './useDay.ts'
import { useIsFocusing } from './useSession.ts'

/** Its id; null where none has the room, or it is over. */
export function useSessionBlock(day: Day, layout: Layout): string | null {
  const { current } = useSlice('session')
  const plan = usePlan()
  const isFocusing = useIsFocusing()
  const id = current?.[0].block
  const now = useNow('minute')
  if (!isFocusing || id === undefined || layout === 'narrow') return null
  const block = plannedBlock(plan, id)
  // One that ran on past its block would be out of sight up there.
  if (block === undefined || blockInterval(block).end <= now) return null
  return hasRoom(block, plannedIn(plan, day.window), day) ? id : null
}

/** High enough in this window, and with the whole width. */
function hasRoom(block: Block, blocks: readonly Block[], { window }: Day): boolean {
  const span = blockInterval(block)
  if (Math.min(span.end, window.end) - Math.max(span.start, window.start) < SESSION_ROOM) return false
  return blocks.every((other) => other.id === block.id || !overlaps(blockInterval(other), span))
}
