import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { say } from './say.mjs'

/**
 * Runs `work` while no other start of the same kind runs it. A lock whose owner is gone is taken over.
 * @template T
 * @param {string} file lock file
 * @param {() => Promise<T>} work
 */
export async function withLock(file, work) {
  await mkdir(path.dirname(file), { recursive: true })
  for (let told = false; !(await take(file)); told = true) {
    if (!told) say('Waiting for another start to finish its set-up …')
    await wait(200)
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

async function take(file) {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (await isStale(file)) await rm(file, { force: true })
    return false
  }
}

/** The owner is gone, or died between making the file and writing its number. */
async function isStale(file) {
  const [owner, info] = await Promise.all([readFile(file, 'utf8'), stat(file)]).catch(() => ['', undefined])
  if (!info) return false
  return owner ? !isAlive(Number(owner)) : Date.now() - info.mtimeMs > 5000
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
