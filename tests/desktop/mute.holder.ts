/**
 * A program that holds the mute until it is killed: `node mute.holder.ts OWNER [flicker]`. Prints its report when it holds; a line on
 * its input gives the hold back. With `flicker` it takes and gives back without end, to be killed at any moment of that.
 */
import { createMute } from '../../src/main/mute/create.ts'
import { muteRuntimeDir } from '../../src/main/mute/lease/runtimeDir.ts'

const [, , owner = 'holder', mode] = process.argv
const mute = createMute({ runtimeDir: muteRuntimeDir(process.env), env: process.env, now: Date.now, owner })
process.stdout.write(`${JSON.stringify(await mute.want({ until: null }))}\n`)
process.stdin.once('data', () => void mute.stop().then(() => process.exit(0)))
while (mode === 'flicker') {
  await mute.want(null)
  await mute.want({ until: null })
}
