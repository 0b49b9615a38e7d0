import { expect, test } from 'vitest'
import type { SessionEvent } from '../../src/core/focus/session.ts'
import { sessionsCsv } from '../../src/main/data/sessionsCsv.ts'

const at = Date.UTC(2026, 9, 25, 0, 30)
const session = (title: string): SessionEvent[] => [
  { type: 'started', at, session: 's1', until: at + 3_600_000, title },
  { type: 'intended', at: at + 1, session: 's1', text: 'say "hi", then\r\nrest' },
  { type: 'interrupted', at: at + 1_800_000, session: 's1', urgent: true },
  { type: 'outcome', at: at + 3_600_000, session: 's1', text: 'done' },
  { type: 'ended', at: at + 3_600_000, session: 's1', how: 'completed' },
]
const HEAD =
  'session,started,ended,zone,mode,title,intention,focus_minutes,breaks,interruptions,urgent_interruptions,how_it_ended,reason,outcome'

test('a line for each session, in the zone’s own time over a clock change, quoted as RFC 4180 says', () => {
  expect(sessionsCsv(session('Tide'), 'Europe/Lisbon', at + 86_400_000)).toBe(
    `${HEAD}\r\ns1,2026-10-25T01:30:00+01:00,2026-10-25T01:30:00+00:00,Europe/Lisbon,countdown,Tide,"say ""hi"", then\r\nrest",60,0,1,1,completed,,done\r\n`,
  )
})

test.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1'])('no formula: %j', (title) => {
  const line = sessionsCsv(session(title), 'UTC', at + 86_400_000).slice(HEAD.length + 2)
  const cell = line.slice(line.indexOf('countdown,') + 10)
  expect(cell.replace(/^"/, '').startsWith(`'${title[0]}`)).toBe(true)
})

test('breaks on their own are no sessions, and without any there is a head', () => {
  expect(sessionsCsv([], 'UTC', at)).toBe(`${HEAD}\r\n`)
})
