import { readdirSync } from 'node:fs'
import { foreground } from './lib/foreground.mjs'
import { checkNode, ensurePackages } from './lib/packages.mjs'
import { inRoot, nodePath } from './lib/paths.mjs'
import { runMain, Trouble } from './lib/say.mjs'
import { setUp } from './lib/setup.mjs'
import { ensureTestPackages } from './lib/system.mjs'

// npm run bench -- NAME [options]: the last line on stdout is the result as JSON
await runMain(async () => {
  const [name, ...args] = process.argv.slice(2)
  const names = readdirSync(inRoot('scripts', 'bench'))
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => file.slice(0, -4))
  if (!names.includes(name)) throw new Trouble(`Which bench? One of: ${names.join(', ')}`)
  checkNode()
  await ensurePackages()
  // benches import TypeScript, which the carried Node reads and an older one does not
  if (process.execPath !== nodePath()) return foreground([inRoot('scripts', 'bench.mjs'), name, ...args])
  const { bench, needsDesktop = true } = await import(`./bench/${name}.mjs`)
  const figures = await bench({ electron: needsDesktop ? await desktop() : undefined, args })
  process.stdout.write(`${JSON.stringify({ bench: name, figures })}\n`)
})

async function desktop() {
  const electron = await setUp()
  await ensureTestPackages()
  process.env.TIDELINE_ELECTRON = electron.path
  return electron
}
