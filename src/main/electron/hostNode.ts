/** Starts a Node program of ours beside the app: in Electron's own Node where that has what it needs, else in another one. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { type UtilityProcess, utilityProcess } from 'electron'
import type { NodeChild, NodeProgram } from '../ports.ts'

/** `node:sqlite`, which the hub keeps its data in, came with Node 22.5. */
const hasSqlite = (): boolean => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 5)
}

export function startNode(program: NodeProgram): NodeChild {
  return hasSqlite() ? inUtility(program) : inNode(program)
}

function inUtility({ entry, args, env, name }: NodeProgram): NodeChild {
  const child: UtilityProcess = utilityProcess.fork(entry, [...args], {
    env: { ...process.env, ...env },
    serviceName: name,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return {
    onLine: (listener) => readLines(child.stdout, listener),
    onExit: (listener) => void child.once('exit', listener),
    stop: () => void child.kill(),
  }
}

/** The set-up names the Node that npm brought; a person may have one on the path. */
function inNode({ entry, args, env }: NodeProgram): NodeChild {
  const node = process.env['TIDELINE_NODE'] ?? 'node'
  const child: ChildProcess = spawn(node, [entry, ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
    windowsHide: true,
  })
  return {
    onLine: (listener) => readLines(child.stdout, listener),
    onExit(listener) {
      child.once('error', () => listener(null))
      child.once('exit', (code) => listener(code))
    },
    stop: () => void child.kill('SIGTERM'),
  }
}

function readLines(output: NodeJS.ReadableStream | Readable | null, listener: (line: string) => void): void {
  if (output !== null) createInterface({ input: output }).on('line', listener)
}
