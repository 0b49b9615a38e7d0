import { foreground } from './lib/foreground.mjs'
import { inRoot } from './lib/paths.mjs'
import { checkNode, ensurePackages } from './lib/packages.mjs'
import { runMain } from './lib/say.mjs'

// npm run hub [-- options]: the hub, straight from its sources
await runMain(async () => {
  checkNode()
  await ensurePackages()
  return foreground([
    '--disable-warning=ExperimentalWarning',
    inRoot('src', 'hub', 'index.ts'),
    ...process.argv.slice(2),
  ])
})
