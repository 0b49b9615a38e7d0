import { parseArgs } from 'node:util'
import { ensureBuild } from '../lib/build.mjs'
import { fanout } from './lib/hub/fanout.mjs'
import { kill, lapse } from './lib/hub/gone.mjs'
import { nodes } from './lib/hub/nodes.mjs'
import { arrivals, hold, memory, storm } from './lib/hub/many.mjs'

/** Neither windows nor sound are measured here. */
export const needsDesktop = false

/**
 * The hub beside raw `ws` with a frame built once, on the same Node, in turns.
 * `--only fanout,memory,storm,arrivals,hold,kill,nodes,lapse`, `--rounds 9`, `--sizes 200,1000,5000`, `--quick`.
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
  await ensureBuild()
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
    kill: () => kill(how),
    nodes: () => nodes(how),
    lapse: () => lapse(),
  }
  const figures = []
  for (const [name, part] of Object.entries(parts)) {
    if (!values.only || values.only.split(',').includes(name)) figures.push(...(await part()))
  }
  return figures
}
