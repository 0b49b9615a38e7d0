import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SessionEvent } from '../core/focus/session.ts'
import { openJournal } from './journal.ts'

const NOVEMBER = Date.UTC(2026, 10, 30, 23, 59)
const DECEMBER = Date.UTC(2026, 11, 1, 0, 1)
const started = (at: number): SessionEvent => ({ type: 'started', at, session: 's', until: at + 60_000 })
const ended = (at: number): SessionEvent => ({ type: 'ended', at, session: 's', how: 'stopped' })

let dir: string
const file = (month: string): string => join(dir, `journal-${month}.jsonl`)

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tideline-journal-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

describe('the journal', () => {
  test('gives back what was appended, in order, to a later start', () => {
    openJournal(dir).append([started(NOVEMBER)])
    openJournal(dir).append([ended(NOVEMBER + 5), started(NOVEMBER + 9)])
    expect(openJournal(dir).recent()).toEqual({
      events: [started(NOVEMBER), ended(NOVEMBER + 5), started(NOVEMBER + 9)],
      unreadable: 0,
    })
    expect(statSync(file('2026-11')).mode & 0o777).toBe(0o600)
  })

  test('is empty where there is none, and makes its folder', () => {
    const deep = join(dir, 'not', 'yet')
    expect(openJournal(deep).recent()).toEqual({ events: [], unreadable: 0 })
    openJournal(deep).append([started(NOVEMBER)])
    expect(openJournal(deep).recent().events).toHaveLength(1)
  })

  test('begins a file a month (UTC) and reads the newest two', () => {
    const journal = openJournal(dir)
    journal.append([started(Date.UTC(2026, 9, 1))])
    journal.append([started(NOVEMBER)])
    journal.append([ended(DECEMBER)])
    expect(readdirSync(dir).toSorted()).toEqual([
      'journal-2026-10.jsonl',
      'journal-2026-11.jsonl',
      'journal-2026-12.jsonl',
    ])
    expect(journal.recent().events).toEqual([started(NOVEMBER), ended(DECEMBER)])
  })

  test('keeps the order when the clock was set back over the end of a month', () => {
    const journal = openJournal(dir)
    journal.append([started(DECEMBER)])
    journal.append([ended(NOVEMBER)])
    expect(journal.recent().events.map(({ type }) => type)).toEqual(['started', 'ended'])
  })

  test('leaves out a torn last line, counts it, and starts the next on a fresh line', () => {
    openJournal(dir).append([started(NOVEMBER), ended(NOVEMBER + 5)])
    truncateSync(file('2026-11'), statSync(file('2026-11')).size - 9)
    openJournal(dir).append([started(NOVEMBER + 9)])
    expect(openJournal(dir).recent()).toEqual({ events: [started(NOVEMBER), started(NOVEMBER + 9)], unreadable: 1 })
  })

  test.each(['\0\0\0\0', '[]', '{"type":"ended"}', '{"type":"dreamt","at":1,"session":"s"}'])(
    'counts what is no event: %j',
    (line) => {
      openJournal(dir).append([started(NOVEMBER)])
      appendFileSync(file('2026-11'), `${line}\n`)
      expect(openJournal(dir).recent()).toEqual({ events: [started(NOVEMBER)], unreadable: 1 })
    },
  )

  test('never rewrites a line', () => {
    writeFileSync(file('2026-11'), 'something older\n')
    openJournal(dir).append([started(NOVEMBER)])
    expect(readFileSync(file('2026-11'), 'utf8')).toMatch(/^something older\n\{/)
  })
})

const isRoot = process.getuid?.() === 0 && process.platform === 'linux'

test.skipIf(!isRoot)('on a full disk the journal refuses, and is whole again when there is room', () => {
  const disk = mkdtempSync(join(tmpdir(), 'tideline-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk])
  try {
    const journal = openJournal(disk)
    const long = { ...started(NOVEMBER), title: 't'.repeat(200) } as SessionEvent
    const fill = (): void => {
      for (let count = 0; count < 1_000; count += 1) journal.append([long, long, long])
    }
    expect(fill).toThrow(expect.objectContaining({ code: 'disk_full' }))
    const before = journal.recent()
    expect(before.unreadable).toBe(0)
    expect(before.events.length % 3).toBe(0)
    execFileSync('mount', ['-o', 'remount,size=64k', disk])
    journal.append([ended(NOVEMBER + 5)])
    expect(journal.recent()).toEqual({ events: [...before.events, ended(NOVEMBER + 5)], unreadable: 0 })
  } finally {
    execFileSync('umount', [disk])
    rmSync(disk, { recursive: true })
  }
})
