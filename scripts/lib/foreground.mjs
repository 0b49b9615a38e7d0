import { spawn } from 'node:child_process'
import { inRoot, nodePath } from './paths.mjs'

/**
 * Runs a script with the carried Node in the foreground: its input, output and signals are ours.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} exit code
 */
export function foreground(args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(nodePath(), args, { cwd: inRoot(), env, stdio: 'inherit' })
    const pass = (signal) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, pass)
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
