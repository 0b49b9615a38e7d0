/** TLS to a hub that made its own certificate: nobody vouches for it but the fingerprint in the invite. */
import { createHash } from 'node:crypto'
import { Agent } from 'node:https'
import { isIP } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'

export class PinError extends Error {}

const CONNECT_MS = 15_000

/** Undefined where the system's own trust decides. Nothing is sent before the fingerprint is seen to be right. */
export function agentFor(fingerprint: string | undefined): Agent | undefined {
  if (fingerprint === undefined) return undefined
  const agent = new Agent({ keepAlive: false })
  agent.createConnection = ({ host, port }, done) => {
    const where = { host: host ?? '127.0.0.1', port: Number(port ?? 443) }
    const name = isIP(where.host) === 0 ? { servername: where.host } : {}
    const socket = connect({ ...where, ...name, rejectUnauthorized: false, timeout: CONNECT_MS })
    const failed = (error: Error): void => done?.(error, socket)
    socket.once('error', failed)
    socket.once('timeout', () => socket.destroy(new Error('The hub did not answer')))
    socket.once('secureConnect', () => {
      if (fingerprintOf(socket) !== fingerprint)
        return void socket.destroy(new PinError('The certificate is another one'))
      socket.removeListener('error', failed)
      socket.setTimeout(0)
      done?.(null, socket)
    })
    return undefined
  }
  return agent
}

const fingerprintOf = (socket: TLSSocket): string =>
  createHash('sha256').update(socket.getPeerCertificate().raw).digest('hex')
