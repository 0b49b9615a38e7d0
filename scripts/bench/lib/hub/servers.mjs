import { fork, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { endProcess, endWithUs } from '../../../lib/children.mjs'
import { inRoot, nodePath } from '../../../lib/paths.mjs'
import { cpuOf } from '../processes.mjs'

const LOAD = (name) => inRoot('tests', 'load', `${name}.ts`)
/** A bench asks more of a hub in a second than a person in a day. */
const NO_RATES = [
  'puts',
  'frames',
  'papers',
  'refusedPuts',
  'badFrames',
  'connectsByDevice',
  'connectsByAddress',
  'joinsByAddress',
  'joinsByInvite',
]
  .map((name) => `${name}=1000000000`)
  .join(',')
/** A share of one core above which the loader is what is measured, unless the server has more to do still. */
const BUSY_LOADER = 0.9
const FULL_SERVER = 0.95

/** A new folder that is gone after `run`. */
export async function inFolder(run) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tideline-bench-'))
  try {
    return await run(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Both servers run on the same Node, with the same switches. */
const SWITCHES = ['--disable-warning=ExperimentalWarning', '--expose-gc', '--import', LOAD('gc')]

export const startRaw = () => startServer([...SWITCHES, LOAD('raw')], /^RAW (\d+)$/)

export const HUB_SOURCE = inRoot('src', 'hub', 'index.ts')
/** What is shipped, rather than its sources, which Node must read at each start. */
const HUB_BUILT = inRoot('out', 'main', 'hub.js')

export function startHub(folder, args = [], entry = HUB_BUILT) {
  const words = ['serve', '--data', folder, '--listen', '127.0.0.1:0', ...args]
  return startServer([...SWITCHES, entry, ...words], /^TIDELINE_HUB .*"port":(\d+)/, { TIDELINE_HUB_RATES: NO_RATES })
}

async function startServer(args, ready, env = {}) {
  const from = performance.now()
  const child = spawn(nodePath(), args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  endWithUs(child)
  const lines = createInterface({ input: child.stdout })
  let errors = ''
  child.stderr.on('data', (chunk) => (errors = `${errors}${chunk}`.slice(-4000)))
  const port = await new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const found = ready.exec(line)
      if (found) resolve(Number(found[1]))
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${errors}`)))
  })
  const readyMs = performance.now() - from
  /** Throws its garbage away and answers what is left, in bytes. */
  const cleaned = () =>
    new Promise((resolve) => {
      lines.on('line', function look(line) {
        if (!line.startsWith('CLEANED ')) return
        lines.off('line', look)
        const [rss, heapTotal, heapUsed, external] = line.split(' ').slice(1).map(Number)
        resolve({ rss, heapTotal, heapUsed, external })
      })
      child.kill('SIGUSR2')
    })
  return { pid: child.pid, port, readyMs, cleaned, child, stop: () => endProcess(child, 'SIGTERM', 8000) }
}

/** A loader of its own for one server. */
export function startLoader() {
  const child = fork(LOAD('loader'), { execPath: nodePath(), execArgv: [] })
  endWithUs(child)
  const ask = (order) =>
    new Promise((resolve, reject) => {
      const ended = (code) => reject(new Error(`the loader ended with ${code}`))
      child.once('exit', ended)
      child.once('message', (report) => {
        child.off('exit', ended)
        resolve(report)
      })
      child.send(order)
    })
  return { pid: child.pid, ask, stop: () => endProcess(child, 'SIGKILL') }
}

/**
 * Measures one order: what the loader reports, and what it cost the server.
 * @returns `cpuMs` of the server, and `isVoid` where the loader had too much to do to be trusted
 */
export async function measured({ server, loader }, order) {
  const [cpu, own, from] = [await cpuOf(server.pid), await cpuOf(loader.pid), performance.now()]
  const report = await loader.ask(order)
  const ms = performance.now() - from
  const [cpuAfter, ownAfter] = [await cpuOf(server.pid), await cpuOf(loader.pid)]
  const [loaderShare, serverShare] = [(ownAfter - own) / ms, (cpuAfter - cpu) / ms]
  const isVoid = loaderShare > BUSY_LOADER && serverShare < FULL_SERVER
  return { ...report, cpuMs: cpuAfter - cpu, loaderShare, isVoid }
}

/** Both sides in turn, the order changing each round, so that a slow minute hits both alike. */
export async function inRounds(rounds, sides, measure) {
  const results = Object.fromEntries(Object.keys(sides).map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    const names = Object.keys(sides)
    const order = round % 2 ? names.toReversed() : names
    const pair = {}
    for (const name of order) pair[name] = await measure(sides[name], name)
    if (Object.values(pair).some(({ isVoid }) => isVoid)) continue
    for (const name of names) results[name].push(pair[name])
  }
  if (results[Object.keys(sides)[0]].length === 0)
    throw new Error('In every round the loader had more than 90 % of a core to do: nothing was measured.')
  return results
}
