import { setTimeout as wait } from 'node:timers/promises'
import { say } from '../../../lib/say.mjs'
import { costOf } from '../planner/trace.mjs'
import { figure } from '../stats.mjs'
import { closeTeam, openTeam, trace } from './window.mjs'

const MINUTE = 60_000
/** On both sides of a minute's end. */
const AROUND_MS = 6_000

/**
 * The agreement's page over the team window: the core hours of everybody are checked when it is opened, and again when a
 * minute is over, while people go on changing.
 */
export async function agreementPage(crowd, perSecond) {
  const { app, people, change } = crowd
  const { page } = await openTeam(crowd)
  const opening = await longest(app, async () => {
    await page.locator('.team-title-button').click()
    await page.getByRole('menuitem', { name: /^How we work/ }).click()
    await page.getByRole('dialog').waitFor()
    await wait(AROUND_MS)
  })
  say(`the agreement's page of ${people} opened: longest task ${opening.toFixed(1)} ms`)
  await wait(Math.max(0, MINUTE - (Date.now() % MINUTE) - AROUND_MS))
  const tick = await longest(app, () => change(perSecond, 2 * AROUND_MS))
  say(`a minute ended beside it: longest task ${tick.toFixed(1)} ms`)
  await closeTeam(app)
  const name = `${people} people, the agreement's page`
  return [
    figure(`${name} opens: longest task of the window`, opening, 'ms', 50),
    figure(`${name} open, ${perSecond} changes/s, a minute ends: longest task of the window`, tick, 'ms', 50),
  ]
}

async function longest(app, run) {
  await trace(app, 'start')
  await run()
  return Math.max(...costOf(await trace(app, 'stop')).tasks)
}
