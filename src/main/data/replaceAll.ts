/**
 * Replaces what the data folder holds as one step. Everything new is first written whole into a folder beside; one small
 * file then says that it counts. A crash before that leaves the old, a crash after it is finished at the next start.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { syncFolder, writeWhole } from '../files/writeWhole.ts'

const STAGE = '.import'
const DECIDED = 'decided.json'

const Decided = z.strictObject({ take: z.array(z.string()), drop: z.array(z.string()) })

export interface Replacement {
  /** New content by file name. */
  readonly files: ReadonlyMap<string, string>
  /** Files of today that are no more. */
  readonly drop: readonly string[]
  /** Folder for a copy of all that changes or goes, beside the others. */
  readonly keepIn: string
  /** Something more to keep there. */
  readonly note: { readonly name: string; readonly text: string }
}

/** Throws what the disk throws, with everything as it was; `step` is for tests that crash. */
export function replaceAll(dir: string, wanted: Replacement, step: (name: string) => void = () => {}): void {
  const stage = join(dir, STAGE)
  try {
    rmSync(stage, { recursive: true, force: true })
    mkdirSync(stage, { mode: 0o700 })
    keepOld(dir, wanted, step)
    for (const [name, text] of wanted.files) {
      writeWhole(join(stage, name), text)
      step(`staged ${name}`)
    }
    writeWhole(join(stage, DECIDED), JSON.stringify({ take: [...wanted.files.keys()], drop: wanted.drop }))
  } catch (error) {
    rmSync(stage, { recursive: true, force: true })
    rmSync(join(dir, wanted.keepIn), { recursive: true, force: true })
    throw error
  }
  step('decided')
  finishReplacing(dir, step)
}

function keepOld(dir: string, { files, drop, keepIn, note }: Replacement, step: (name: string) => void): void {
  const kept = join(dir, keepIn)
  mkdirSync(kept, { recursive: true, mode: 0o700 })
  for (const name of [...files.keys(), ...drop])
    if (existsSync(join(dir, name))) copyFileSync(join(dir, name), join(kept, name))
  writeWhole(join(kept, note.name), note.text)
  syncFolder(kept)
  step('kept')
}

/** Ends what a crash interrupted. Called before anything in the folder is read. */
export function finishReplacing(dir: string, step: (name: string) => void = () => {}): void {
  const stage = join(dir, STAGE)
  if (!existsSync(stage)) return
  const decided = readDecided(join(stage, DECIDED))
  if (decided !== null) {
    for (const name of decided.take.filter((one) => existsSync(join(stage, one)))) {
      renameSync(join(stage, name), join(dir, name))
      step(`took ${name}`)
    }
    for (const name of decided.drop) rmSync(join(dir, name), { force: true })
    syncFolder(dir)
    step('dropped')
  }
  rmSync(stage, { recursive: true, force: true })
}

function readDecided(file: string): z.infer<typeof Decided> | null {
  try {
    return Decided.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** A name for the copy of what was, that is not taken: `before-import-20261122T120000Z`. */
export function freeName(dir: string, now: number): string {
  const stem = `before-import-${new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`
  const taken = new Set(readdirSync(dir))
  let name = stem
  for (let count = 2; taken.has(name); count += 1) name = `${stem}-${count}`
  return name
}
