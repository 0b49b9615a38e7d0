import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { HOUR } from '../core/time/instant.ts'
import type { Format } from './files/envelope.ts'
import { createFiles } from './files.ts'
import { SaveError } from './ports.ts'

const START = Date.UTC(2026, 10, 26, 9)
const Numbers = z.strictObject({ count: z.number() })

/** Version 1 was the bare number. */
const format: Format = {
  version: 2,
  read: (version, value) => Numbers.parse(version === 1 ? { count: value } : value),
  backups: true,
}

let dir: string
let now: number
const at = (file: string): string => join(dir, file)
const read = (file: string): unknown => JSON.parse(readFileSync(at(file), 'utf8')) as unknown
const files = () => createFiles({ dir, formatOf: () => format, now: () => now })
const names = (): string[] => readdirSync(dir).toSorted()

function codeOf(run: () => void): string {
  try {
    run()
  } catch (error) {
    return error instanceof SaveError ? error.code : String(error)
  }
  return 'saved'
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tideline-files-'))
  now = START
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe('what was saved', () => {
  test('is read back, with its version, by a later start', () => {
    files().save('plan', { count: 3 })
    expect(read('plan.json')).toEqual({ version: 2, value: { count: 3 } })
    expect(files().load('plan')).toEqual({ value: { count: 3 }, problem: null })
  })

  test('can be read by nobody else', () => {
    files().save('plan', { count: 3 })
    expect(statSync(at('plan.json')).mode & 0o777).toBe(0o600)
  })

  test('of an older version is brought up to today', () => {
    writeFileSync(at('plan.json'), '{"version":1,"value":7}')
    expect(files().load('plan')).toEqual({ value: { count: 7 }, problem: null })
  })

  test('is not written again when nothing differs', () => {
    const keeper = files()
    keeper.save('plan', { count: 3 })
    rmSync(at('plan.json'))
    keeper.save('plan', { count: 3 })
    expect(names()).toEqual([])
  })

  test('leaves nothing but the file, and nothing at all before the first save', () => {
    const keeper = files()
    expect(keeper.load('plan')).toEqual({ value: null, problem: null })
    expect(names()).toEqual([])
    keeper.save('plan', { count: 1 })
    expect(names()).toEqual(['plan.json'])
  })
})

describe('a file that cannot be read', () => {
  const broken = ['', '{"version":2,"value":{"cou', '[]', '{"version":2,"value":{"count":"many"}}', '\0\0\0\0']

  test.each(broken)('is set aside whole and told: %j', (text) => {
    writeFileSync(at('plan.json'), text)
    const { value, problem } = files().load('plan')
    expect(value).toBeNull()
    expect(problem).toEqual({ code: 'broken', keptAs: at('plan.broken-20261126T090000Z.json'), recovered: false })
    expect(readFileSync(problem?.keptAs ?? '', 'utf8')).toBe(text)
    expect(existsSync(at('plan.json'))).toBe(false)
  })

  test('is replaced by the newest good backup', () => {
    const keeper = files()
    keeper.save('plan', { count: 1 })
    keeper.save('plan', { count: 2 })
    writeFileSync(at('plan.json'), 'torn')
    expect(files().load('plan')).toMatchObject({ value: { count: 1 }, problem: { code: 'broken', recovered: true } })
    expect(read('plan.json')).toEqual({ version: 2, value: { count: 1 } })
  })

  test('two in the same second keep a name each', () => {
    for (const text of ['a', 'b']) {
      writeFileSync(at('plan.json'), text)
      files().load('plan')
    }
    expect(names()).toEqual(['plan.broken-20261126T090000Z-2.json', 'plan.broken-20261126T090000Z.json'])
  })

  test('of a newer Tideline is set aside, not overwritten, also when nobody loaded it first', () => {
    const newer = '{"version":9,"value":{"shape":"unknown"}}'
    writeFileSync(at('plan.json'), newer)
    files().save('plan', { count: 5 })
    expect(readFileSync(at('plan.newer-20261126T090000Z.json'), 'utf8')).toBe(newer)
    expect(read('plan.json')).toMatchObject({ value: { count: 5 } })
  })

  test('that is a folder is set aside too', () => {
    mkdirSync(at('plan.json'))
    expect(files().load('plan').problem?.code).toBe('broken')
    files().save('plan', { count: 5 })
    expect(read('plan.json')).toMatchObject({ value: { count: 5 } })
  })

  test('that vanished while a backup is there is brought back and told', () => {
    const keeper = files()
    keeper.save('plan', { count: 1 })
    keeper.save('plan', { count: 2 })
    rmSync(at('plan.json'))
    expect(files().load('plan')).toEqual({
      value: { count: 1 },
      problem: { code: 'missing', keptAs: '', recovered: true },
    })
  })
})

describe('backups', () => {
  const counts = (): unknown[] =>
    [1, 2, 3].map((slot) =>
      existsSync(at(`plan.backup-${slot}.json`))
        ? (read(`plan.backup-${slot}.json`) as { value: { count: number } }).value.count
        : null,
    )

  test('hold what was there before an overwrite, one an hour at most', () => {
    const keeper = files()
    for (const count of [1, 2, 3]) keeper.save('plan', { count })
    expect(counts()).toEqual([1, null, null])
    now += HOUR
    keeper.save('plan', { count: 4 })
    expect(counts()).toEqual([3, 1, null])
  })

  test('reach back over days and weeks although every hour is saved', () => {
    const keeper = files()
    for (let hour = 0; hour < 24 * 20; hour += 1, now += HOUR) keeper.save('plan', { count: hour })
    const [lastHour, dayBefore, weekBefore] = counts().map((count) => 24 * 20 - Number(count))
    expect(lastHour).toBeLessThanOrEqual(3)
    expect(dayBefore).toBeGreaterThanOrEqual(3)
    expect(dayBefore).toBeLessThanOrEqual(27)
    expect(weekBefore).toBeGreaterThanOrEqual(25)
    expect(weekBefore).toBeLessThanOrEqual(24 * 9)
  })

  test('that cannot be read are set aside rather than overwritten', () => {
    const keeper = files()
    keeper.save('plan', { count: 1 })
    writeFileSync(at('plan.backup-1.json'), '{"version":9,"value":0}')
    utimesSync(at('plan.backup-1.json'), 0, 0)
    keeper.save('plan', { count: 2 })
    expect(counts()[0]).toBe(1)
    expect(names()).toContain('plan.backup-1.newer-20261126T090000Z.json')
  })

  test('are never made of a file that is broken', () => {
    writeFileSync(at('plan.json'), 'torn')
    files().save('plan', { count: 1 })
    expect(counts()).toEqual([null, null, null])
  })
})

describe('a disk that refuses', () => {
  const isRoot = process.getuid?.() === 0

  test.skipIf(isRoot)('because the folder is locked', () => {
    const keeper = files()
    keeper.save('plan', { count: 1 })
    chmodSync(dir, 0o500)
    expect(codeOf(() => keeper.save('plan', { count: 2 }))).toBe('read_only')
    chmodSync(dir, 0o700)
    expect(files().load('plan').value).toEqual({ count: 1 })
  })

  test('in the middle of a write keeps the old value, and the next save tries again', () => {
    let failing = false
    const keeper = createFiles({
      dir,
      formatOf: () => format,
      now: () => now,
      write: (name, text) => writeFileSync(at(`${name}.json`), failing ? text.slice(0, 9) : text),
    })
    keeper.save('plan', { count: 1 })
    failing = true
    expect(codeOf(() => keeper.save('plan', { count: 2 }))).toBe('disk_full')
    expect(files().load('plan')).toEqual({ value: { count: 1 }, problem: null })
    failing = false
    keeper.save('plan', { count: 2 })
    expect(files().load('plan').value).toEqual({ count: 2 })
  })

  const mounted = isRoot && process.platform === 'linux' && canMount()

  test.skipIf(!mounted)('because it is full or read-only: the real thing', () => {
    const disk = mkdtempSync(join(tmpdir(), 'tideline-disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk])
    try {
      const keeper = createFiles({
        dir: disk,
        formatOf: () => ({ version: 1, read: (_version, value) => value, backups: true }),
        now: () => now,
      })
      keeper.save('plan', 'first')
      expect(codeOf(() => keeper.save('plan', 'x'.repeat(200_000)))).toBe('disk_full')
      expect(keeper.load('plan')).toEqual({ value: 'first', problem: null })
      execFileSync('mount', ['-o', 'remount,ro', disk])
      expect(codeOf(() => keeper.save('plan', 'second'))).toBe('read_only')
      expect(keeper.load('plan')).toEqual({ value: 'first', problem: null })
    } finally {
      execFileSync('umount', [disk])
      rmSync(disk, { recursive: true })
    }
  })
})

function canMount(): boolean {
  const disk = mkdtempSync(join(tmpdir(), 'tideline-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' })
    execFileSync('umount', [disk])
    return true
  } catch {
    return false
  } finally {
    rmSync(disk, { recursive: true })
  }
}
