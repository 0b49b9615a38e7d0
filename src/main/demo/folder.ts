/** The demo's own folder: made fresh at each start, and never anybody else's. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const MARK = '.tideline-demo'
/** What this very start holds open: the single-instance lock, and what Chromium keeps. */
const LOCK = /^(Singleton|lockfile$|browser$)/

/**
 * Claims the folder for demos, before anything is written to it. Returns how to empty it, which is only safe once no
 * other demo runs there; null if it holds things that no demo put there.
 */
export function claimDemoDir(dir: string): { empty(): void } | null {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const found = readdirSync(dir)
  if (found.length > 0 && !found.includes(MARK)) return null
  writeFileSync(path.join(dir, MARK), '', { mode: 0o600 })
  return { empty: () => readdirSync(dir).forEach((name) => remove(dir, name)) }
}

function remove(dir: string, name: string): void {
  if (name === MARK || LOCK.test(name)) return
  rmSync(path.join(dir, name), { recursive: true, force: true, maxRetries: 2 })
}
