/** Whether the hub may write where its data is to be. */
import { constants, existsSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { UsageError } from './config.ts'

/** The folder, or the first one above it that is there, since the hub makes what is missing. Throws `UsageError`. */
export async function mayWrite(data: string): Promise<void> {
  let folder = resolve(data)
  while (!existsSync(folder)) folder = dirname(folder)
  await access(folder, constants.W_OK).catch((error: unknown) => {
    const isReadOnly = error instanceof Error && 'code' in error && error.code === 'EROFS'
    const sentence = isReadOnly
      ? `The disk is read-only: nothing can be written in ${folder}.`
      : `This user may not write in ${folder}.`
    throw new UsageError(sentence, { cause: error })
  })
}
