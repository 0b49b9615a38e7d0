/** A picture of the planner, written where the person says. */
import { existsSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, isAbsolute } from 'node:path'
import { done, type Outcome, refused } from '../core/app/intent.ts'
import { asSaveError } from './files/errors.ts'

export interface PictureParts {
  /** The planner as it is drawn now, as PNG; null where it is not open. */
  readonly capture: () => Promise<Uint8Array | null>
  readonly pickPlace: (name: string) => Promise<string | null>
  /** For the file's name. */
  readonly today: string
}

export async function savePicture({ capture, pickPlace, today }: PictureParts, to?: string): Promise<Outcome> {
  // Before the dialog: it would lie over the window.
  const picture = await capture()
  if (picture === null) return refused('picture_no_window')
  const file = to ?? (await pickPlace(`tideline-${today}.png`))
  if (file === null) return done
  if (to !== undefined && existsSync(file)) return refused('file_exists')
  if (!isAbsolute(file) || !statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory())
    return refused('data_bad_path')
  try {
    await writeFile(file, picture)
    return { ok: true, value: file }
  } catch (error) {
    return refused(asSaveError(error).code === 'disk_full' ? 'export_full' : 'export_failed')
  }
}
