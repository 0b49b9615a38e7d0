/** A day full of things that are nobody's business, and what of it a team may see. */
import type { Block, BlockKind } from '../../src/core/planner/block.ts'
import { addDays, dateIn, instantAt, zonedTime } from '../../src/core/time/zone.ts'
import { ZONE } from './life.ts'

const MINUTE = 60_000
export const SHARED_PLACE = 'zqharbourqz'
export const SECRETS: string[] = []

/** A word that no other part of the life has. */
export function secret(word: string): string {
  SECRETS.push(`zq${word}qz`)
  return `zq${word}qz`
}

export const tomorrow = addDays(dateIn(Date.now(), ZONE), 1)

export function blockAt(id: string, kind: BlockKind, time: string, minutes: number, more: Partial<Block> = {}): Block {
  return { id, kind, title: secret(`title${id}`), start: zonedTime(tomorrow, time, ZONE), minutes, ...more }
}

export const focus = blockAt('focusblock', 'focus', '09:00', 90, { place: secret('deskplace') })
export const open = blockAt('openblock', 'open', '11:00', 60, { place: SHARED_PLACE })
export const together = blockAt('togetherblock', 'together', '14:00', 45)
export const personal = blockAt('personalblock', 'personal', '12:07', 83, { place: secret('school') })
export const rest = blockAt('restblock', 'rest', '18:11', 47, { place: secret('sofa') })

export const intervalOf = (block: Block, time: string, state: string) => {
  const start = instantAt(tomorrow, time, ZONE)
  return { start, end: start + block.minutes * MINUTE, state }
}
export const SHARED_INTERVALS = [
  intervalOf(focus, '09:00', 'focusing'),
  intervalOf(open, '11:00', 'available'),
  intervalOf(together, '14:00', 'together'),
]
