import { foreground } from './lib/foreground.mjs'
import { inRoot } from './lib/paths.mjs'
import { checkNode, ensurePackages } from './lib/packages.mjs'
import { runMain } from './lib/say.mjs'

// npm run tideline -- focus start 50m: talks to a running app
await runMain(async () => {
  checkNode()
  await ensurePackages()
  return foreground([inRoot('src', 'main', 'cli.ts'), ...process.argv.slice(2)])
})
