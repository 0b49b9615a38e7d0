import { figure, median } from '../stats.mjs'
import { inTurns, startProgram } from '../world.mjs'

/** Start to a usable planner with ten years and with nothing, in turns. */
export async function starts(electron, world, rounds) {
  const once = async (name) => {
    const program = startProgram(name, electron, world)
    try {
      return await program.ready()
    } finally {
      await program.stop()
    }
  }
  await once('tideline')
  await once('full')
  const found = await inTurns(rounds, 'start, ms', once, ['full', 'tideline'])
  const [full, empty] = [median(found.full), median(found.tideline)]
  return [
    figure('start with ten years', full, 'ms', null, empty),
    figure('start with ten years ÷ empty', full / empty, '×', 1.1, 1),
  ]
}
