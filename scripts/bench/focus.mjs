import { parseArgs } from 'node:util'
import { callbacks } from './lib/callbacks.mjs'
import { deadlines, drift } from './lib/deadline.mjs'
import { trayCpu } from './lib/idleCpu.mjs'
import { trayClicks } from './lib/trayClicks.mjs'
import { inWorld, settleIn } from './lib/world.mjs'

/**
 * What a focus session costs and how true it is. `--only deadline|drift|callbacks|clicks|cpu`, `--quick` for a look whether all of
 * it works (its figures mean little), else `--samples`, `--clicks`, `--pairs`.
 */
export async function bench({ electron, args }) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      samples: { type: 'string' },
      clicks: { type: 'string' },
      pairs: { type: 'string' },
    },
  })
  const { quick } = values
  const count = (given, usual, least) => Number(given ?? (quick ? least : usual))
  const parts = {
    deadline: (world) =>
      deadlines(electron, world, { samples: count(values.samples, 120, 5), resumes: quick ? 1 : 10 }),
    drift,
    callbacks: (world) => callbacks(electron, world, quick ? 10 : 120),
    clicks: (world) => trayClicks(electron, world, count(values.clicks, 30, 3)),
    cpu: (world) => trayCpu(electron, world, count(values.pairs, 5, 1), quick ? 5000 : 60_000),
  }
  const figures = []
  for (const [name, measure] of Object.entries(parts)) {
    if (values.only !== undefined && values.only !== name) continue
    figures.push(...(await inWorld(async (world) => (await settleIn(world), measure(world)))))
  }
  return figures
}
