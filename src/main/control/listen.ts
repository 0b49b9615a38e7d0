/** Taking the socket: a living owner keeps it, what a killed one left behind is replaced. */
import { once } from 'node:events'
import { chmodSync, lstatSync, unlinkSync } from 'node:fs'
import { connect, type Server } from 'node:net'
import { ControlError } from './place.ts'

/** Listens at the path. Throws `ControlError` where somebody else answers there. */
export async function listenAt(server: Server, path: string): Promise<void> {
  if (await tryListen(server, path)) return
  const before = inodeOf(path)
  if (await isAnswered(path)) throw new ControlError('control_taken')
  removeStale(path, before)
  if (!(await tryListen(server, path))) throw new ControlError('control_taken')
}

/** False where the address is in use. */
async function tryListen(server: Server, path: string): Promise<boolean> {
  try {
    const listening = once(server, 'listening')
    onlyMine(() => server.listen(path))
    await listening
    if (process.platform !== 'win32') chmodSync(path, 0o600)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false
    throw error
  }
}

/** Node binds within `listen`, so with this mask the socket is never open to others, not even for a moment. */
function onlyMine(bind: () => void): void {
  if (process.platform === 'win32') return bind()
  const before = process.umask(0o177)
  try {
    bind()
  } finally {
    process.umask(before)
  }
}

/** Whether a process accepts connections there. Anything but a plain refusal counts as yes. */
export async function isAnswered(path: string): Promise<boolean> {
  const socket = connect(path)
  try {
    await once(socket, 'connect')
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    return code !== 'ECONNREFUSED' && code !== 'ENOENT'
  } finally {
    socket.destroy()
  }
}

/** Only a socket, and only the one that was found dead: another start may have replaced it meanwhile. */
function removeStale(path: string, inode: number | null): void {
  if (inode === null) return
  if (inodeOf(path) !== inode) throw new ControlError('control_taken')
  unlinkSync(path)
}

/** Null where there is nothing. */
function inodeOf(path: string): number | null {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return null
  if (!found.isSocket()) throw new ControlError('control_no_place')
  return found.ino
}
