import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { HUB_SOURCE, startHub } from './bench/lib/hub/servers.mjs'
import { foreground } from './lib/foreground.mjs'
import { checkNode, ensurePackages } from './lib/packages.mjs'
import { inRoot, nodePath } from './lib/paths.mjs'
import { runMain, say } from './lib/say.mjs'

// npm run fuzz [-- --frames 200000 --requests 5000 --seed N]: hostile clients against a hub of its own
await runMain(async () => {
  checkNode()
  await ensurePackages()
  if (process.execPath !== nodePath()) return foreground([inRoot('scripts', 'fuzz.mjs'), ...process.argv.slice(2)])
  const { values } = parseArgs({
    options: {
      frames: { type: 'string', default: '200000' },
      requests: { type: 'string', default: '5000' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    },
  })
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tideline-fuzz-'))
  const hub = await startHub(folder, [], HUB_SOURCE)
  try {
    return await against(hub, folder, {
      frames: Number(values.frames),
      requests: Number(values.requests),
      seed: Number(values.seed),
    })
  } finally {
    await hub.stop()
    await rm(folder, { recursive: true, force: true })
  }
})

async function against({ port }, folder, { frames, requests, seed }) {
  const { fuzz, SECRET_OF_B } = await import('../tests/load/fuzz.ts')
  const url = `http://127.0.0.1:${port}`
  const ask = async (route, token, body) => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
    const response = await fetch(`${url}${route}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${route}: ${await response.text()}`)
    return response.json()
  }
  const ownerKey = (await readFile(path.join(folder, 'owner.key'), 'utf8')).trim()
  const team = async (name) => (await ask('/v1/teams', ownerKey, { name })).invite
  const seat = async ({ id, secret }, name) => ({
    url,
    ...(await ask('/v1/join', '', { invite: `${id}.${secret}`, name, deviceName: 'x' })),
  })
  const [ofA, ofB] = [await team('Team A'), await team(`${SECRET_OF_B} team`)]
  const attackers = []
  for (let n = 0; n < 24; n += 1) attackers.push(await seat(ofA, `Attacker ${n}`))
  const observers = [await seat(ofA, 'Ana'), await seat(ofB, `${SECRET_OF_B} Ben`)]
  say(`${frames} bent frames and ${requests} requests, seed ${seed}`)
  const from = performance.now()
  const result = await fuzz({ seed, frames, requests, attackers, observers })
  const ready = (await fetch(`${url}/readyz`)).status
  if (ready !== 200) result.problems.push(`not ready afterwards: ${ready}`)
  say(`${Math.round((performance.now() - from) / 1000)} s: ${JSON.stringify(result)}`)
  return result.problems.length === 0 ? 0 : 1
}
