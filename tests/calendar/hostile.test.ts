/** Files that nobody should have to read, read by the real thread. It ends, says why, and the app goes on meanwhile. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, expect, it } from 'vitest'
import { readerIn } from '../../src/main/calendar/readInWorker.ts'
import { DAY } from '../../src/core/time/instant.ts'

const folder = mkdtempSync(join(tmpdir(), 'tideline-hostile-'))
afterAll(() => rmSync(folder, { recursive: true }))

const entry = new URL('../../src/main/calendar/worker.ts', import.meta.url)
const start = Date.UTC(2026, 10, 21)
const window = { start, end: start + 17 * DAY }
const GOOD = 'BEGIN:VEVENT\nUID:good\nSUMMARY:Good\nDTSTART:20261123T090000Z\nDURATION:PT1H\nEND:VEVENT\n'
const evil = (...lines: string[]): string =>
  `BEGIN:VEVENT\nUID:evil\nDTSTART:20261122T090000Z\nDURATION:PT1H\n${lines.join('\n')}\nEND:VEVENT\n`

async function reading(body: string, patience?: number): Promise<string> {
  const file = join(folder, 'evil.ics')
  writeFileSync(file, `BEGIN:VCALENDAR\n${body}END:VCALENDAR\n`)
  try {
    const { events, skipped } = await readerIn(entry, patience)({ file, window, zone: 'Europe/Lisbon' })
    return `${events.length} read, ${skipped} not`
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

it('reads past what is only large or only wrong', { timeout: 60_000 }, async () => {
  expect(await reading(evil(`DESCRIPTION:${'x'.repeat(10_000_000)}`) + GOOD)).toBe('2 read, 0 not')
  expect(await reading(evil(`SUMMARY:${'x'.repeat(10_000_000)}`) + GOOD)).toBe('2 read, 0 not')
  expect(await reading(evil(`EXDATE:${'20261101T090000Z,'.repeat(600_000)}`) + GOOD)).toBe('1 read, 1 not')
  expect(await reading(evil('RRULE:FREQ=SECONDLY;COUNT=1000000') + GOOD)).toBe('1 read, 1 not')
  expect(await reading(evil('RRULE:FREQ=MINUTELY') + GOOD)).toBe('1 read, 1 not')
  expect(await reading(evil('RRULE:FREQ=DAILY;BYHOUR=99') + GOOD)).toMatch(/^[12] read/)
  expect(await reading('BEGIN:VEVENT\n'.repeat(200_000) + GOOD)).toMatch(/^1 read/)
  expect(await reading(evil('BEGIN:VALARM\n'.repeat(200_000)) + GOOD)).toMatch(/read/)
  expect(
    await reading(`BEGIN:VTIMEZONE\nTZID:Own\n${'BEGIN:VTIMEZONE\nTZID:Own\n'.repeat(5_000)}END:VTIMEZONE\n${GOOD}`),
  ).toMatch(/^1 read/)
})

it('is ended where it would never end, and says so', { timeout: 60_000 }, async () => {
  const endless = [
    'BEGIN:VTIMEZONE',
    'TZID:Own',
    'BEGIN:STANDARD',
    'DTSTART:16010101T000000',
    'TZOFFSETFROM:+0000',
    'TZOFFSETTO:+0100',
    'RRULE:FREQ=SECONDLY',
    'END:STANDARD',
    'END:VTIMEZONE',
    'BEGIN:VEVENT',
    'UID:1',
    'DTSTART;TZID=Own:20261123T090000',
    'DURATION:PT1H',
    'END:VEVENT',
    '',
  ].join('\n')
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  expect(await reading(endless, 1_500)).toBe('calendar_too_slow')
  delay.disable()
  // Nothing that the thread does runs here: only a machine with no time for us could make this long.
  expect(delay.percentile(50) / 1e6).toBeLessThan(50)
})

it('refuses too many events', { timeout: 60_000 }, async () => {
  expect(await reading('BEGIN:VEVENT\nUID:1\nEND:VEVENT\n'.repeat(50_001))).toBe('calendar_too_many')
})

it('says what cannot be read at all', async () => {
  const read = readerIn(entry)
  await expect(read({ file: join(folder, 'none.ics'), window, zone: 'UTC' })).rejects.toThrow(
    'calendar_file_unreadable',
  )
  await expect(readerIn(new URL('./nowhere.ts', import.meta.url))({ file: 'x', window, zone: 'UTC' })).rejects.toThrow(
    'calendar_too_slow',
  )
})

it(
  'takes nesting without end, endless lines and rules that never come for what they are',
  { timeout: 60_000 },
  async () => {
    const nested = `${'BEGIN:VEVENT\nBEGIN:VALARM\n'.repeat(50_000)}${'END:VALARM\nEND:VEVENT\n'.repeat(50_000)}`
    expect(await reading(`${nested}${GOOD}`)).toMatch(/^1 read/)
    expect(await reading(`BEGIN:VCALENDAR\n${'BEGIN:VCALENDAR\n'.repeat(100_000)}${GOOD}`)).toMatch(/^1 read/)
    // The 30th of February comes never, and looking for it ends.
    expect(await reading(evil('RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30') + GOOD)).toMatch(/^[12] read/)
    expect(await reading(evil('RRULE:FREQ=SECONDLY;INTERVAL=1;COUNT=1000000;BYSECOND=61') + GOOD)).toMatch(/^[12] read/)
    expect(await reading(evil('RRULE:FREQ=DAILY;INTERVAL=0') + GOOD)).toMatch(/^\d+ read/)
    expect(await reading(evil('RRULE:FREQ=DAILY;INTERVAL=-1') + GOOD)).toMatch(/^\d+ read/)
    expect(await reading(evil(`RRULE:FREQ=WEEKLY;BYDAY=${'MO,'.repeat(1_000)}TU`) + GOOD)).toMatch(/^\d+ read/)
    expect(await reading(evil('DTSTART:99991231T235959Z', 'RRULE:FREQ=DAILY') + GOOD)).toMatch(/^\d+ read/)
    expect(await reading(` ${'folded\n '.repeat(1_000_000)}\n${GOOD}`)).toBe('calendar_not_ics')
    expect(await reading('\0'.repeat(1_000_000) + GOOD)).toMatch(/^\d+ read/)
  },
)
