/** Small files that must still be there after a power cut: keys, the certificate, where the hub is reached. */
import { open, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** On the disk before this resolves. Fails where there is such a file already. */
export async function writeNew(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600, flag: 'wx', flush: true })
  await keepNames(dirname(file))
}

/** The old file or the new one, whenever the power goes. */
export async function replaceFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
  await keepNames(dirname(file))
}

/** The names of a folder's files are on the disk too. Windows keeps them by itself and opens no folders. */
async function keepNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
