import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { codeOf } from './errors.ts'

/** How a kept value is read: `read` brings an older version up to `version` and throws for a value that is broken. */
export interface Format {
  readonly version: number
  read(version: number, value: unknown): unknown
  /** False for what can be had again elsewhere. */
  readonly backups: boolean
}

/** What a file holds: the version of the value beside the value. */
const Envelope = z.object({ version: z.int().positive(), value: z.unknown() })

export type Checked =
  | { readonly state: 'good'; readonly value: unknown; readonly text: string }
  | { readonly state: 'broken' | 'newer' | 'missing' }

/** Reads a file and says whether its value can be used. Never throws and never writes. */
export function check(file: string, format: Format): Checked {
  try {
    return checkText(readFileSync(file, 'utf8'), format)
  } catch (error) {
    return { state: codeOf(error) === 'ENOENT' ? 'missing' : 'broken' }
  }
}

function checkText(text: string, format: Format): Checked {
  const { version, value } = Envelope.parse(JSON.parse(text))
  if (version > format.version) return { state: 'newer' }
  return { state: 'good', value: format.read(version, value), text }
}
