/** What was typed, as values; anything unreadable is a `CliProblem` that says what would be read. */
import { BLOCK_KINDS, type BlockKind } from '../../core/planner/block.ts'
import { nextAt, readDate, readMinutes, readWallTime } from '../../core/time/parse.ts'
import { minutes, type Instant } from '../../core/time/instant.ts'
import type { PlainDate, Zone } from '../../core/time/zone.ts'
import { badInput } from './problem.ts'

/** Where the person's clock is. */
export interface Here {
  readonly now: Instant
  readonly zone: Zone
}

export function minutesFrom(typed: string): number {
  const read = readMinutes(typed)
  if (read === null) throw badInput('cli.problem.duration', { typed })
  return read
}

export function instantFrom(typed: string, { now, zone }: Here): Instant {
  const time = readWallTime(typed)
  if (time === null) throw badInput('cli.problem.time', { typed })
  return nextAt(time, zone, now)
}

export function dateFrom(typed: string, today: PlainDate): PlainDate {
  const date = readDate(typed, today)
  if (date === null) throw badInput('cli.problem.date', { typed })
  return date
}

export function kindFrom(typed: string): BlockKind {
  const kind = BLOCK_KINDS.find((known) => known === typed.toLowerCase())
  if (kind === undefined) throw badInput('cli.problem.kind', { typed, known: BLOCK_KINDS.join(', ') })
  return kind
}

/** `--for 1h` or `--until 15:00`: exactly one of them. */
export function endFrom(given: { for?: string; until?: string }, here: Here): Instant {
  if ((given.for === undefined) === (given.until === undefined)) throw badInput('cli.problem.end')
  if (given.until !== undefined) return instantFrom(given.until, here)
  const length = minutesFrom(given.for ?? '')
  if (length === 0) throw badInput('error.end_in_past')
  return here.now + minutes(length)
}
