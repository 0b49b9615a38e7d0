/**
 * Takes the README's pictures of the demo, in light and dark: `npm run pictures -- [ZONE]`, in a zone where it is daytime.
 * Looked at by a person before they are committed. Needs what `npm test` installs.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startApp } from '../tests/harness/app.ts'
import { startDesktop } from '../tests/harness/desktop.ts'
import { startDunst } from '../tests/harness/dunst.ts'
import { startTrayHost } from '../tests/harness/tray.ts'
import { waitFor } from '../tests/harness/wait.ts'
import { cli } from '../tests/control/cli.ts'
import { ensureBuild } from './lib/build.mjs'
import { inRoot } from './lib/paths.mjs'

const KINDS = ['planner', 'team', 'settings', 'welcome']
const [TZ = 'Europe/Lisbon'] = process.argv.slice(2)
const ENV = { TZ, LC_ALL: 'en_GB.UTF-8', LANGUAGE: 'en_GB' }
const folder = inRoot('docs', 'pictures')

await ensureBuild()
await mkdir(folder, { recursive: true })
const dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-pictures-'))
const desktop = await startDesktop()
const dunst = await startDunst(desktop)
const tray = await startTrayHost(desktop)
const app = await startApp(desktop, { dataDir: dir, args: ['--demo'], env: ENV })
const home = path.join(dir, 'demo')
try {
  await waitFor('six teammates', async () => (await cli(home, 'team', 'list')).out.split('\n').length > 6, 60_000)
  await cli(home, 'focus', 'start', '45m')
  for (const kind of KINDS) await cli(home, 'open', kind)
  for (const kind of KINDS) await shoot(kind)
} finally {
  await app.stop()
  await tray.stop()
  await dunst.stop()
  await desktop.stop()
  await rm(dir, { recursive: true, force: true })
}

/** @param {string} kind */
async function shoot(kind) {
  const page = await app.window(kind)
  const dismiss = page.getByRole('button', { name: 'Dismiss' })
  if (await dismiss.count()) await dismiss.first().click()
  await page.mouse.move(0, 0)
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: path.join(folder, `${kind}-${colorScheme}.png`), animations: 'disabled' })
  }
}
