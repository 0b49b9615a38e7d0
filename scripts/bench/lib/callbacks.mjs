import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { whenAnswering } from './deadline.mjs'
import { figure } from './stats.mjs'
import { startProgram } from './world.mjs'

/** Timer callbacks a second while a session runs and every window is hidden, in main and in the windows. */
export async function callbacks(electron, world, seconds) {
  const app = startProgram('tideline', electron, world, ['--hidden'], { TIDELINE_TRACE_CALLBACKS: '1' })
  const talk = await whenAnswering(path.join(world.dir, 'tideline'))
  try {
    await talk.do({ type: 'window.open', window: 'planner' })
    await talk.do({ type: 'window.open', window: 'team' })
    await app.ready()
    await talk.do({ type: 'focus.start', minutes: 60 })
    await wait(2000)
    // the first look hides the windows; what they had begun by then is not counted
    await look(app, 1)
    await wait(2000)
    const before = await look(app, 2)
    await wait(seconds * 1000)
    const after = await look(app, 3)
    return [
      figure('own timer callbacks in main, session running', (after.main - before.main) / seconds, '/s', 1),
      figure('timer callbacks in hidden windows, session running', (after.pages - before.pages) / seconds, '/s', 0),
    ]
  } finally {
    talk.close()
    await app.stop()
  }
}

/** Asks the app for its counts; this is the answer number `nth`. */
async function look(app, nth) {
  process.kill(app.pid, 'SIGUSR2')
  for (const end = Date.now() + 5000; Date.now() < end; await wait(20)) {
    const line = [...app.output().matchAll(/^TIDELINE_CALLBACKS (.*)$/gm)][nth - 1]
    if (line === undefined) continue
    const { main, windows } = JSON.parse(line[1])
    if (windows.length < 2) throw new Error(`only ${windows.length} windows to count in`)
    if (nth > 1 && windows.some(([hidden]) => !hidden)) throw new Error('a window is not hidden')
    return { main, pages: windows.reduce((sum, [, count]) => sum + count, 0) }
  }
  throw new Error('the app did not tell its callbacks')
}
