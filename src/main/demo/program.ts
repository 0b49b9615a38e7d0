/**
 * The demo's teammates as a program of their own: they speak to the hub over the network like everybody. The invite
 * comes in TIDELINE_DEMO_INVITE, not on the command line, where others of this computer could read it.
 */
import { TEAMMATES } from './people.ts'
import { playTeam } from './team.ts'

const invite = process.env['TIDELINE_DEMO_INVITE']
if (invite === undefined || invite === '') throw new Error('TIDELINE_DEMO_INVITE is not set')

const team = playTeam({
  invite,
  people: TEAMMATES,
  now: () => Date.now(),
  random: () => Math.random(),
  onProblem: (name, code) => process.stderr.write(`demo: ${name}: ${code}\n`),
})
team.then(
  () => process.stdout.write('TIDELINE_DEMO_TEAM ready\n'),
  () => process.exit(1),
)

let going = false
async function leave(): Promise<void> {
  if (going) return
  going = true
  await team.then((playing) => playing.stop()).catch(() => {})
  process.exit()
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void leave())

// Where another Node runs this, its input ends with the app, however that went. A utility process goes with the app by itself.
if (!Reflect.has(process, 'parentPort')) process.stdin.on('end', () => void leave()).resume()
