/** The hub's folder: its data, the owner key, and where it was last reached. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { replaceFile, writeNew } from './kept.ts'
import { parseJson } from './read.ts'

const Reach = z.object({ url: z.string(), port: z.int(), fingerprint: z.string().optional() })
export type Reach = z.infer<typeof Reach>

export interface HubFolder {
  readonly path: string
  readonly database: string
  /** Where `tideline hub` commands talk to the running hub: a socket file, or a named pipe on Windows. */
  readonly control: string
  ownerKey(): Promise<string>
  /** Where the hub was reached when it ran last. */
  reach(): Promise<Reach | null>
  saveReach(reach: Reach): Promise<void>
}

/** Socket paths longer than this are refused by some systems. */
const LONGEST_SOCKET_PATH = 100

export async function openFolder(folder: string): Promise<HubFolder> {
  const path = resolve(folder)
  await mkdir(path, { recursive: true, mode: 0o700 })
  return {
    path,
    database: join(path, 'hub.db'),
    control: controlPath(path),
    ownerKey: () => ownerKey(join(path, 'owner.key')),
    reach: () => readReach(join(path, 'hub.json')),
    saveReach: (reach) => replaceFile(join(path, 'hub.json'), `${JSON.stringify(reach)}\n`),
  }
}

function controlPath(path: string): string {
  const short = createHash('sha256').update(path).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\tideline-hub-${short}`
  const inside = join(path, 'hub.sock')
  return inside.length <= LONGEST_SOCKET_PATH ? inside : join(tmpdir(), `tideline-hub-${short}.sock`)
}

/** Whoever has it may make teams on this hub. Made once. */
async function ownerKey(file: string): Promise<string> {
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim()
  const key = `ok_${randomBytes(32).toString('base64url')}`
  await writeNew(file, `${key}\n`)
  return key
}

async function readReach(file: string): Promise<Reach | null> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const parsed = Reach.safeParse(parseJson(text))
  return parsed.success ? parsed.data : null
}
