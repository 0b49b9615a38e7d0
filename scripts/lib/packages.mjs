import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { spawn } from 'node:child_process'
import { withLock } from './lock.mjs'
import { inRoot } from './paths.mjs'
import { say, sayWhile, Trouble } from './say.mjs'
import { hashOf, stampIs, writeStamp } from './stamp.mjs'

const stamp = inRoot('node_modules', '.tideline-lock')

/** Throws a clear sentence when this Node is too old for the set-up. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  const fine = major > 20 || (major === 20 && minor >= 19)
  if (!fine)
    throw new Trouble(`Tideline needs Node 20.19 or newer; this is ${version}. Install a newer Node and try again.`)
}

/** Installs the packages when they are missing or the lock file has changed since. */
export async function ensurePackages() {
  const fresh = async () => (await stampIs(stamp, await hashOf('package-lock.json'))) || (await alreadyInstalled())
  if (await fresh()) return
  await withLock(inRoot('.cache', 'install.lock'), async () => {
    if (!(await fresh())) await install()
  })
}

/** Whether npm's own record of what lies in node_modules agrees with the lock file, as after `npm install SOMETHING`. */
async function alreadyInstalled() {
  const [wanted, there] = await Promise.all([
    packagesIn('package-lock.json'),
    packagesIn('node_modules/.package-lock.json'),
  ])
  if (!wanted || !there) return false
  const agree = Object.entries(wanted).every(([name, { version, optional }]) => {
    return name === '' || there[name]?.version === version || (optional && !there[name])
  })
  if (agree) await writeStamp(stamp, await hashOf('package-lock.json'))
  return agree
}

const packagesIn = (name) =>
  readFile(inRoot(name), 'utf8').then(
    (text) => JSON.parse(text).packages,
    () => undefined,
  )

async function install() {
  const done = sayWhile('Installing packages (about half a minute the first time)')
  const code = await npm(process.platform === 'win32' && runsFromHere() ? 'install' : 'ci')
  done()
  if (code !== 0) throw new Trouble('Installing packages failed: npm tells why above. Check the network and try again.')
  await writeStamp(stamp, await hashOf('package-lock.json'))
  say('Packages installed.')
}

/** Under `npm start` our own node may lie in the node_modules that `npm ci` deletes, which Windows refuses. */
const runsFromHere = () => process.execPath.startsWith(inRoot('node_modules'))

function npm(command) {
  const outside = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((dir) => !dir.startsWith(inRoot('node_modules')))
  const env = { ...process.env, PATH: outside.join(path.delimiter) }
  return new Promise((resolve) => {
    const child = spawn('npm', [command, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: inRoot(),
      env,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    })
    child.on('error', () => resolve(127))
    child.on('close', (code) => resolve(code ?? 1))
  })
}
