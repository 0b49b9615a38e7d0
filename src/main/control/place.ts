/** Where the control socket of a data folder lies: a place that only its user can enter. */
import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { z } from 'zod'

/** `control_taken`: another Tideline answers there · `control_no_place`: no private place with a short enough path. */
export class ControlError extends Error {
  readonly code: 'control_taken' | 'control_no_place'
  constructor(code: ControlError['code'], options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

/** Unix socket addresses hold 104 bytes on macOS and 108 on Linux. */
const LONGEST_PATH = 99
const SOCKET = 'control.sock'
const NOTE = 'control.json'

/** The path to listen on. Makes the private folder where the data folder will not do. */
export function choosePath(dataDir: string, env: NodeJS.ProcessEnv = process.env): string {
  if (process.platform === 'win32') return pipeName(dataDir)
  const inside = path.join(dataDir, SOCKET)
  if (fits(inside) && isPrivate(dataDir)) return inside
  const name = `tideline-${shortHash(realpathSync(dataDir))}`
  const outside = [env['XDG_RUNTIME_DIR'], tmpdir()].filter((base) => base !== undefined && base !== '')
  for (const base of outside) {
    const folder = path.join(base ?? '', name)
    if (fits(path.join(folder, SOCKET)) && makePrivate(folder)) return path.join(folder, SOCKET)
  }
  throw new ControlError('control_no_place')
}

const fits = (socket: string): boolean => Buffer.byteLength(socket) <= LONGEST_PATH
const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** Pipes have no folder to hide in: the name holds the user, and the default access list lets only that user write. */
function pipeName(dataDir: string): string {
  const user = `${userInfo().username}\0${homedir()}`
  return `\\\\.\\pipe\\tideline-${shortHash(`${user}\0${path.resolve(dataDir).toLowerCase()}`)}`
}

function isPrivate(folder: string): boolean {
  const { uid, mode } = statSync(folder)
  return uid === process.getuid?.() && (mode & 0o077) === 0
}

/** Somebody else may have put a folder or a link of this name into a shared place: then it is not ours to use. */
function makePrivate(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const found = lstatSync(folder)
    if (!found.isDirectory() || found.uid !== process.getuid?.()) return false
    chmodSync(folder, 0o700)
    return true
  } catch {
    return false
  }
}

const Note = z.object({ path: z.string().min(1), pid: z.int() })

/** Tells others who know the data folder where the socket is. */
export function writeNote(dataDir: string, note: { path: string; pid: number; version: string }): void {
  writeFileSync(path.join(dataDir, NOTE), `${JSON.stringify(note)}\n`, { mode: 0o600 })
}

export function removeNote(dataDir: string): void {
  if (readNote(dataDir)?.pid === process.pid) rmSync(path.join(dataDir, NOTE), { force: true })
}

function readNote(dataDir: string): z.infer<typeof Note> | null {
  try {
    return Note.parse(JSON.parse(readFileSync(path.join(dataDir, NOTE), 'utf8')))
  } catch {
    return null
  }
}

/** Where a running Tideline with this data folder would listen; null where none ever noted it. */
export const findPath = (dataDir: string): string | null => readNote(dataDir)?.path ?? null
