import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { inRoot } from './paths.mjs'

/** Hash over the names and contents of files and folders of the checkout; missing ones count as empty. */
export async function hashOf(...names) {
  const hash = createHash('sha256')
  for (const file of (await Promise.all(names.map(filesUnder))).flat().sort()) {
    hash.update(`${file}\0`).update(await readFile(inRoot(file)))
  }
  return hash.digest('hex')
}

async function filesUnder(name) {
  try {
    const entries = await readdir(inRoot(name), { recursive: true, withFileTypes: true })
    return entries.filter((e) => e.isFile()).map((e) => path.relative(inRoot(), path.join(e.parentPath, e.name)))
  } catch (error) {
    if (error.code === 'ENOTDIR') return [name]
    if (error.code === 'ENOENT') return []
    throw error
  }
}

/** Whether the stamp file holds exactly this hash. */
export const stampIs = async (file, hash) => (await readFile(file, 'utf8').catch(() => '')) === hash
export const writeStamp = (file, hash) => writeFile(file, hash)
