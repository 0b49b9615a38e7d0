import { setTimeout as wait } from 'node:timers/promises'
import { cpuOf } from './processes.mjs'
import { figure, median } from './stats.mjs'
import { inTurns, settleIn, startProgram } from './world.mjs'

const WINDOW_MS = 30_000
const SETTLE_MS = 5000

/** CPU with a session running and no window on screen, beside a bare app whose window is hidden. */
export async function idleCpu(electron, world, pairs) {
  const shares = await inPairs(electron, world, { bare: 'bare', pairs, windowMs: WINDOW_MS })
  return [figure('CPU, session running, windows hidden', median(shares.tideline), '%', 0.3, median(shares.bare))]
}

/** The same beside a bare app that has nothing but an icon in the tray, as the difference within each pair. */
export async function trayCpu(electron, world, pairs, windowMs) {
  const { tideline, bare } = await inPairs(electron, world, { bare: 'bareTray', pairs, windowMs })
  const more = tideline.map((share, at) => share - bare[at])
  return [
    figure('CPU, session running, windows hidden', median(tideline), '%', null, median(bare)),
    figure('CPU above a bare tray app, median of pairs', median(more), 'points', 0.2),
  ]
}

async function inPairs(electron, world, { bare, pairs, windowMs }) {
  await settleIn(world)
  const index = world.tray.items.length
  const programs = {
    tideline: startProgram('tideline', electron, world, ['--hidden']),
    bare: null,
  }
  try {
    await (await world.tray.item(index)).activate()
    await waitUntilPaused(world.dunst)
    programs.bare = startProgram(bare, electron, world, ['--hidden'])
    await programs.bare.ready()
    await wait(SETTLE_MS)
    return await inTurns(pairs, 'CPU, %', async (name) => {
      const [before, from] = [await cpuOf(programs[name].pid), performance.now()]
      await wait(windowMs)
      return (((await cpuOf(programs[name].pid)) - before) / (performance.now() - from)) * 100
    })
  } finally {
    await programs.tideline.stop()
    await programs.bare?.stop()
  }
}

async function waitUntilPaused(dunst) {
  const end = Date.now() + 10_000
  while (!(await dunst.paused())) {
    if (Date.now() > end) throw new Error('the session did not mute the desktop')
    await wait(20)
  }
}
