/**
 * What each release wrote. These files are never edited: if a change breaks this test, write a migration in
 * `src/core/persist` instead, and add a folder for the new release.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readExport } from '../../src/core/data/exported.ts'
import { openTail, SessionEvent, viewSession } from '../../src/core/focus/session.ts'
import { kept, type KeptName, NewerVersion, upgrade, versionOf } from '../../src/core/persist/kept.ts'
import { MINUTE } from '../../src/core/time/instant.ts'

const here = import.meta.dirname
const releases = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory())

const keptIn = (release: string): KeptName[] =>
  (Object.keys(kept) as KeptName[]).filter((name) => existsSync(join(here, release, `${name}.json`)))

describe.each(releases.map(({ name }) => name))('files of %s', (release) => {
  // What came later has no file in an older release.
  test.each(keptIn(release))('%s', (name) => {
    const { version, value }: { version: number; value: unknown } = JSON.parse(
      readFileSync(join(here, release, `${name}.json`), 'utf8'),
    )
    const upgraded = upgrade(name, version, value)
    expect(Object.keys(upgraded)).toEqual(expect.arrayContaining(Object.keys(value as object)))
  })

  test('the journal', () => {
    const lines = readFileSync(join(here, release, 'journal.jsonl'), 'utf8')
      .trim()
      .split('\n')
    const session = openTail(lines.map((line) => SessionEvent.parse(JSON.parse(line))))
    expect(session).not.toBeNull()
    if (session === null) return
    expect(viewSession(session, session[0].at + 45 * MINUTE)).toMatchObject({
      phase: 'running',
      interruptions: 1,
      focused: 30 * MINUTE,
    })
  })
})

test('an export of the first kind', () => {
  const { parts, journal } = readExport(readFileSync(join(here, '0.1.0', 'export.json'), 'utf8'))
  expect(Object.keys(parts).toSorted()).toEqual(['calendars', 'inbox', 'plan', 'rhythm', 'settings'])
  expect(parts.rhythm?.blocks['r1']).toMatchObject({ every: 2, skipped: ['2026-12-07'] })
  expect(journal.at(-1)).toMatchObject({ type: 'ended', how: 'completed' })
})

test('a file from the future is not read as one of today', () => {
  expect(() => upgrade('plan', versionOf('plan') + 1, {})).toThrow(NewerVersion)
})

test('a broken value does not come through', () => {
  expect(() => upgrade('settings', 1, { theme: 'plaid' })).toThrow()
})
