/** Three backups of each file: of the last hour, of an earlier day, of an earlier week. Only values that can be read are backed up. */
import { renameSync, statSync, utimesSync } from 'node:fs'
import { HOUR, type Instant, type Millis } from '../../core/time/instant.ts'
import { setAside } from './aside.ts'
import { check, type Checked, type Format } from './envelope.ts'
import { writeWhole } from './writeWhole.ts'

/** How old a backup must be before the next newer one may take its place. */
const SLOTS = [
  { slot: 1, age: HOUR },
  { slot: 2, age: 24 * HOUR },
  { slot: 3, age: 7 * 24 * HOUR },
] as const

const slotFile = (file: string, slot: number): string => file.replace(/\.json$/, `.backup-${slot}.json`)

/** The newest backup that can be read; null where there is none. */
export function newestGood(file: string, format: Format): Extract<Checked, { state: 'good' }> | null {
  for (const { slot } of SLOTS) {
    const found = check(slotFile(file, slot), format)
    if (found.state === 'good') return found
  }
  return null
}

/** Keeps what the file holds now, before it is overwritten, if the newest backup is an hour old. */
export function backUp(file: string, format: Format, now: Instant): void {
  const [newest] = SLOTS
  if (!isDue(slotFile(file, newest.slot), newest.age, now)) return
  const current = check(file, format)
  if (current.state !== 'good') return
  makeRoom(file, 0, format, now)
  const target = slotFile(file, newest.slot)
  writeWhole(target, current.text)
  utimesSync(target, now / 1000, now / 1000)
}

/** Empties the slot at this place of the list, moving what it holds one slot on if that one is due. */
function makeRoom(file: string, index: number, format: Format, now: Instant): void {
  const from = slotFile(file, index + 1)
  const found = check(from, format)
  if (found.state === 'missing') return
  // A backup that cannot be read now may be read by a newer Tideline or by hand: it is not overwritten.
  if (found.state !== 'good') return void setAside(from, found.state, now)
  const next = SLOTS[index + 1]
  if (next === undefined || !isDue(slotFile(file, next.slot), next.age, now)) return
  makeRoom(file, index + 1, format, now)
  renameSync(from, slotFile(file, next.slot))
}

/** Also due when the clock was set back behind the backup. */
function isDue(file: string, age: Millis, now: Instant): boolean {
  const found = statSync(file, { throwIfNoEntry: false })
  return found === undefined || Math.abs(now - found.mtimeMs) >= age
}
