import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { endProcess, endWithUs } from './children.mjs'

/**
 * @typedef {object} Started
 * @property {Record<string, string>} env what a program needs in its environment to use it
 * @property {() => Promise<void>} stop ends the process and removes what it left
 */

/**
 * Starts an X server without a screen on a free number; only holders of its cookie may connect.
 * @param {string} [size]
 * @returns {Promise<Started & { display: string }>}
 */
export async function startDisplay(size = '1400x1000x24') {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'tideline-x-'))
  const authority = path.join(dir, 'authority')
  await writeFile(authority, xauthority(randomBytes(16)), { mode: 0o600 })
  // Without -noreset the server restarts when its last client leaves, and turns the next one away meanwhile.
  const args = ['-displayfd', '3', '-screen', '0', size, '-noreset', '-nolisten', 'tcp', '-auth', authority]
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true })
  endWithUs(child)
  const stop = async () => {
    await endProcess(child)
    await rm(dir, { recursive: true, force: true })
  }
  const number = await firstLine(child, child.stdio[3]).catch(async (error) => {
    await stop()
    throw error
  })
  return { display: `:${number}`, env: { DISPLAY: `:${number}`, XAUTHORITY: authority }, stop }
}

/**
 * Starts a private session bus.
 * @param {NodeJS.ProcessEnv} [env] environment of the bus and of the services that it starts
 * @param {string} [configFile] what the bus allows and may start; the system's own session bus otherwise
 * @returns {Promise<Started & { address: string }>}
 */
export async function startSessionBus(env = process.env, configFile) {
  const args = [
    configFile ? `--config-file=${configFile}` : '--session',
    '--nofork',
    '--nopidfile',
    '--print-address=3',
  ]
  const child = spawn('dbus-daemon', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], env, detached: true })
  endWithUs(child)
  const address = await firstLine(child, child.stdio[3])
  return { address, env: { DBUS_SESSION_BUS_ADDRESS: address }, stop: () => endProcess(child) }
}

function firstLine(child, stream) {
  return new Promise((resolve, reject) => {
    let text = ''
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${child.spawnfile} ended with code ${code} before it was ready`)))
    stream.on('data', (chunk) => {
      text += chunk
      if (text.includes('\n')) resolve(text.split('\n')[0].trim())
    })
  })
}

/** An Xauthority file with one cookie for any host and any display number. */
function xauthority(cookie) {
  const field = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])
  const anyFamily = Buffer.from([0xff, 0xff])
  return Buffer.concat([
    anyFamily,
    field(Buffer.alloc(0)),
    field(Buffer.alloc(0)),
    field(Buffer.from('MIT-MAGIC-COOKIE-1')),
    field(cookie),
  ])
}
