import { ensureBuild } from './lib/build.mjs'
import { checkNode, ensurePackages } from './lib/packages.mjs'
import { runMain } from './lib/say.mjs'

// npm run build: into out/, unless it is up to date
await runMain(async () => {
  checkNode()
  await ensurePackages()
  await ensureBuild()
})
