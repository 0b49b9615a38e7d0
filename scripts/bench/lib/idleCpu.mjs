import { setTimeout as wait } from 'node:timers/promises'
import { cpuOf } from './processes.mjs'
import { figure, median } from './stats.mjs'
import { inTurns, settleIn, startProgram } from './world.mjs'

const WINDOW_MS = 30_000
const SETTLE_MS = 5000

/** CPU with a session running and no window on screen, beside a bare app whose window is hidden. */
export async function idleCpu(electron, world, pairs) {
  await settleIn(world)
  const index = world.tray.items.length
  const programs = {
    tideline: startProgram('tideline', electron, world, ['--hidden']),
    bare: startProgram('bare', electron, world, ['--hidden']),
  }
  try {
    await programs.bare.ready()
    await (await world.tray.item(index)).activate()
    await waitUntilPaused(world.dunst)
    await wait(SETTLE_MS)
    const shares = await inTurns(pairs, 'CPU, %', async (name) => {
      const [before, from] = [await cpuOf(programs[name].pid), performance.now()]
      await wait(WINDOW_MS)
      return (((await cpuOf(programs[name].pid)) - before) / (performance.now() - from)) * 100
    })
    return [figure('CPU, session running, windows hidden', median(shares.tideline), '%', 0.3, median(shares.bare))]
  } finally {
    await programs.tideline.stop()
    await programs.bare.stop()
  }
}

async function waitUntilPaused(dunst) {
  const end = Date.now() + 10_000
  while (!(await dunst.paused())) {
    if (Date.now() > end) throw new Error('the session did not mute the desktop')
    await wait(20)
  }
}
