import { setTimeout as wait } from 'node:timers/promises'
import { startTeammates } from '../../../tests/e2e/teammates.ts'
import { say } from '../../lib/say.mjs'
import { figure, percentile } from './stats.mjs'

/** A person does not click faster than this; whoever does is sent on at a limited rate. */
const BETWEEN_CLICKS_MS = 3000

/** A tray click until the desktop is muted and until the teammate's row says so, both over real parts, several times. */
export async function clicks(count) {
  const mates = await startTeammates()
  try {
    const page = await mates.ben.app.window('team')
    await rowShows(page, 'available')
    const muted = []
    const shown = []
    for (let round = 0; round < count; round += 1) {
      await wait(BETWEEN_CLICKS_MS)
      const row = rowShows(page, 'focusing')
      const from = Date.now()
      await mates.ana.tray.activate()
      muted.push((await whenPaused(mates.dunst, true)) - from)
      shown.push((await row) - from)
      await wait(BETWEEN_CLICKS_MS)
      const back = rowShows(page, 'focusing', false)
      await mates.ana.tray.activate()
      await whenPaused(mates.dunst, false)
      await back
      say(`click ${round + 1}/${count}: muted ${muted.at(-1)} ms, teammate's row ${shown.at(-1)} ms`)
    }
    return [...spread('tray click → muted', muted, 150), ...spread("tray click → teammate's row", shown, 1000)]
  } finally {
    await mates.stop()
  }
}

const spread = (name, values, aim) => [
  figure(`${name}, p50`, percentile(values, 0.5), 'ms', null),
  figure(`${name}, p95`, percentile(values, 0.95), 'ms', aim),
]

async function whenPaused(dunst, wanted) {
  const end = Date.now() + 10_000
  while ((await dunst.paused()) !== wanted) {
    if (Date.now() > end) throw new Error(`dunst was not ${wanted ? 'paused' : 'released'} within 10 s`)
  }
  return Date.now()
}

/** When another person's row starts (or stops) to show this state; read in the window itself, by its own clock. */
function rowShows(page, state, present = true) {
  return page.evaluate(
    ([wanted, there]) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = document.querySelector(`.team-row:not([data-me]) .ui-glyph[data-state=${wanted}]`)
          if (Boolean(found) === there) finish(() => resolve(Date.now()))
        }
        const observer = new MutationObserver(look)
        const timer = setTimeout(() => finish(() => reject(new Error(`no row became ${wanted}`))), 10_000)
        const finish = (then) => {
          observer.disconnect()
          clearTimeout(timer)
          then()
        }
        observer.observe(document.body, { subtree: true, childList: true, attributes: true })
        look()
      }),
    [state, present],
  )
}
