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

/**
 * `mayHold` says how many connections one address may have that are no WebSocket; each may live ten seconds without a
 * word. `onFlood` is told of every one that is cut because it was too many.
 */
export function trackSockets(server: Server, mayHold: (address: string) => number, onFlood: () => void): Sockets {
  const sockets = new Set<Socket>()
  /** By address, the ports of those that said nothing yet. */
  const unknown = new Map<string, Set<number>>()
  const forget = (address: string, port: number): void => {
    const ports = unknown.get(address)
    if (ports?.delete(port) && ports.size === 0) unknown.delete(address)
  }
  /** False where the address has too many already. */
  const note = (address: string, port: number, most: number): boolean => {
    const ports = unknown.get(address) ?? new Set()
    if (ports.size >= most) return false
    unknown.set(address, ports.add(port))
    return true
  }
  function left(this: Socket): void {
    sockets.delete(this)
  }
  server.on('connection', (socket) => {
    const { remoteAddress: address = '', remotePort: port = 0 } = socket
    const most = mayHold(address)
    // Thousands come back at once through a proxy, which may hold any number: nothing is noted of them.
    if (most !== Infinity && !note(address, port, most)) {
      onFlood()
      socket.destroy()
      return
    }
    sockets.add(socket)
    socket.on('close', most === Infinity ? left : () => (sockets.delete(socket), forget(address, port)))
  })
  return {
    get size() {
      return sockets.size
    },
    upgraded: ({ remoteAddress = '', remotePort = 0 }) => forget(remoteAddress, remotePort),
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
