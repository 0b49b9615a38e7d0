import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { foreground } from './lib/foreground.mjs'
import { checkNode, ensurePackages } from './lib/packages.mjs'
import { inRoot, nodePath } from './lib/paths.mjs'
import { runMain, say } from './lib/say.mjs'

const COMPUTERS = ['UTC', 'America/Santiago', 'Asia/Kathmandu', 'Pacific/Kiritimati']

// npm run sweep [-- --others 20 --seed N]: the rhythm in every zone, 2024 to 2032, on computers set to four zones
await runMain(async () => {
  checkNode()
  await ensurePackages()
  if (process.execPath !== nodePath()) return foreground([inRoot('scripts', 'sweep.mjs'), ...process.argv.slice(2)])
  const { values } = parseArgs({
    options: {
      others: { type: 'string', default: '20' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    },
  })
  let wrong = 0
  for (const zone of COMPUTERS) {
    const { zones, days, count, problems } = JSON.parse(await sweepIn(zone, values))
    say(`On a computer in ${zone}: ${zones} zones, ${days} days, ${count} problems (seed ${values.seed})`)
    for (const problem of problems) say(`  ${problem}`)
    wrong += count
  }
  return wrong === 0 ? 0 : 1
})

/** What one process of the sweep prints. */
function sweepIn(TZ, { others, seed }) {
  const args = [inRoot('tests', 'sweep', 'run.ts'), '--others', others, '--seed', seed]
  const child = spawn(process.execPath, args, { env: { ...process.env, TZ }, stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.on('data', (data) => (out += data))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`the sweep stopped with ${code}`))))
  })
}
