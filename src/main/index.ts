/** Composition root: chooses the adapters, starts the loop, and says how each is stopped. */
import { type Args, readArgs } from './args.ts'
import { demoDirOf } from './dataDir.ts'
import { claimDemoDir } from './demo/folder.ts'
import { catchLinks, type LinkCatcher } from './electron/links.ts'
import { identify, leave, onGoing, whenReady } from './electron/life.ts'
import { openFirstWindow } from './electron/firstWindow.ts'
import { openFrontDoor } from './electron/frontDoor.ts'
import { registerPages, servePages } from './electron/pages.ts'
import { builtFiles, dataDir } from './electron/paths.ts'
import { claimSingle } from './electron/single.ts'
import { traceWindows } from './electron/trace.ts'
import { harden } from './electron/trust.ts'
import { breath } from './breath.ts'
import { log } from './log.ts'
import type { App } from './start.ts'

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
  identify()
  registerPages()
  traceWindows()
  onGoing(async () => running?.stop())
  whenReady()
    .then(async () => {
      running = await begin(home, links)
    })
    .catch((error: unknown) => {
      log('could not start', error)
      leave(1)
    })
} else {
  log('is running already; its window was raised')
  leave(0)
}

/** A window's process needs a while to start: it does so while the rest of the app is read. */
async function begin(home: string, caught: LinkCatcher): Promise<App> {
  const files = builtFiles()
  harden()
  servePages(files.renderer)
  const door = openFrontDoor()
  const first = args.hidden ? null : openFirstWindow(home, files.preload)
  await readInPortions()
  const { startApp } = await import('./start.ts')
  return startApp({ args, dataDir: home, caught, door, first })
}

/** Between two portions main answers its window: read at once, our code would keep the page from its files for as long. */
async function readInPortions(): Promise<void> {
  const portions = [
    () => import('./text.ts'),
    () => import('../core/time/zone.ts'),
    () => import('../core/app/intent.ts'),
    () => import('../core/sync/protocol.ts'),
    () => import('./start/kept.ts'),
    () => import('./mute/create.ts'),
    () => import('./start/desk.ts'),
    () => import('./control.ts'),
  ]
  for (const read of portions) {
    await read()
    await breath()
  }
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
