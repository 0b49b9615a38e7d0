import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { cacheDir, inRoot } from './paths.mjs'
import { runTool } from './run.mjs'
import { say } from './say.mjs'

const DAY = 24 * 60 * 60 * 1000
/** The download is given up when nothing arrives for this long. */
const STALL_MS = 20_000
const folder = inRoot('node_modules', 'electron')

/** The version that package-lock.json pins. */
export const pinnedVersion = () => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version

/** Path of the pinned official build, downloaded when need be; undefined when it cannot be had. */
export async function officialElectron() {
  const present = installed()
  if (present) return present
  if (await failedLately()) return undefined
  say(`Fetching Electron ${pinnedVersion()} …`)
  if ((await download()) === 0 && installed()) return installed()
  await rememberFailure()
  return undefined
}

function installed() {
  const pathFile = path.join(folder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const file = path.join(folder, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(file) ? file : undefined
}

const failureFile = () => path.join(cacheDir, `electron-${pinnedVersion()}.unreachable`)

async function failedLately() {
  const info = await stat(failureFile()).catch(() => undefined)
  return info !== undefined && Date.now() - info.mtimeMs < DAY
}

async function rememberFailure() {
  await mkdir(cacheDir, { recursive: true })
  await writeFile(
    failureFile(),
    'The official build could not be downloaded. Remove this file to try again before a day has passed.\n',
  )
}

/** Runs Electron's own installer in a temporary folder of ours, so that progress and a stall can be seen. */
async function download() {
  const temp = await mkdtemp(path.join(os.tmpdir(), 'tideline-electron-'))
  const abort = new AbortController()
  const stopWatching = watchGrowth(temp, () => abort.abort())
  const env = { ...process.env, TMPDIR: temp, TEMP: temp, TMP: temp }
  const { code } = await runTool('electron/install.js', [], { env, signal: abort.signal, killSignal: 'SIGKILL' })
  stopWatching()
  await rm(temp, { recursive: true, force: true })
  return code
}

function watchGrowth(dir, onStall) {
  let last = { bytes: 0, at: Date.now(), told: 0 }
  const look = (bytes) => {
    if (bytes > last.bytes) last = { ...last, bytes, at: Date.now() }
    else if (Date.now() - last.at > STALL_MS) onStall()
    if (Date.now() - last.told > 5000 && bytes > 0) {
      say(`  … ${Math.round(bytes / 1e6)} MB`)
      last.told = Date.now()
    }
  }
  const timer = setInterval(() => void bytesUnder(dir).then(look), 500)
  return () => clearInterval(timer)
}

async function bytesUnder(dir) {
  const files = await readdir(dir, { recursive: true }).catch(() => [])
  const sizes = await Promise.all(
    files.map((file) =>
      stat(path.join(dir, file)).then(
        (s) => (s.isFile() ? s.size : 0),
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
