import { ensureBuild } from './lib/build.mjs'
import { close, sum } from './lib/count.mjs'
import { checkNode, ensurePackages } from './lib/packages.mjs'
import { runMain, say } from './lib/say.mjs'
import { ensureLibraries, ensureTestPackages } from './lib/system.mjs'
import { vitest } from './lib/vitest.mjs'
import { findElectron } from './runtime.mjs'

/** Calendar rules must hold where the clock has half hours, where summer is in January, and where it never changes. */
const OTHER_ZONES = ['Pacific/Chatham', 'America/St_Johns', 'Asia/Kolkata']

// npm test [-- --unit | --desktop | --e2e] [filter]: all of it, or only a part
// npm test -- --shells: muting on those whole desktops (GNOME, Plasma, …) that are installed here; never part of all of it
await runMain(async () => {
  const flags = process.argv.slice(2)
  const parts = ['unit', 'desktop', 'e2e'].filter((part) => flags.includes(`--${part}`))
  const wanted = (part) => parts.length === 0 || parts.includes(part)
  const filter = flags.filter((flag) => !flag.startsWith('--'))
  checkNode()
  await ensurePackages()
  if (flags.includes('--shells'))
    return close(sum([await vitest('Whole desktops', ['--project=shells', ...filter], { TZ: 'UTC' })]))
  const counts = []
  // what is missing is told before minutes of tests have passed
  const env = wanted('desktop') || wanted('e2e') ? await realParts() : undefined
  if (wanted('unit')) counts.push(...(await unit(filter)))
  if (env) {
    const projects = ['desktop', 'e2e'].filter(wanted).map((name) => `--project=${name}`)
    counts.push(await vitest('Real desktop parts and the whole app', [...projects, ...filter], env))
  }
  return close(sum(counts))
})

async function unit(filter) {
  const counts = [await vitest('Units, in UTC', ['--project=core', '--project=unit', ...filter], { TZ: 'UTC' })]
  if (filter.length > 0) return counts
  for (const zone of OTHER_ZONES) {
    counts.push(await vitest(`Core, in ${zone}`, ['--project=core'], { TZ: zone }))
  }
  return counts
}

/** What the tests with real parts need: system packages, an Electron and a fresh build. */
async function realParts() {
  await ensureTestPackages()
  const electron = await findElectron()
  await ensureLibraries(electron.path)
  await ensureBuild()
  say(electron.line)
  return { TIDELINE_ELECTRON: electron.path, TZ: 'UTC' }
}
