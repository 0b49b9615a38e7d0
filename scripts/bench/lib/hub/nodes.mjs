import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openFolder } from '../../../../src/hub/folder.ts'
import { openStore } from '../../../../src/hub/opening.ts'
import { fillTeam } from '../../../../tests/load/team.ts'
import { endProcess, endWithUs } from '../../../lib/children.mjs'
import { say } from '../../../lib/say.mjs'
import { figure, median, percentile } from '../stats.mjs'
import { openAll, ratioOf } from './fanout.mjs'
import { client } from './gone.mjs'
import { inFolder, inRounds, measured, startHub, startLoader, startRaw } from './servers.mjs'

/** Two hubs on one engine: who publishes on one is heard on the other; a hub that dies is left for the other. */
export async function nodes(how) {
  const figures = []
  for (const [size, aim] of [
    [200, 1.3],
    [1_000, 1.2],
  ])
    figures.push(...(await withTwoHubs(size, (parts) => acrossNodes(parts, size, aim, how))))
  figures.push(...(await withTwoHubs(how.quick ? 300 : 2_000, nodeKilled)))
  return figures
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function startRedis(folder) {
  const port = await freePort()
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes']
  const child = spawn('redis-server', words, { stdio: ['ignore', 'pipe', 'ignore'] })
  endWithUs(child)
  await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new Error('redis-server ended')))
    child.stdout.on('data', (chunk) => String(chunk).includes('Ready to accept') && resolve())
  })
  return { url: `redis://127.0.0.1:${port}`, stop: () => endProcess(child) }
}

async function withTwoHubs(size, run) {
  return inFolder(async (folder) => {
    const redis = await startRedis(folder)
    const loader = startLoader()
    const hubs = []
    try {
      const seats = await seatsIn(redis.url, path.join(folder, 'team'), size)
      for (const name of ['a', 'b']) {
        await mkdir(path.join(folder, name))
        hubs.push(await startHub(path.join(folder, name), ['--engine', redis.url]))
      }
      return await run({ hubs, loader, seats })
    } finally {
      await loader.stop()
      for (const hub of hubs) await hub.stop()
      await redis.stop()
    }
  })
}

async function seatsIn(engine, folder, size) {
  const opened = await openStore({ engine }, await openFolder(folder), 0, new URL('file:///unused'))
  try {
    return await fillTeam(opened.store, size)
  } finally {
    await opened.store.close()
    opened.clock.stop?.()
  }
}

async function acrossNodes({ hubs: [near, far], loader, seats }, size, aim, { rounds, quick }) {
  const raw = { server: await startRaw(), loader: startLoader(), seats: null }
  const across = { server: far, loader, seats }
  const changes = quick ? 10 : size >= 1_000 ? 30 : 80
  try {
    await openAll(raw, size)
    await openAll(across, size, { publisherPort: near.port })
    for (const side of [raw, across]) {
      await side.loader.ask({ do: 'quiet', ms: 500 })
      await side.loader.ask({ do: 'fanout', changes, gapMs: 5 })
    }
    const sides = { raw, hub: across }
    const results = await inRounds(rounds, sides, (side) => measured(side, { do: 'fanout', changes, gapMs: 5 }))
    const p50 = ({ each }) => median(each)
    const [ours, theirs] = ['hub', 'raw'].map((name) => median(results[name].map(p50)))
    say(`from one hub to ${size} on another: ${ours.toFixed(1)} ms, raw ws alone ${theirs.toFixed(1)} ms`)
    return [
      figure(`two hubs, one change to ${size} on the other: p50`, ours, 'ms', null, theirs),
      figure(`two hubs, one change to ${size} on the other: p50 ÷ one raw ws`, ratioOf(results, p50), '×', aim, 1),
    ]
  } finally {
    await raw.loader.stop()
    await raw.server.stop()
  }
}

/** Everybody is on the hub that is killed, but for one who watches from the other. */
async function nodeKilled({ hubs: [near, far], loader, seats }) {
  const [watching, ...moving] = seats
  const gone = new Set()
  const watcher = await client(far.port, watching, (frame) => {
    if (frame.t !== 'up' && frame.t !== 'sync') return
    for (const item of frame.items) if (item.gone !== null) gone.add(item.p)
  })
  await openAll({ server: near, loader, seats: moving }, moving.length)
  await loader.ask({ do: 'quiet', ms: 1_000 })
  gone.clear()
  near.child.kill('SIGKILL')
  await loader.ask({ do: 'drop' })
  const back = await openAll({ server: far, loader, seats: moving }, moving.length, {
    resume: true,
    jitterMs: 1_000,
    atOnce: moving.length,
  })
  // Leases of who would not have come back run out within this time of the heartbeat; nobody's may.
  await wait(5_000)
  watcher.ws.terminate()
  say(
    `a hub killed under ${moving.length}: all on the other after ${Math.round(back.ms)} ms, ${gone.size} shown as gone`,
  )
  return [
    figure(`a hub killed under ${moving.length}: current on the other, p99`, percentile(back.each, 0.99), 'ms', 3_000),
    figure(`a hub killed under ${moving.length}: shown as gone`, gone.size, '', 0),
    figure(`a hub killed under ${moving.length}: full snapshots`, back.full, '', 0),
  ]
}
