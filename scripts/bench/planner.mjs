import { parseArgs } from 'node:util'
import { days, drag } from './lib/planner/screen.mjs'
import { icsParse } from './lib/planner/ics.mjs'
import { settleWithYears } from './lib/planner/life.mjs'
import { starts } from './lib/planner/starts.mjs'
import { inWorld, settleIn } from './lib/world.mjs'

/**
 * Ten years of blocks and journal, made by a seeded generator. `--only start|days|drag|ics`, `--quick` for a look whether all of it
 * works (its figures mean little), else `--runs` starts of each and `--days` days to open.
 */
export async function bench({ electron, args }) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      runs: { type: 'string' },
      days: { type: 'string' },
    },
  })
  const count = (given, usual, least) => Number(given ?? (values.quick ? least : usual))
  const parts = {
    start: (world) => starts(electron, world, count(values.runs, 15, 2)),
    days: (world) => days(world, count(values.days, 120, 12)),
    drag: (world) => drag(world, values.quick ? 1 : 5),
    ics: (world) => icsParse(world, values.quick ? 1 : 5),
  }
  const wanted = Object.entries(parts).filter(([name]) => values.only === undefined || values.only === name)
  return inWorld(async (world) => {
    await settleIn(world)
    await settleWithYears(world)
    const figures = []
    for (const [, measure] of wanted) figures.push(...(await measure(world)))
    return figures
  })
}
