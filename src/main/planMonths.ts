/**
 * The plan on disk: `plan.json` holds this month, the one before and all that is to come; what is older lies in a file a
 * month (`plan-2024-03.json`), read when a day of it is looked at. So a start costs the same after ten years.
 */
import { readdirSync } from 'node:fs'
import type { Intent } from '../core/app/intent.ts'
import type { State } from '../core/app/state.ts'
import type { Block, Interval } from '../core/planner/block.ts'
import { type Month, monthOf, monthsBefore, settled } from '../core/planner/months.ts'
import type { Plan } from '../core/planner/planned.ts'
import { breath } from './breath.ts'
import type { Keeper } from './ports.ts'

/** Old months that stay in memory beside those asked for last. */
const MOST_LOADED = 6

export interface PlanMonths {
  /** What brings the old months of this window into the state. */
  reading(window: Interval): readonly Intent[]
  /** What must be read before this intent can be decided. */
  before(intent: Intent, state: State): readonly Intent[]
  /** Writes what differs, to the months that it lies in. Throws `SaveError`. */
  save(before: Plan, after: Plan): void
  /** Puts away what became old since the last start. Not before the first picture. */
  putAway(state: () => State): Promise<readonly Intent[]>
  /** All blocks there are, for an export: those in memory and those put away. */
  whole(state: State): Plan
}

interface Parts {
  readonly keeper: Keeper
  /** The first month that is not put away. */
  readonly edge: Month
  /** The months that have a file. */
  readonly months: () => readonly Month[]
  readonly rhythm: () => State['rhythm']
  /** The plan as `plan.json` held it at the start. */
  readonly plan: Plan
}

const monthFile = (month: Month): string => `plan-${month}`

/** The files of months that were put away. */
export const planFiles = (dataDir: string): readonly string[] =>
  readdirSync(dataDir).filter((name) => /^plan-\d{4}-\d{2}\.json$/.test(name))

export function createPlanMonths({ keeper, edge, months, rhythm, plan }: Parts): PlanMonths {
  let files: Set<Month> | null = null
  const onDisk = (): Set<Month> => (files ??= new Set(months()))
  /** In memory, the ones asked for last at the end. */
  let loaded: readonly Month[] = []
  const isOld = (month: Month | null): month is Month => month !== null && month < edge
  /** Old, but still in `plan.json`. */
  let waiting = oldMonths(plan)
  function oldMonths(of: Plan): Set<Month> {
    return new Set(Object.values(of).map(monthOf).filter(isOld))
  }
  const placeOf = (block: Block): string => {
    const month = monthOf(block)
    return isOld(month) && !waiting.has(month) ? monthFile(month) : 'plan'
  }

  /** What a month's file holds; a broken one is set aside, and told. */
  function readMonth(month: Month): { blocks: Plan; news: readonly Intent[] } {
    if (!onDisk().has(month)) return { blocks: {}, news: [] }
    const { value, problem } = keeper.load(monthFile(month))
    return {
      // The keeper has checked it: somebody waits for this day.
      blocks: value === null ? {} : settled(value as Plan, rhythm()),
      news: problem === null ? [] : [told(month, problem)],
    }
  }

  function load(wanted: readonly Month[]): readonly Intent[] {
    const missing = wanted.filter((month) => !loaded.includes(month) && onDisk().has(month))
    if (missing.length === 0) return []
    const read = missing.map(readMonth)
    const rest = loaded.filter((month) => !wanted.includes(month))
    const gone = rest.slice(0, Math.max(0, rest.length + wanted.length - MOST_LOADED))
    loaded = [...rest.slice(gone.length), ...wanted.filter((month) => onDisk().has(month))]
    const blocks = together(read.map((one) => one.blocks))
    return [{ type: 'plan.months', blocks, gone }, ...read.flatMap(({ news }) => news)]
  }

  const from = (month: Month): readonly Month[] => [...onDisk()].filter((one) => one >= month.slice(0, 7)).toSorted()

  function writeMonth(name: string, plan: Plan): void {
    keeper.save(name, plan)
    onDisk().add(name.slice('plan-'.length))
  }

  return {
    reading: (window) => load(monthsBefore(edge, window)),
    before(intent, state) {
      if (intent.type === 'data.imported') {
        // An import leaves one file with everything, for the next start to put away.
        files = null
        loaded = []
        waiting = oldMonths(intent.parts.plan)
      }
      if (intent.type === 'plan.undo') return load(monthsOf(state.history.past.at(-1), edge))
      if (intent.type === 'plan.redo') return load(monthsOf(state.history.future.at(-1), edge))
      // What is removed from a date on takes its exceptions with it, the old ones too.
      if (intent.type === 'rhythm.remove') return load(from(intent.from ?? ''))
      return intent.type === 'rhythm.replace' ? load(from(intent.from)) : []
    },
    save(before, after) {
      const changes = changesBetween(before, after, placeOf)
      // Files that gain come first: a crash between two leaves a block twice, never nowhere.
      const names = [...changes.keys()].toSorted((a, b) => gains(changes, b) - gains(changes, a))
      for (const name of names) {
        if (name === 'plan') keeper.save(name, near(after, placeOf))
        else writeMonth(name, withChanges(readMonth(name.slice('plan-'.length)).blocks, changes.get(name) ?? new Map()))
      }
    },
    async putAway(state) {
      const old = [...waiting].toSorted()
      if (old.length === 0) return []
      for (const month of old) {
        await breath()
        const blocks = Object.values(state().plan).filter((block) => monthOf(block) === month)
        writeMonth(monthFile(month), { ...readMonth(month).blocks, ...byId(blocks) })
        // From here on its changes go to its own file; what `plan.json` still has of it is the same.
        waiting.delete(month)
        loaded = [...loaded, month]
      }
      keeper.save('plan', near(state().plan, placeOf))
      loaded = loaded.filter((month) => !old.includes(month))
      return [{ type: 'plan.months', blocks: {}, gone: old }]
    },
    whole: (state) => together([...from('').map((month) => readMonth(month).blocks), state.plan]),
  }
}

/** The later one wins. Ids are whatever a person's file says, `__proto__` too. */
const together = (plans: readonly Plan[]): Plan => Object.fromEntries(plans.flatMap((plan) => Object.entries(plan)))

type Changes = Map<string, Map<string, Block | null>>

/** What each file has to take and to give up. */
function changesBetween(before: Plan, after: Plan, placeOf: (block: Block) => string): Changes {
  const changes: Changes = new Map()
  const note = (file: string, id: string, block: Block | null): void =>
    void changes.set(file, (changes.get(file) ?? new Map<string, Block | null>()).set(id, block))
  for (const [id, was] of Object.entries(before)) if (after[id] !== was) note(placeOf(was), id, null)
  for (const [id, is] of Object.entries(after)) if (before[id] !== is) note(placeOf(is), id, is)
  return changes
}

const gains = (changes: Changes, name: string): number =>
  [...(changes.get(name)?.values() ?? [])].some((block) => block !== null) ? 1 : 0

function withChanges(blocks: Plan, changes: ReadonlyMap<string, Block | null>): Plan {
  const next: Record<string, Block> = { ...blocks }
  for (const [id, block] of changes) {
    if (block === null) delete next[id]
    else next[id] = block
  }
  return next
}

const near = (plan: Plan, placeOf: (block: Block) => string): Plan =>
  byId(Object.values(plan).filter((block) => placeOf(block) === 'plan'))

const byId = (blocks: readonly Block[]): Plan => Object.fromEntries(blocks.map((block) => [block.id, block]))

/** The old months that a step of the history touched. */
function monthsOf(step: State['history']['past'][number] | undefined, edge: Month): readonly Month[] {
  const blocks = Object.values(step?.plan ?? {}).flat()
  const months = blocks.flatMap((block) => (block === null ? [] : (monthOf(block) ?? [])))
  return [...new Set(months)].filter((month) => month < edge)
}

function told(month: Month, { code, recovered, keptAs }: NonNullable<ReturnType<Keeper['load']>['problem']>): Intent {
  const key = `notice.file.${code}${recovered ? '.recovered' : ''}`
  return { type: 'notice.tell', key, values: { name: monthFile(month), file: keptAs }, tone: 'problem' }
}
