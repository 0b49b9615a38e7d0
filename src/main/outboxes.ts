/** Per team, what its link keeps over a restart: the unsent, and its clock's last stamp. */
import { kept } from '../core/persist/kept.ts'
import type { LinkDeps } from './hubLink.ts'
import { log } from './log.ts'
import type { Keeper } from './ports.ts'

export function createOutboxes(keeper: Keeper): (team: string) => LinkDeps['outbox'] {
  const found = kept.outboxes.schema.safeParse(keeper.load('outboxes').value ?? {})
  const outboxes: Record<string, unknown> = found.success ? found.data : {}
  return (team) => ({
    load: () => outboxes[team],
    save(value) {
      outboxes[team] = value
      try {
        keeper.save('outboxes', outboxes)
      } catch (error) {
        // It is sent again from what is in memory; a full disk is told by what the person saves.
        log('cannot keep what is not published yet', error)
      }
    },
  })
}
