/** macOS and Windows: the exact commands, the words between us and the worker, and its end. Not verified on real machines. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { macosDesktop } from '../../src/main/mute/adapters/macos.ts'
import { windowsDesktop } from '../../src/main/mute/adapters/windows.ts'
import { workerAdapter, workerDesktop } from '../../src/main/mute/adapters/worker.ts'
import { leaseFiles } from '../../src/main/mute/lease/files.ts'
import { createMuteOver } from '../../src/main/mute/mute.ts'
import { waitFor } from '../harness/wait.ts'
import { adapterContract, portContract } from './mute.contract.ts'

/** `shortcuts` writes down each call; the shortcut's name says what it does. */
const SHORTCUTS = `#!/bin/sh
echo "$*" >>"$LAB/calls"
[ -e "$LAB/hangs" ] && exec sleep 4242.7
[ -e "$LAB/empty" ] && { echo "Error: Couldn’t find shortcut" >&2; exit 1; }
case $2 in *on) echo true ;; *) echo false ;; esac >"$LAB/muted"
`

/** Speaks the worker's words over a file, as the script of the Windows adapter does over the notification centre. */
const POWERSHELL = `#!/bin/sh
printf '%s\\n' "$@" >"$LAB/arguments"
held=
while read -r word; do
  [ -e "$LAB/lies" ] && { echo 'ok false'; continue; }
  [ -e "$LAB/locked" ] && { echo 'fail locked'; continue; }
  case $word in
    mute) [ "$(cat "$LAB/muted")" = true ] || held=1; echo true >"$LAB/muted" ;;
    restore) [ -z "$held" ] || echo false >"$LAB/muted"; held= ;;
    recover) echo false >"$LAB/muted"; rm -f "$LAB/tideline-mute.txt" ;;
  esac
  echo "ok $(cat "$LAB/muted")"
done
[ -z "$held" ] || echo false >"$LAB/muted"
`

const KINDS = {
  macos: { of: macosDesktop, tool: 'shortcuts', script: SHORTCUTS },
  windows: { of: windowsDesktop, tool: 'powershell.exe', script: POWERSHELL },
} as const

let lab: string
let env: NodeJS.ProcessEnv
beforeEach(async () => {
  lab = await mkdtemp(join(tmpdir(), 'tideline-worker-'))
  env = { PATH: `${lab}:/usr/bin:/bin`, HOME: lab, LAB: lab, LOCALAPPDATA: lab }
  await writeFile(join(lab, 'muted'), 'false\n')
})
afterEach(() => rm(lab, { recursive: true, force: true, maxRetries: 5 }))

const isMuted = async () => (await readFile(join(lab, 'muted'), 'utf8')).trim() === 'true'
const calls = async () => (await readFile(join(lab, 'calls'), 'utf8')).trim().split('\n')
const mark = (name: string) => writeFile(join(lab, name), '')

describe.each(['macos', 'windows'] as const)('%s', (id) => {
  const { of, tool, script } = KINDS[id]
  beforeEach(async () => {
    await writeFile(join(lab, tool), script)
    await chmod(join(lab, tool), 0o755)
  })
  const open = (owner: string) =>
    createMuteOver({ desktop: workerDesktop(of(env)), files: leaseFiles(lab, null, env), env, owner, now: Date.now })

  const peculiar = { counted: true, blind: true, alone: true }
  adapterContract(
    id,
    async () => {
      const adapter = workerAdapter(of(env))
      return { adapter, shell: null, setByHand: () => undefined, close: () => adapter.stop() }
    },
    peculiar,
  )
  portContract(id, async () => ({ open, isMuted, setByHand: () => undefined, close: () => undefined }), peculiar)

  test('says no more than requested', async () => {
    const port = open('one')
    expect(await port.want({ until: null })).toMatchObject({ level: 'requested', adapter: id, held: true })
    await port.stop()
  })

  test('given back when the owner is killed', async () => {
    const holder = join(lab, 'holder.ts')
    const from = join(import.meta.dirname, '../../src/main/mute')
    await writeFile(
      holder,
      `import { workerAdapter } from '${from}/adapters/worker.ts'
import { ${id}Desktop } from '${from}/adapters/${id}.ts'
await workerAdapter(${id}Desktop(process.env)).mute(null)
console.log('held')
setInterval(() => undefined, 1_000)
`,
    )
    const node = join(import.meta.dirname, '../../node_modules/.bin/node')
    const child = spawn(node, [holder], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    expect(await isMuted()).toBe(true)
    child.kill('SIGKILL')
    await waitFor('the desktop to be given back', async () => !(await isMuted()), 5_000)
  })

  test('the tool is missing: said', async () => {
    env = { ...env, PATH: id === 'macos' ? '/usr/bin:/bin' : join(lab, 'nothing') }
    const port = open('one')
    expect(await port.want({ until: null })).toMatchObject({ held: false, problem: 'tool_missing' })
    await port.stop()
  })
})

describe('macOS', () => {
  beforeEach(async () => {
    await writeFile(join(lab, 'shortcuts'), SHORTCUTS)
    await chmod(join(lab, 'shortcuts'), 0o755)
  })

  test('runs the two shortcuts of the person, and nothing else', async () => {
    const adapter = workerAdapter(macosDesktop(env))
    await adapter.mute(null)
    await adapter.restore(null)
    expect(await calls()).toEqual(['run Tideline on', 'run Tideline off'])
  })

  test('without them: not set up yet', async () => {
    await mark('empty')
    const adapter = workerAdapter(macosDesktop(env))
    await expect(adapter.mute(null)).rejects.toMatchObject({ code: 'not_set_up' })
    adapter.stop()
  })

  test('a shortcut that hangs: five seconds, then said', async () => {
    await mark('hangs')
    const adapter = workerAdapter(macosDesktop(env))
    await expect(adapter.mute(null)).rejects.toMatchObject({ code: 'timeout' })
    adapter.stop()
  }, 15_000)
})

describe('Windows', () => {
  beforeEach(async () => {
    await writeFile(join(lab, 'powershell.exe'), POWERSHELL)
    await chmod(join(lab, 'powershell.exe'), 0o755)
  })

  test('one hidden PowerShell with the switch of the notification centre', async () => {
    const adapter = workerAdapter(windowsDesktop(env))
    await adapter.mute(null)
    const given = (await readFile(join(lab, 'arguments'), 'utf8')).trim().split('\n')
    expect(given.slice(0, -1)).toEqual([
      '-NoLogo',
      '-NoProfile',
      '-NonInteractive',
      '-ExecutionPolicy',
      'Bypass',
      '-EncodedCommand',
    ])
    const script = Buffer.from(given.at(-1) ?? '', 'base64').toString('utf16le')
    for (const fact of [
      'F53321FA-34F8-4B7F-B9A3-361877CB94CF',
      '6BFF4732-81EC-4FFB-AE67-B6C1BC29631F',
      'Microsoft.QuietHoursProfile.Unrestricted',
      'Microsoft.QuietHoursProfile.PriorityOnly',
      'tideline-mute.txt',
    ])
      expect(script).toContain(fact)
    expect(given.join(' ').length, 'Windows takes no longer command').toBeLessThan(32_000)
    adapter.stop()
  })

  test.each([
    ['lies', 'not_applied'],
    ['locked', 'locked'],
  ] as const)('%s: told', async (how, code) => {
    await mark(how)
    const adapter = workerAdapter(windowsDesktop(env))
    await expect(adapter.mute(null)).rejects.toMatchObject({ code })
    adapter.stop()
  })

  test('what a power cut left is put back at the next start', async () => {
    await writeFile(join(lab, 'muted'), 'true\n')
    await mark('tideline-mute.txt')
    await workerDesktop(windowsDesktop(env)).find()
    expect(await isMuted()).toBe(false)
  })
})
