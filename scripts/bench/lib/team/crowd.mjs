import { fork } from 'node:child_process'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startApp } from '../../../../tests/harness/app.ts'
import { endProcess, endWithUs } from '../../../lib/children.mjs'
import { inRoot, nodePath } from '../../../lib/paths.mjs'
import { inWorld, settleIn } from '../world.mjs'

/**
 * The app in a team of so many people. `ask` is a wish from its planner; `change` has people change; `restart` starts the
 * app anew, and settles when it knows everybody again.
 */
export async function inCrowd(people, run, { agrees = false } = {}) {
  const hub = await startCrowd(people, agrees)
  try {
    await inWorld(async (world) => {
      await settleIn(world)
      const crowd = { people, world, change: hub.change }
      const start = async () => {
        crowd.app = await startApp(world.desktop, { dataDir: path.join(world.dir, 'tideline') })
        const planner = await crowd.app.window('planner')
        crowd.ask = (wish) => planner.evaluate((intent) => globalThis.tideline.call('dispatch', intent), wish)
        crowd.online = () => planner.evaluate(isOnline)
      }
      crowd.restart = async () => {
        await crowd.app.stop()
        await start()
        await arrived(crowd)
      }
      await start()
      try {
        const invite = `http://127.0.0.1:${hub.port}/j/crowd.crowd`
        const joined = await crowd.ask({ type: 'team.join', invite, person: 'Viewer' })
        if (!joined.ok) throw new Error(`the crowd could not be joined: ${JSON.stringify(joined)}`)
        await arrived(crowd)
        await run(crowd)
      } finally {
        await crowd.app.stop()
      }
    })
  } finally {
    await hub.stop()
  }
}

/** Runs in the planner: whether the link to the team stands. */
async function isOnline() {
  const [{ full }] = await globalThis.tideline.call('watch', ['teams'])
  return Object.values(full).some(({ link }) => link.status === 'online')
}

/** Everybody is there some time after the link stands; a person would not open the window sooner than that. */
const SETTLE_MS = 3_000

async function arrived({ online }) {
  while (!(await online())) await wait(100)
  await wait(SETTLE_MS)
}

async function startCrowd(people, agrees) {
  const words = [String(people), ...(agrees ? ['agrees'] : [])]
  const child = fork(inRoot('tests', 'load', 'crowd.ts'), words, { execPath: nodePath(), execArgv: [] })
  endWithUs(child)
  const answer = () =>
    new Promise((resolve, reject) => {
      const ended = (code) => reject(new Error(`the crowd ended with ${code}`))
      child.once('exit', ended)
      child.once('message', (said) => {
        child.off('exit', ended)
        resolve(said)
      })
    })
  const { port } = await answer()
  const change = (perSecond, millis) => {
    const told = answer()
    child.send({ perSecond, millis })
    return told
  }
  return { port, change, stop: () => endProcess(child, 'SIGKILL') }
}
