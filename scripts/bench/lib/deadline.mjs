import { readFile, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openTalk } from '../../../src/main/cli/talk.ts'
import { yearOfEnds } from '../../../tests/scenarios/virtual.ts'
import { say } from '../../lib/say.mjs'
import { figure, percentile } from './stats.mjs'
import { startProgram } from './world.mjs'

/** Sessions in a row in the real app, a little over a second each: how long after its end each is written down as ended. */
export async function deadlines(electron, world, { samples, resumes }) {
  const app = startProgram('tideline', electron, world, ['--hidden'])
  const dataDir = path.join(world.dir, 'tideline')
  const talk = await whenAnswering(dataDir)
  try {
    const awake = []
    while (awake.length < samples) {
      const until = Date.now() + 900 + Math.round(Math.random() * 500)
      await talk.do({ type: 'focus.start', until })
      // a file's time is as fine as the kernel's tick, which may lie before the end
      awake.push(Math.abs((await whenEnded(dataDir, until)) - until))
      if (awake.length % 20 === 0) say(`deadline ${awake.length}/${samples}`)
    }
    const resumed = []
    while (resumed.length < resumes) {
      const until = Date.now() + 1500
      await talk.do({ type: 'focus.start', until })
      process.kill(app.pid, 'SIGSTOP')
      await wait(until - Date.now() + 700)
      const from = Date.now()
      process.kill(app.pid, 'SIGCONT')
      resumed.push((await whenEnded(dataDir, until)) - from)
    }
    return [
      figure('timer error at the deadline, p50', percentile(awake, 0.5), 'ms', null),
      figure('timer error at the deadline, p99', percentile(awake, 0.99), 'ms', 100),
      figure('end after a stopped process goes on, slowest', Math.max(...resumed), 'ms', 1000),
    ]
  } finally {
    talk.close()
    await app.stop()
  }
}

/** The same loop on virtual clocks, the wall clock pulled as a time server pulls it. */
export async function drift() {
  const { late, wakes } = await yearOfEnds(50)
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
  const grown = Math.abs(mean(late.slice(-60)) - mean(late.slice(0, 60)))
  return [
    figure('drift over a simulated year (a session a day, clock pulled 50 ppm)', grown, 'ms', 5),
    figure('slowest end of that year', Math.max(...late), 'ms', 100),
    figure('timer callbacks a second over that year', wakes / (365 * 24 * 3600), '/s', 1),
  ]
}

/** A conversation with the app, once it answers. */
export async function whenAnswering(dataDir) {
  const end = Date.now() + 20_000
  for (;;) {
    try {
      const talk = await openTalk(dataDir)
      await talk.status()
      return talk
    } catch (error) {
      if (Date.now() > end) throw error
      await wait(50)
    }
  }
}

/** When the journal got the line of this end: the file's own time, so that looking for it costs the app nothing. */
async function whenEnded(dataDir, until) {
  await wait(Math.max(0, until - Date.now()) + 50)
  for (const end = Date.now() + 10_000; Date.now() < end; await wait(20)) {
    const name = (await readdir(dataDir))
      .filter((each) => each.startsWith('journal-'))
      .toSorted()
      .at(-1)
    const file = path.join(dataDir, name ?? 'none')
    const lines = (await readFile(file, 'utf8').catch(() => '')).trimEnd().split('\n')
    const last = JSON.parse(lines.at(-1) || '{}')
    if (last.type === 'ended' && Math.abs(last.at - until) < 1) return (await stat(file)).mtimeMs
  }
  throw new Error('the session did not end within ten seconds')
}
