/** The command line: inside this process, where it is quick, and as the real program. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { inRoot, nodePath } from '../../scripts/lib/paths.mjs'
import { runCli } from '../../src/main/cli/program.ts'

export interface Ran {
  readonly exit: number
  readonly out: string
  readonly err: string
}

/** Runs a command line without starting a program. */
export async function cli(dataDir: string, ...args: readonly string[]): Promise<Ran> {
  let out = ''
  let err = ''
  const exit = await runCli(['--data-dir', dataDir, ...args], {
    env: {},
    platform: process.platform,
    home: dataDir,
    cwd: dataDir,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
  })
  return { exit, out, err }
}

/** Runs the real program, from its sources, as `npm run tideline` does. */
export async function realCli(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const child = spawn(nodePath(), [inRoot('src', 'main', 'cli.ts'), ...args], {
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'en_GB.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => void (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()))
  const [exit] = (await once(child, 'close')) as [number | null]
  return { exit: exit ?? -1, out, err }
}
