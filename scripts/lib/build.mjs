import { mkdir } from 'node:fs/promises'
import { withLock } from './lock.mjs'
import { inRoot } from './paths.mjs'
import { runTool } from './run.mjs'
import { say, Trouble } from './say.mjs'
import { hashOf, stampIs, writeStamp } from './stamp.mjs'

const stamp = inRoot('out', '.stamp')
const INPUTS = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
]

/** Builds into out/ unless what lies there was made from exactly these sources. */
export async function ensureBuild() {
  await withLock(inRoot('.cache', 'build.lock'), async () => {
    const hash = await hashOf(...INPUTS)
    if (await stampIs(stamp, hash)) return
    say('Building …')
    const { code, out } = await runTool('electron-vite/bin/electron-vite.js', ['build', '--logLevel', 'warn'])
    if (code !== 0) throw new Trouble(`The build failed:\n${out.trim()}`)
    await mkdir(inRoot('out'), { recursive: true })
    await writeStamp(stamp, hash)
  })
}
