import { spawn } from 'node:child_process'
import path from 'node:path'
import { inRoot, nodePath } from './paths.mjs'

/**
 * Runs a program to its end and keeps what it printed. Never throws for an exit code.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { onLine?: (line: string) => void, timeoutMs?: number }} [options]
 * @returns {Promise<{ code: number, out: string }>} `code` 127 when the program does not exist
 */
export function run(command, args, { onLine, timeoutMs, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    const timer = timeoutMs && setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    let out = ''
    const take = (chunk) => {
      out += chunk
      if (onLine) for (const line of String(chunk).split(/[\r\n]+/)) if (line) onLine(line)
    }
    child.stdout?.on('data', take)
    child.stderr?.on('data', take)
    child.on('error', (error) => resolve({ code: 127, out: error.message }))
    child.on('close', (code) => {
      clearTimeout(timer || undefined)
      resolve({ code: code ?? 1, out })
    })
  })
}

/** Environment in which `node` is the Node 24 beside the packages and their tools are on the path. */
export function toolEnv(extra = {}) {
  const bins = [inRoot('node_modules', '.bin'), path.dirname(nodePath())]
  const plain = process.stderr.isTTY ? {} : { NO_COLOR: '1' }
  return { ...process.env, ...plain, PATH: [...bins, process.env.PATH].join(path.delimiter), ...extra }
}

/** Runs a tool from node_modules by its script file, with the carried Node. */
export function runTool(script, args, options = {}) {
  return run(nodePath(), [inRoot('node_modules', script), ...args], { cwd: inRoot(), env: toolEnv(), ...options })
}
