/** A program that holds the mute until it is killed: `node mute.holder.ts OWNER`. Prints its report when it holds; a line on its input gives the hold back. */
import { createMute } from '../../src/main/mute/create.ts'
import { muteRuntimeDir } from '../../src/main/mute/lease/runtimeDir.ts'

const owner = process.argv[2] ?? 'holder'
const mute = createMute({ runtimeDir: muteRuntimeDir(process.env), env: process.env, now: Date.now, owner })
process.stdout.write(`${JSON.stringify(await mute.want({ until: null }))}\n`)
process.stdin.once('data', () => void mute.stop().then(() => process.exit(0)))
