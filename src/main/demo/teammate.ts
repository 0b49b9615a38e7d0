/** What a simulated teammate publishes at an instant. Pure: the same instant gives the same answer, as with a real device. */
import { sharedPlan } from '../../core/availability/cut.ts'
import { type Block, blockAt, blockInterval, type Interval } from '../../core/planner/block.ts'
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

interface Days {
  readonly today: PlainDate
  readonly blocks: readonly Block[]
  readonly shared: SharedPlan
  /** Starts and ends of blocks, and the midnight at which the shared days move on. */
  readonly edges: readonly Instant[]
}

function daysOf(teammate: Teammate, today: PlainDate, now: Instant): Days {
  const { zone } = teammate
  const blocks = blocksAround(teammate, today)
  const edges = blocks.flatMap((block) => {
    const { start, end } = blockInterval(block)
    return [start, end]
  })
  const shared = sharedPlan(blocks, zone, { place: true }, now)
  return { today, blocks, shared, edges: [...edges, dayStart(addDays(today, 1), zone)] }
}

function momentOf(teammate: Teammate, { blocks, shared, edges }: Days, now: Instant): Moment {
  const block = blockAt(blocks, now)
  const doing = block?.kind === 'open' ? teammate.habits.map((habit) => doingNow(habit, blockInterval(block), now)) : []
  const active = doing.filter((one) => one.active)
  const changes = [...edges, ...doing.map(({ changesAt }) => changesAt)].filter((at) => at > now)
  return {
    out: { presence: presenceOf(teammate, block, active), manual: manualOf(active), plan: shared },
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

function presenceOf({ zone }: Teammate, block: Block | null, active: readonly Doing[]): Presence {
  const here = { zone, ...(block?.place === undefined ? {} : { place: block.place }) }
  const session = active.find(({ habit }) => habit.does === 'focus')
  if (session !== undefined) return { rule: 2, state: 'focusing', until: session.until, ...here }
  if (block?.kind === 'focus') return { rule: 2, state: 'focusing', until: blockInterval(block).end, ...here }
  return { rule: 4, ...here }
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
