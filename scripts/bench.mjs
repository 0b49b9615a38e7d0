import { readdirSync } from 'node:fs'
import { inRoot } from './lib/paths.mjs'
import { runMain, Trouble } from './lib/say.mjs'
import { setUp } from './lib/setup.mjs'

// npm run bench -- NAME [options]: the last line on stdout is the result as JSON
await runMain(async () => {
  const [name, ...args] = process.argv.slice(2)
  const names = readdirSync(inRoot('scripts', 'bench'))
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => file.slice(0, -4))
  if (!names.includes(name)) throw new Trouble(`Which bench? One of: ${names.join(', ')}`)
  const electron = await setUp()
  const { bench } = await import(`./bench/${name}.mjs`)
  const figures = await bench({ electron, args })
  process.stdout.write(`${JSON.stringify({ bench: name, figures })}\n`)
})
