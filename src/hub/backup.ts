/** Copies of the database: out of the hub's folder, and back into it. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, constants, rename, rm } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { UsageError } from './config.ts'
import { askControl } from './control.ts'
import { openFolder } from './folder.ts'

export async function moveBackup(made: string, wanted: string): Promise<void> {
  try {
    await copyFile(made, wanted, constants.COPYFILE_EXCL)
  } catch (error) {
    throw new UsageError(`${wanted} cannot be written; is it there already? The copy is in ${made}.`, { cause: error })
  }
  await rm(made)
}

/** Answers where the data lies that was there before. Throws `UsageError`. */
export async function restore(data: string, file: string): Promise<string> {
  const folder = await openFolder(data)
  if ((await askControl(folder.control, 'GET', '/healthz', await folder.ownerKey())) !== null)
    throw new UsageError('Stop the hub first.')
  const fresh = `${folder.database}.restoring`
  await rm(fresh, { force: true })
  await copyFile(file, fresh).catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read.`, { cause: error })
  })
  startAnew(fresh, file)
  const kept = `${folder.database}.before-${new Date().toISOString().replaceAll(':', '-')}`
  for (const end of ['', '-wal', '-shm'])
    if (existsSync(folder.database + end)) await rename(folder.database + end, kept + end)
  await rename(fresh, folder.database)
  return kept
}

/** The teams' numbers start another history: what was told since the backup must not be taken for known. */
function startAnew(file: string, name: string): void {
  try {
    const db = new DatabaseSync(file)
    try {
      if (db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] !== 'ok') throw new Error('damaged')
      const change = db.prepare('UPDATE team SET epoch = ? WHERE id = ?')
      for (const row of db.prepare('SELECT id FROM team').all())
        change.run(randomBytes(8).toString('hex'), String(row['id']))
    } finally {
      db.close()
    }
  } catch (error) {
    throw new UsageError(`${name} is no backup of a hub, or it is damaged.`, { cause: error })
  }
}
