/** Runs the desktop's own tools: no shell, a clean environment, five seconds at most. */
import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { MuteError, type MuteProblem } from '../port.ts'

/** Longest wait for any answer of the desktop, in ms. */
export const PATIENCE = 5_000

/** What the tool printed, trimmed. Throws `tool_missing`, `timeout`, `locked` or `failed`. */
export function runTool(
  env: NodeJS.ProcessEnv,
  tool: string,
  args: readonly string[],
  patience = PATIENCE,
): Promise<string> {
  return new Promise((resolve, reject) => {
    // SIGKILL: a tool that hangs has no claim to a polite end, and an ignored SIGTERM would leave it behind.
    execFile(
      tool,
      [...args],
      { env, timeout: patience, killSignal: 'SIGKILL', maxBuffer: 65_536, cwd: '/' },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout.trim())
        else
          reject(
            new MuteError(problemWith(error, stderr), `${tool}: ${stderr.trim() || error.message}`, { cause: error }),
          )
      },
    )
  })
}

function problemWith(error: { code?: unknown; killed?: boolean | undefined }, stderr: string): MuteProblem {
  if (error.code === 'ENOENT' || error.code === 'EACCES') return 'tool_missing'
  if (error.killed) return 'timeout'
  if (/not writable/i.test(stderr)) return 'locked'
  if (/no such (schema|key)/i.test(stderr)) return 'unsupported'
  return 'failed'
}

/** The first of the tools that the environment's PATH has; null where none. */
export function firstTool<Tool extends string>(env: NodeJS.ProcessEnv, tools: readonly Tool[]): Tool | null {
  const folders = (env['PATH'] ?? '/usr/bin:/bin').split(':').filter(Boolean)
  return tools.find((tool) => folders.some((folder) => canRun(join(folder, tool)))) ?? null
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
