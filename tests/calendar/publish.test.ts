/** Free and busy time as a file, from the real state to the real disk, read back by the library. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { State } from '../../src/core/app/state.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { createPublisher, refusalOf } from '../../src/main/calendar/publish.ts'
import { readIcs } from '../../src/main/calendar/ics/read.ts'
import { block, planOf, stateWith } from '../fakes/state.ts'

const DATE = '2026-11-23'
const NOW = instantAt(DATE, '08:00', 'Europe/Lisbon')
let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tideline-publish-'))
  file = join(folder, 'me.ics')
})
afterEach(() => rmSync(folder, { recursive: true }))

const base = stateWith()
const state = (more: Partial<State> = {}): State =>
  stateWith({
    settings: { ...base.settings, publishTo: file, name: 'zqnameqz' },
    plan: planOf(
      block('focus', DATE, '09:00', 60, { title: 'zqtitleqz', place: 'zqplaceqz' }),
      block('open', DATE, '10:00', 120),
      block('personal', DATE, '12:00', 60, { title: 'zqdentistqz' }),
      block('together', DATE, '14:00', 60),
    ),
    ...more,
  })

it('says when I am busy and when I can be reached, and not a word more', () => {
  expect(createPublisher().write(state(), NOW)).toBeNull()
  const text = readFileSync(file, 'utf8')
  expect(text).not.toMatch(/zq|SUMMARY|LOCATION|ORGANIZER|13:00|T13/)
  expect(text.split('\r\n').every((line) => line.length <= 75)).toBe(true)
  const window = { start: NOW, end: NOW + 86_400_000 }
  const at = (time: string): number => instantAt(DATE, time, 'Europe/Lisbon')
  expect(readIcs(Buffer.from(text), window, 'UTC').events.map(({ start, end }) => [start, end])).toEqual([
    [at('09:00'), at('10:00')],
    [at('14:00'), at('15:00')],
  ])
  const [calendar] = [ICAL.Component.fromString(text)]
  const available = calendar.getFirstSubcomponent('vavailability')?.getAllSubcomponents('available') ?? []
  expect(available.map((one) => one.getFirstPropertyValue('dtstart')?.toString())).toEqual(['2026-11-23T10:00:00Z'])
})

it('is written again only when what is shared changed', () => {
  const publisher = createPublisher()
  publisher.write(state(), NOW)
  const first = readFileSync(file, 'utf8')
  publisher.write(state(), NOW + 60_000)
  expect(readFileSync(file, 'utf8')).toBe(first)
  publisher.write(state({ plan: {} }), NOW + 120_000)
  expect(readFileSync(file, 'utf8')).not.toContain('AVAILAB')
  expect(readdirSync(folder)).toEqual(['me.ics'])
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o044).toBe(0o044 & ~process.umask())
})

it('leaves alone what is not ours, and says so', () => {
  writeFileSync(file, 'BEGIN:VCALENDAR\r\nPRODID:-//Else//EN\r\n')
  expect(createPublisher().write(state(), NOW)).toBe('publish_not_ours')
  expect(readFileSync(file, 'utf8')).toContain('Else')
  expect(refusalOf(folder)).toBe('publish_bad_path')
  expect(refusalOf(join(folder, 'me.txt'))).toBe('publish_bad_path')
  expect(refusalOf('me.ics')).toBe('publish_bad_path')
  expect(refusalOf(join(folder, 'none', 'me.ics'))).toBe('publish_bad_path')
})
