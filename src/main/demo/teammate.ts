/** What a simulated teammate publishes at an instant. Pure: the same instant gives the same answer, as with a real device. */
import { sharedPlan } from '../../core/availability/cut.ts'
import { type Block, blockInterval, contains, type Interval } from '../../core/planner/block.ts'
import { readSpan } from '../../core/planner/typed.ts'
import type { ManualStatus, Presence, SharedPlan } from '../../core/sync/records.ts'
import { earliest, type Instant, minutes } from '../../core/time/instant.ts'
import { addDays, dateIn, dayStart, type PlainDate } from '../../core/time/zone.ts'
import type { Outgoing } from '../hubLink.ts'
import type { Habit, Teammate } from './people.ts'

export interface Moment {
  readonly out: Outgoing
  /** When to look again: until then the answer stays the same. */
  readonly changesAt: Instant
}

/** A day more on each side than is shared, for blocks that cross midnight. */
const FIRST_DAY = -2
const LAST_DAY = 16

/** Lives as this teammate: answers for any instant. Keeps the days of the last answer, which stay the same until midnight. */
export function liveAs(teammate: Teammate): (now: Instant) => Moment {
  let days: Days | null = null
  return (now) => {
    const today = dateIn(now, teammate.zone)
    if (days?.today !== today) days = daysOf(teammate, today, now)
    return momentOf(teammate, days, now)
  }
}

interface Placed extends Interval {
  readonly block: Block
}

interface Days {
  readonly today: PlainDate
  /** With its interval: reading a zoned time takes long. */
  readonly blocks: readonly Placed[]
  readonly shared: SharedPlan
  /** Starts and ends of blocks, and the midnight at which the shared days move on. */
  readonly edges: readonly Instant[]
}

function daysOf(teammate: Teammate, today: PlainDate, now: Instant): Days {
  const { zone } = teammate
  const all = blocksAround(teammate, today)
  const blocks = all.map((block) => placed(block))
  const edges = [...blocks.flatMap(({ start, end }) => [start, end]), dayStart(addDays(today, 1), zone)]
  return { today, blocks, shared: sharedPlan(all, zone, { place: true }, now), edges }
}

const placed = (block: Block): Placed => ({ block, ...blockInterval(block) })

function momentOf(teammate: Teammate, { blocks, shared, edges }: Days, now: Instant): Moment {
  const here = blocks.find((interval) => contains(interval, now)) ?? null
  const doing = here?.block.kind === 'open' ? teammate.habits.map((habit) => doingNow(habit, here, now)) : []
  const active = doing.filter((one) => one.active)
  const changes = [...edges, ...doing.map(({ changesAt }) => changesAt)].filter((at) => at > now)
  return {
    out: { presence: presenceOf(teammate, here, active), manual: manualOf(active), plan: shared },
    changesAt: earliest(...changes) ?? now,
  }
}

function blocksAround({ day, zone }: Teammate, today: PlainDate): Block[] {
  const blocks: Block[] = []
  for (let ahead = FIRST_DAY; ahead <= LAST_DAY; ahead += 1) {
    const date = addDays(today, ahead)
    for (const [kind, stretch, place] of day) {
      const span = readSpan(stretch, date, zone)
      if (typeof span === 'string') continue
      blocks.push({ id: `${date} ${stretch}`, kind, title: '', ...span, ...(place === undefined ? {} : { place }) })
    }
  }
  return blocks
}

interface Doing {
  readonly habit: Habit
  readonly active: boolean
  readonly until: Instant
  readonly changesAt: Instant
}

/** Never longer than the block in which they do it. */
function doingNow(habit: Habit, within: Interval, now: Instant): Doing {
  const every = minutes(habit.every)
  const start = Math.floor((now - minutes(habit.offset)) / every) * every + minutes(habit.offset)
  const until = Math.min(start + minutes(habit.lasts), within.end)
  const active = start >= within.start && now < until
  return { habit, active, until, changesAt: active ? until : start + every }
}

function presenceOf({ zone }: Teammate, here: Placed | null, active: readonly Doing[]): Presence {
  const place = here?.block.place
  const where = { zone, ...(place === undefined ? {} : { place }) }
  const session = active.find(({ habit }) => habit.does === 'focus')
  if (session !== undefined) return { rule: 2, state: 'focusing', until: session.until, ...where }
  if (here?.block.kind === 'focus') return { rule: 2, state: 'focusing', until: here.end, ...where }
  return { rule: 4, ...where }
}

function manualOf(active: readonly Doing[]): ManualStatus | null {
  const said = active.find(({ habit }) => habit.does !== 'focus')
  if (said === undefined) return null
  const { does, text, emoji } = said.habit
  return {
    ...(does === 'away' ? { state: 'away' } : {}),
    ...(text === undefined ? {} : { text }),
    ...(emoji === undefined ? {} : { emoji }),
    until: said.until,
  }
}
