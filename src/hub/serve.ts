/** `serve`: the hub itself, until it is told to stop. */
import { randomInt } from 'node:crypto'
import { fstatSync } from 'node:fs'
import { resolve } from 'node:path'
import { createSecureContext } from 'node:tls'
import type { ListenAddress } from './address.ts'
import { openControl } from './control.ts'
import { worldClock } from './clock.ts'
import type { Certificate } from './certificate.ts'
import { readCertificate, readConfig, type ServeConfig, type ServeWords, UsageError } from './config.ts'
import { type HubFolder, openFolder } from './folder.ts'
import { stderrLog } from './log.ts'
import { type RunningHub, startServer, type ServerOptions } from './server.ts'
import { type Opened, openStore } from './opening.ts'
import { mayWrite } from './writable.ts'

/** Resolves when the hub has stopped. */
export async function serve(words: ServeWords, writer: URL): Promise<void> {
  const config = readConfig(words)
  if (words.check === true) return check(words, config)
  await mayWrite(words.data)
  const folder = await openFolder(words.data)
  const certificate = await readCertificate(words, folder.path, worldClock.now())
  const { store, clock } = await openStore(words, folder, config.times.restart, writer)
  const hub = await listen(words, { ...config, store, clock }, folder, certificate).catch(async (error: unknown) => {
    await store.close()
    throw error
  })
  const metrics = config.metrics === undefined ? null : await startMetrics(hub, config.metrics)
  const closeControl = await openControl(folder.control, hub.onRequest)
  const { url, fingerprint, port } = hub
  const reach = { url, port, ...(fingerprint === undefined ? {} : { fingerprint }) }
  await folder.saveReach(reach)
  process.stdout.write(`TIDELINE_HUB ${JSON.stringify(reach)}\n`)
  stderrLog('ready', { url, teams: (await store.teams()).length })
  await toldToStop(words.untilStdinEnds === true)
  stderrLog('stopping')
  await closeControl()
  await hub.stop()
  await metrics?.close()
}

/** Only hubs that are watched load what watching needs. */
async function startMetrics(hub: RunningHub, address: ListenAddress) {
  const { openMetrics } = await import('./metrics.ts')
  try {
    const opened = await openMetrics({ ...hub, sockets: () => hub.sockets.size }, address)
    stderrLog('metrics', { port: opened.port })
    return opened
  } catch (error) {
    await hub.stop()
    throw new UsageError(`/metrics cannot be served on ${address.host}:${address.port}.`, { cause: error })
  }
}

/** Looks at everything that can be wrong before the hub runs, and touches nothing. Throws `UsageError`. */
async function check(words: ServeWords, config: ServeConfig): Promise<void> {
  const certificate = words.selfSigned === true ? undefined : await readCertificate(words, words.data, 0)
  if (certificate !== undefined) checkPair(certificate)
  await mayWrite(words.data)
  const { host, port } = config.listen
  const tls = words.selfSigned === true ? 'its own certificate' : certificate === undefined ? 'no TLS' : 'TLS'
  process.stdout.write(`These settings work: ${host}:${port}, ${tls}, data in ${resolve(words.data)}.\n`)
}

function checkPair(certificate: Certificate): void {
  try {
    createSecureContext(certificate)
  } catch (error) {
    throw new UsageError('The certificate and the key do not belong together, or one of them is no PEM.', {
      cause: error,
    })
  }
}

async function listen(
  words: ServeWords,
  config: ServeConfig & Opened,
  folder: HubFolder,
  certificate: Certificate | undefined,
): Promise<RunningHub> {
  const tls = certificate === undefined ? {} : { certificate, pinned: words.selfSigned === true }
  const options = { log: stderrLog, ownerKey: await folder.ownerKey(), ...config, ...tls }
  if (config.listen.port !== 0) return startOrSay(options)
  // A port of its own choice stays the same, so that invites and clients find the hub again.
  const kept = (await folder.reach())?.port
  for (const port of kept === undefined ? someOwnPorts() : [kept]) {
    const hub = await startServer({ ...options, listen: { ...config.listen, port } }).catch(() => null)
    if (hub !== null) return hub
  }
  return startOrSay(options)
}

/**
 * Ports that can be kept: below those that systems give to outgoing connections, one of which would hold a port of the
 * hub's for a minute after it was closed, and send the hub elsewhere at its next start.
 */
function someOwnPorts(): readonly number[] {
  return Array.from({ length: OWN_PORTS.tries }, () => randomInt(OWN_PORTS.from, OWN_PORTS.to))
}
const OWN_PORTS = { from: 20_000, to: 30_000, tries: 5 }

async function startOrSay(options: ServerOptions): Promise<RunningHub> {
  const { host, port } = options.listen
  try {
    return await startServer(options)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EADDRINUSE') throw new UsageError(`Port ${port} is taken by another program.`, { cause: error })
    if (code === 'EACCES')
      throw new UsageError(`This user may not listen on port ${port}; ports from 1024 up are free for all.`, {
        cause: error,
      })
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new UsageError(`${host} is no address of this computer.`, { cause: error })
    throw error
  }
}

/** A starter that gave no pipe, such as Electron, ends its children in another way. */
function isPipe(descriptor: number): boolean {
  const stat = fstatSync(descriptor)
  return stat.isFIFO() || stat.isSocket()
}

/** A second signal does not wait any more. */
function toldToStop(untilStdinEnds: boolean): Promise<void> {
  return new Promise((done) => {
    const waitsForStdin = untilStdinEnds && isPipe(0)
    const stop = (): void => {
      // A pipe that is being read would keep this process alive.
      if (waitsForStdin) process.stdin.destroy()
      done()
    }
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1))
        stop()
      })
    }
    if (waitsForStdin) process.stdin.resume().once('end', stop).once('error', stop)
  })
}
