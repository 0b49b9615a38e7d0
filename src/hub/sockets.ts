/** Every open connection of a server: how many there are, who holds too many that say nothing, and how they end. */
import type { Server } from 'node:http'
import type { Socket } from 'node:net'

export interface Sockets {
  readonly size: number
  /** The connection became a WebSocket: it is known by its token now, not by its address. */
  upgraded(socket: Peer): void
  /** No new connections; who does not hang up in time is cut off. */
  close(): Promise<void>
}

/** A connection by its other end: encrypted or not, it is the same one. */
export interface Peer {
  readonly remoteAddress?: string | undefined
  readonly remotePort?: number | undefined
}

const HANG_UP_MS = 500

const nameOf = ({ remoteAddress, remotePort }: Peer): string => `${remoteAddress} ${remotePort}`

/**
 * `mayHold` says how many connections one address may have that are no WebSocket; each may live ten seconds without a
 * word. `onFlood` is told of every one that is cut because it was too many.
 */
export function trackSockets(server: Server, mayHold: (address: string) => number, onFlood: () => void): Sockets {
  const sockets = new Set<Socket>()
  const unknown = new Map<string, string>()
  const counts = new Map<string, number>()
  const forget = (name: string): void => {
    const address = unknown.get(name)
    if (address === undefined) return
    unknown.delete(name)
    const left = (counts.get(address) ?? 1) - 1
    if (left > 0) counts.set(address, left)
    else counts.delete(address)
  }
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? ''
    const held = counts.get(address) ?? 0
    if (held >= mayHold(address)) {
      onFlood()
      socket.destroy()
      return
    }
    const name = nameOf(socket)
    sockets.add(socket)
    unknown.set(name, address)
    counts.set(address, held + 1)
    socket.on('close', () => {
      sockets.delete(socket)
      forget(name)
    })
  })
  return {
    get size() {
      return sockets.size
    },
    upgraded: (socket) => forget(nameOf(socket)),
    close: () => closed(server, sockets),
  }
}

function closed(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((done) => {
    const cut = setTimeout(() => {
      for (const socket of sockets) socket.destroy()
    }, HANG_UP_MS)
    server.close(() => {
      clearTimeout(cut)
      done()
    })
    server.closeIdleConnections()
  })
}
