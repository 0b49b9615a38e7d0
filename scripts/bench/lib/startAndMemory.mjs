import { setTimeout as wait } from 'node:timers/promises'
import { pssOf } from './processes.mjs'
import { figure, median } from './stats.mjs'
import { inTurns, settleIn, startProgram } from './world.mjs'

/** How long a program may settle before its memory is read, ms. */
const SETTLE_MS = 3000

/** Start to a usable planner, and memory some seconds later, each beside a bare window on the same runtime. */
export async function startAndMemory(electron, world, rounds) {
  const memory = { tideline: [], bare: [] }
  const once = async (name) => {
    const program = startProgram(name, electron, world)
    try {
      const ms = await program.ready()
      await wait(SETTLE_MS)
      memory[name].push((await pssOf(program.pid)) / 2 ** 20)
      return ms
    } finally {
      await program.stop()
    }
  }
  // the first start of each fills caches and makes the data folder
  await settleIn(world)
  await once('bare')
  await once('tideline')
  memory.tideline.length = memory.bare.length = 0
  const starts = await inTurns(rounds, 'start, ms', once)
  return [...compared('start to usable planner', starts, 'ms', 1.35), ...compared('memory (PSS)', memory, 'MiB', 1.25)]
}

function compared(name, { tideline, bare }, unit, aim) {
  const [ours, least] = [median(tideline), median(bare)]
  return [figure(name, ours, unit, null, least), figure(`${name} ÷ bare window`, ours / least, '×', aim, 1)]
}
