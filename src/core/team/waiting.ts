/** Waiting on: who cannot go on until somebody answers, when these two can be reached at once, and what it costs till then. */
import { isReachable } from '../availability/decide.ts'
import type { Interval } from '../planner/block.ts'
import type { SharedInterval } from '../sync/records.ts'
import type { Instant, Millis } from '../time/instant.ts'
import { docsOf, type TeamDocs } from './docs.ts'

export interface Wait {
  /** Of the document. */
  readonly id: string
  readonly version: number
  /** Who waits. */
  readonly who: string
  /** On whom. */
  readonly on: string
  readonly what: string
  readonly since: Instant
  readonly link: string | null
}

/** Who waits longest comes first. */
export const waitsIn = (docs: TeamDocs): readonly Wait[] =>
  docsOf(docs, 'waiting')
    .map(({ id, v, body }): Wait => ({ id, version: v, ...body, link: body.link ?? null }))
    .toSorted((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1))

export interface WaitClock {
  /** The earliest instant from now on at which both can be reached; null where no shared plan tells one. */
  readonly joint: Instant | null
  /** Time of their own blocks that goes by until then for who waits; null where there is no such instant. */
  readonly lost: Millis | null
}

/** `who` and `on` are their shared plans, sorted and without overlaps. */
export function waitClock(who: readonly SharedInterval[], on: readonly SharedInterval[], now: Instant): WaitClock {
  const joint = firstBoth(who, on, now)
  return { joint, lost: joint === null ? null : overlapping(who, { start: now, end: joint }) }
}

function firstBoth(some: readonly SharedInterval[], others: readonly SharedInterval[], now: Instant): Instant | null {
  const ahead = (plan: readonly SharedInterval[]): SharedInterval[] =>
    plan.filter(({ state, end }) => isReachable(state) && end > now)
  const [left, right] = [ahead(some), ahead(others)]
  for (let a = 0, b = 0; ;) {
    const [one, other] = [left[a], right[b]]
    if (one === undefined || other === undefined) return null
    const start = Math.max(one.start, other.start, now)
    if (start < Math.min(one.end, other.end)) return start
    if (one.end <= other.end) a += 1
    else b += 1
  }
}

function overlapping(plan: readonly Interval[], { start, end }: Interval): Millis {
  return plan.reduce((sum, one) => sum + Math.max(0, Math.min(one.end, end) - Math.max(one.start, start)), 0)
}

export interface LongerWait {
  readonly wait: Wait
  /** When both could be reached before the change, and after it; null where no more in the days that are shared. */
  readonly before: Instant
  readonly after: Instant | null
}

/** Whom a change of my plan makes wait longer, myself among them. `planOf` is of the others. */
export function longerWaits(
  waits: readonly Wait[],
  me: string,
  planOf: (person: string) => readonly SharedInterval[],
  mine: { readonly before: readonly SharedInterval[]; readonly after: readonly SharedInterval[] },
  now: Instant,
): readonly LongerWait[] {
  return waits.flatMap((wait) => {
    if (wait.who !== me && wait.on !== me) return []
    const other = planOf(wait.who === me ? wait.on : wait.who)
    const before = firstBoth(mine.before, other, now)
    const after = firstBoth(mine.after, other, now)
    return before !== null && (after === null || after > before) ? [{ wait, before, after }] : []
  })
}
