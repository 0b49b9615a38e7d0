/**
 * Whole desktops, started for real: their shells want a system bus with a login manager, which python3-dbusmock plays, and a screen,
 * which Xvfb is. Too large for every run; see `npm test -- --shells`.
 */
import { type ChildProcess, execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { endProcess } from '../../scripts/lib/children.mjs'
import { startSessionBus } from '../../scripts/lib/display.mjs'
import { connect } from '../harness/bus.ts'
import { waitFor } from '../harness/wait.ts'
import { type Lab, openLab } from '../desktop/mute.lab.ts'

const run = promisify(execFile)
const NOTIFICATIONS = 'org.freedesktop.Notifications'

export interface ShellProgram {
  /** What has to run, in this order, each with the bus name that tells when the next one may start. */
  readonly programs: readonly { readonly run: readonly string[]; readonly until?: string }[]
  readonly env?: Readonly<Record<string, string>>
  /** Keys to press once it runs, for example out of an overview. */
  readonly keys?: readonly string[]
}

export interface ShellWorld extends Lab {
  /** How many pixels of the screen differ from an earlier picture. */
  changedSince(picture: Buffer): Promise<number>
  picture(): Promise<Buffer>
  /** Moves the pointer: GNOME leaves a notice up until somebody is there to have seen it. */
  nudge(): Promise<void>
  /** The screen as it was before any notice. */
  readonly empty: Buffer
}

export const isInstalled = ({ programs }: ShellProgram): boolean =>
  programs.every(({ run: [command = ''] }) => existsSync(command.startsWith('/') ? command : join('/usr/bin', command)))

export async function openShell({ programs, env = {}, keys = [] }: ShellProgram): Promise<ShellWorld> {
  const lab = await openLab()
  const system = await startSystemBus(lab)
  const all = { ...env, ...system.env, LIBGL_ALWAYS_SOFTWARE: '1', NO_AT_BRIDGE: '1' }
  const children: ChildProcess[] = []
  for (const {
    run: [command = '', ...args],
    until,
  } of programs) {
    children.push(lab.run(command, args, all))
    if (until !== undefined) await waitFor(until, () => lab.bus.hasOwner(until), 60_000)
  }
  const picture = async () => {
    const options = { env: lab.env, encoding: 'buffer', maxBuffer: 64e6 } as const
    return (await run('import', ['-window', 'root', '-depth', '8', 'rgb:-'], options)).stdout
  }
  const changedSince = async (before: Buffer) => differing(before, await picture())
  await waitFor('the shell to take notices', () => lab.bus.hasOwner(NOTIFICATIONS), 60_000)
  let at = 300
  const nudge = async () => void (await lab.ask('xdotool', 'mousemove', String((at = 607 - at)), '500'))
  for (const key of keys) await lab.ask('xdotool', 'key', key)
  await calm(picture, nudge)
  return {
    ...lab,
    nudge,
    empty: await picture(),
    picture,
    changedSince,
    async stop() {
      await Promise.all(children.toReversed().map((child) => endProcess(child)))
      await system.stop()
      await lab.stop()
    },
  }
}

async function startSystemBus(lab: Lab): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
  const bus = await startSessionBus({ ...lab.env }, join(lab.dir, 'bus.conf'))
  const env = { DBUS_SYSTEM_BUS_ADDRESS: bus.address }
  lab.run('python3', ['-m', 'dbusmock', '--system', '--template', 'logind'], env)
  const client = connect(bus.address)
  await waitFor('a login manager', () => client.hasOwner('org.freedesktop.login1'), 20_000)
  client.close()
  return { env, stop: () => bus.stop() }
}

/** Until many looks in a row see the same: the shell has drawn itself. */
async function calm(picture: () => Promise<Buffer>, nudge: () => Promise<void>): Promise<void> {
  let before = await picture()
  let equal = 0
  await waitFor(
    'the screen to be calm',
    async () => {
      await nudge()
      const now = await picture()
      equal = differing(before, now) < 200 ? equal + 1 : 0
      before = now
      return equal >= 12
    },
    60_000,
    500,
  )
}

function differing(one: Buffer, other: Buffer): number {
  if (one.length !== other.length) return Infinity
  let count = 0
  for (let at = 0; at < one.length; at += 3)
    if (one[at] !== other[at] || one[at + 1] !== other[at + 1] || one[at + 2] !== other[at + 2]) count += 1
  return count
}
