import { existsSync, renameSync } from 'node:fs'
import type { Instant } from '../../core/time/instant.ts'

/** Moves `name.json` to `name.broken-20261126T090000Z.json` beside it and returns the new path. */
export function setAside(file: string, why: 'broken' | 'newer', now: Instant): string {
  const stamp = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const stem = `${file.replace(/\.json$/, '')}.${why}-${stamp}`
  let name = `${stem}.json`
  for (let count = 2; existsSync(name); count += 1) name = `${stem}-${count}.json`
  renameSync(file, name)
  return name
}
