/** Composition root: chooses the adapters, starts the loop, and says how each is stopped. */
import { type Args, readArgs } from './args.ts'
import { demoDirOf } from './dataDir.ts'
import { claimDemoDir } from './demo/folder.ts'
import { catchLinks } from './electron/links.ts'
import { leave, onGoing, whenReady } from './electron/life.ts'
import { registerPages } from './electron/pages.ts'
import { dataDir } from './electron/paths.ts'
import { claimSingle } from './electron/single.ts'
import { traceWindows } from './electron/trace.ts'
import { log } from './log.ts'
import { type App, startApp } from './start.ts'

const args = readArgs(process.argv)
const home = homeOf(args)
const demo = args.demo && home !== null ? claimDemoDir(home) : { empty: () => {} }
const links = catchLinks()
let running: App | null = null

if (home === null) {
  leave(1)
} else if (demo === null) {
  log(`${home} holds what no demo put there, so it is left alone; give the demo another place with --data-dir`)
  leave(1)
} else if (claimSingle(home, (argv) => running?.secondStart(readArgs(argv)))) {
  demo.empty()
  registerPages()
  traceWindows()
  onGoing(async () => running?.stop())
  whenReady()
    .then(async () => {
      running = await startApp(args, home, links)
    })
    .catch((error: unknown) => {
      log('could not start', error)
      leave(1)
    })
} else {
  log('is running already; its window was raised')
  leave(0)
}

/** Where everything is kept; null, and told, where that folder cannot be made. */
function homeOf({ dataDir: given, demo: isDemo }: Args): string | null {
  try {
    const dir = dataDir(given)
    return isDemo ? demoDirOf(dir) : dir
  } catch (error) {
    log('the data folder cannot be made; choose another with --data-dir', error)
    return null
  }
}
