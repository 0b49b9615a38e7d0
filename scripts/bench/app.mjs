import { parseArgs } from 'node:util'
import { clicks } from './lib/clicks.mjs'
import { idleCpu } from './lib/idleCpu.mjs'
import { startAndMemory } from './lib/startAndMemory.mjs'
import { inWorld } from './lib/world.mjs'

/** The app beside a bare Electron window on the same runtime. `--only start|clicks|cpu`, `--runs`, `--clicks`, `--pairs`. */
export async function bench({ electron, args }) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      runs: { type: 'string', default: '7' },
      clicks: { type: 'string', default: '20' },
      pairs: { type: 'string', default: '5' },
    },
  })
  const wanted = (part) => !values.only || values.only === part
  const figures = []
  if (wanted('start')) figures.push(...(await inWorld((world) => startAndMemory(electron, world, Number(values.runs)))))
  if (wanted('clicks')) figures.push(...(await clicks(Number(values.clicks))))
  if (wanted('cpu')) figures.push(...(await inWorld((world) => idleCpu(electron, world, Number(values.pairs)))))
  return figures
}
