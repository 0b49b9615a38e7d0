import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { waitFor } from '../../../../tests/harness/wait.ts'
import { openConnection } from '../../../../src/main/cli/connection.ts'
import { findPath } from '../../../../src/main/control/place.ts'
import { say } from '../../../lib/say.mjs'
import { figure, median } from '../stats.mjs'
import { startProgram } from '../world.mjs'

/** Everybody is there some time after the link stands; a person would not open the window sooner than that. */
const SETTLE_MS = 3_000

/**
 * The first opening after a start with no driver attached, which would hold each new page for a while: from the wish on
 * the control socket to the painted rows, and what passed until each step of it.
 */
export async function alone(crowd, times) {
  await crowd.app.stop()
  const took = []
  for (let time = 1; time <= times; time += 1) {
    took.push(await openOnce(crowd))
    say(`team window ${time}/${times}, no driver: ${JSON.stringify(took.at(-1))}`)
  }
  const name = `team window opens, ${crowd.people} people, first time after start, with no warning and no driver`
  const step = (key) => median(took.map((each) => each[key]))
  return [
    figure(`${name}, median`, step('painted'), 'ms', 300),
    figure(`${name}, slowest`, Math.max(...took.map(({ painted }) => painted)), 'ms', null),
    figure(`${name}: until its page's code had run`, step('run'), 'ms', null),
    figure(`${name}: until the screen's own code was there`, step('code'), 'ms', null),
    figure(`${name}: until those were there whom it shows first`, step('people'), 'ms', null),
    figure(`${name}: until everybody was read`, step('everybody'), 'ms', null),
  ]
}

/** What had passed at each step, in ms. */
async function openOnce({ world }) {
  const dataDir = path.join(world.dir, 'tideline')
  const electron = { path: process.env.TIDELINE_ELECTRON }
  const program = startProgram('tideline', electron, world, [], { TIDELINE_TRACE_OPENS: '1' })
  try {
    await program.ready()
    const socket = await waitFor('the control socket', () => findPath(dataDir))
    const door = await waitFor('its answer', () => openConnection(socket, dataDir).catch(() => null))
    await waitFor('the link', async () => isOnline(await door.request({ ask: 'team' })), 20_000)
    await wait(SETTLE_MS)
    const from = Date.now()
    await door.request({ do: { type: 'window.open', window: 'team' } })
    const told = await waitFor('the rows', () => /TIDELINE_OPENED (.*)/.exec(program.output()), 20_000)
    door.close()
    return Object.fromEntries(Object.entries(JSON.parse(told[1])).map(([step, at]) => [step, at - from]))
  } finally {
    await program.stop()
  }
}

const isOnline = ({ value }) => value.teams.some(({ link }) => link.status === 'online')
