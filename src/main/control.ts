/** The door for the command line and for other programs of the same user: a local socket, the same wishes as everywhere. */
import { rmdirSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import path from 'node:path'
import { answerLine, type ControlDeps } from './control/answer.ts'
import { converse, hangUp } from './control/converse.ts'
import { listenAt } from './control/listen.ts'
import { choosePath, removeNote, writeNote } from './control/place.ts'
import { CONTROL_LIMITS, type ControlLimits } from './control/protocol.ts'

export interface ControlParts extends ControlDeps {
  /** Must exist. The socket lies here, or its place is noted here. */
  readonly dataDir: string
  readonly version: string
  /** Shorter in tests. */
  readonly limits?: ControlLimits
}

export interface Control {
  /** Where it listens. */
  readonly path: string
  /** Ends every conversation and removes the socket. */
  stop(): Promise<void>
}

/**
 * Opens the control socket of this data folder. Throws `ControlError`: `control_taken` where another living process
 * has it, `control_no_place` where it could not be kept private.
 */
export async function openControl(parts: ControlParts): Promise<Control> {
  const { dataDir, version, limits = CONTROL_LIMITS } = parts
  const socketPath = choosePath(dataDir)
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => socket.destroy())
    if (sockets.size >= limits.connections) return hangUp(socket, 'control_busy')
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    void converse(socket, (line) => answerLine(line, parts), limits)
  })
  await listenAt(server, socketPath)
  writeNote(dataDir, { path: socketPath, pid: process.pid, version })
  return {
    path: socketPath,
    async stop() {
      removeNote(dataDir)
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
      leave(socketPath, dataDir)
    },
  }
}

/** Node removed the socket; a folder that was made for it goes too. */
function leave(socketPath: string, dataDir: string): void {
  const folder = path.dirname(socketPath)
  if (process.platform === 'win32' || folder === path.resolve(dataDir)) return
  try {
    rmdirSync(folder)
  } catch {
    // Somebody else put something there: it stays.
  }
}
