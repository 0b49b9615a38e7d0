import { fork } from 'node:child_process'
import path from 'node:path'
import { startApp } from '../../../../tests/harness/app.ts'
import { endProcess, endWithUs } from '../../../lib/children.mjs'
import { inRoot, nodePath } from '../../../lib/paths.mjs'
import { inWorld, settleIn } from '../world.mjs'

/** The app in a team of so many people. `ask` is a wish from its planner; `change` has people change. */
export async function inCrowd(people, run) {
  const hub = await startCrowd(people)
  try {
    await inWorld(async (world) => {
      await settleIn(world)
      const app = await startApp(world.desktop, { dataDir: path.join(world.dir, 'tideline') })
      try {
        const planner = await app.window('planner')
        const ask = (wish) => planner.evaluate((intent) => globalThis.tideline.call('dispatch', intent), wish)
        const invite = `http://127.0.0.1:${hub.port}/j/crowd.crowd`
        const joined = await ask({ type: 'team.join', invite, person: 'Viewer' })
        if (!joined.ok) throw new Error(`the crowd could not be joined: ${JSON.stringify(joined)}`)
        await run({ app, ask, people, change: hub.change })
      } finally {
        await app.stop()
      }
    })
  } finally {
    await hub.stop()
  }
}

async function startCrowd(people) {
  const child = fork(inRoot('tests', 'load', 'crowd.ts'), [String(people)], { execPath: nodePath(), execArgv: [] })
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
