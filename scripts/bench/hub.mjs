import { parseArgs } from 'node:util'
import { fanout } from './lib/hub/fanout.mjs'
import { arrivals, hold, memory, storm } from './lib/hub/many.mjs'

/** Neither windows nor sound are measured here. */
export const needsDesktop = false

/**
 * The hub beside raw `ws` with a frame built once, on the same Node, in turns.
 * `--only fanout,memory,storm,arrivals,hold`, `--rounds 9`, `--sizes 200,1000,5000`, `--quick`.
 */
export async function bench({ args }) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      rounds: { type: 'string' },
      sizes: { type: 'string', default: '200,1000,5000' },
      quick: { type: 'boolean', default: false },
    },
  })
  const { quick } = values
  const how = { rounds: Number(values.rounds ?? (quick ? 3 : 9)), quick }
  const crowd = quick ? 1_000 : 5_000
  const parts = {
    fanout: async () => {
      const figures = []
      for (const size of values.sizes.split(',')) figures.push(...(await fanout(Number(size), how)))
      return figures
    },
    memory: () => memory(crowd),
    storm: () => storm(crowd, how),
    arrivals: () => arrivals(500),
    hold: () => hold(how),
  }
  const figures = []
  for (const [name, part] of Object.entries(parts)) {
    if (!values.only || values.only.split(',').includes(name)) figures.push(...(await part()))
  }
  return figures
}
