import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import type { State } from '../../core/app/state.ts'
import { stateWith } from '../../../tests/fakes/state.ts'
import { runTeamFileErrand, type TeamFileParts } from './errand.ts'
import { meetingFile } from './meetingFile.ts'
import { weekFile } from './weekFile.ts'

const NOW = Date.UTC(2026, 10, 26, 9)
const meeting = {
  start: Date.UTC(2026, 10, 27, 17, 15),
  end: Date.UTC(2026, 10, 27, 18, 15),
  title: 'Atlas; plan, and more',
  notes: `Ana: Fri 27 Nov, 17:15–18:15 (Lisbon)\nEli: ${'a long name '.repeat(12)}`,
}

describe('a meeting for the calendar', () => {
  test('is one event in UTC that says what was said, folded as the RFC has it', () => {
    const file = meetingFile(meeting, NOW)
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(76)
    const [event] = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent')
    expect(event?.getFirstPropertyValue('summary')).toBe(meeting.title)
    expect(event?.getFirstPropertyValue('description')).toBe(meeting.notes)
    expect(String(event?.getFirstPropertyValue('dtstart'))).toBe('2026-11-27T17:15:00Z')
    expect(String(event?.getFirstPropertyValue('dtend'))).toBe('2026-11-27T18:15:00Z')
  })

  const parts = (place: string | null): TeamFileParts => ({
    line: { state: () => stateWith() },
    now: () => NOW,
    pickPlace: (name) => Promise.resolve(place === null ? null : path.join(place, name)),
  })
  const wish = { type: 'team.saveMeeting', ...meeting } as const

  test('is written where the person says, and nowhere if they say nothing', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tideline-meeting-'))
    const file = path.join(folder, 'meeting-2026-11-27.ics')
    expect(await runTeamFileErrand(parts(folder), wish)).toEqual({ ok: true, value: file })
    expect(readFileSync(file, 'utf8')).toContain('BEGIN:VEVENT')
    expect(await runTeamFileErrand(parts(null), wish)).toEqual({ ok: true })
  })

  test('a path from elsewhere never writes over a file, and a bad one is refused', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'tideline-meeting-')), 'mine.txt')
    writeFileSync(file, 'mine')
    expect(await runTeamFileErrand(parts(null), { ...wish, to: file })).toEqual({ ok: false, code: 'file_exists' })
    expect(readFileSync(file, 'utf8')).toBe('mine')
    expect(await runTeamFileErrand(parts(null), { ...wish, to: 'a.ics' })).toMatchObject({ code: 'data_bad_path' })
  })
})

test('a week tells what people wrote, as text and without numbers of anybody', () => {
  const told = { v: 1, by: 'ana', at: NOW }
  const person = (id: string, name: string) => ({
    id,
    name,
    live: true,
    gone: null,
    presence: null,
    manual: null,
    plan: null,
    asOf: null,
  })
  const state: State = {
    ...stateWith(),
    rosters: { t: { ana: person('ana', 'Ana *Duarte*'), ben: person('ben', 'Ben') } },
    docs: {
      t: {
        a: {
          ...told,
          id: 'checkin.ana.2026-11-25',
          kind: 'checkin',
          body: { did: '# Draft\n<b>sent</b>', next: 'Rest' },
        },
        b: { ...told, id: 'checkin.ben.2026-11-25', kind: 'checkin', body: { waiting: 'Ana: the schema' } },
        old: { ...told, id: 'checkin.ben.2026-11-19', kind: 'checkin', body: { did: 'too long ago' } },
        w: {
          ...told,
          id: 'waiting.w',
          kind: 'waiting',
          body: { who: 'ben', on: 'ana', what: 'the schema', since: NOW },
        },
        p: {
          ...told,
          id: 'proposal.p',
          kind: 'proposal',
          body: { base: 0, agreement: {}, why: 'Calmer', state: 'adopted', author: 'ben', draft: 1, votes: {} },
        },
        agreement: { ...told, id: 'agreement', kind: 'agreement', body: { officeDays: [2] } },
      },
    },
  }
  const week = weekFile(state, 't', NOW)
  // How dates are written is the computer's own.
  expect(week.split('\n').filter((line) => line !== '' && !/^(# |### )/.test(line))).toEqual([
    '## Check-ins',
    '**Ana \\*Duarte\\***',
    '- Did: \\# Draft \\<b\\>sent\\</b\\>',
    '- Next: Rest',
    '**Ben**',
    '- Waiting on: Ana: the schema',
    '## Changes of the agreement',
    expect.stringMatching(/: what Ben proposed was adopted\. Calmer$/),
    '## Office days',
    '- Tuesday',
    '## Waiting on',
    '- Ben waits on Ana \\*Duarte\\* for the schema',
  ])
})
