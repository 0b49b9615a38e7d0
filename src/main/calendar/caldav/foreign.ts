/** What somebody did to our events in our calendar: another time is taken over by the plan, all else is told. */
import { plannedBlock } from '../../../core/planner/planned.ts'
import { MINUTE } from '../../../core/time/instant.ts'
import { inZone, zoneOf } from '../../../core/time/zone.ts'
import { text } from '../../text.ts'
import type { Line } from '../../start/line.ts'
import type { Foreign } from './push.ts'

export async function tellForeign(line: Line, calendar: string, foreign: readonly Foreign[]): Promise<void> {
  for (const one of foreign) {
    const told = one.what === 'moved' ? await move(line, one) : { key: `notice.caldav.${one.why}`, title: one.summary }
    await line.dispatch({ type: 'notice.tell', key: told.key, values: { calendar, title: told.title } })
  }
}

async function move(
  { dispatch, state }: Line,
  { block: id, start, end }: Extract<Foreign, { what: 'moved' }>,
): Promise<{ key: string; title: string }> {
  const block = plannedBlock(state(), id)
  if (block === undefined) return { key: 'notice.caldav.deleted', title: '' }
  const change = { start: inZone(start, zoneOf(block.start)), minutes: Math.round((end - start) / MINUTE) }
  const { ok } = await dispatch({ type: 'plan.change', id, change })
  const title = block.title || text(`planner.kind.${block.kind}`)
  return { key: ok ? 'notice.caldav.moved' : 'notice.caldav.notMoved', title }
}
