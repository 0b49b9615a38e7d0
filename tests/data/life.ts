/** Lives to export: whole states and journals, by chance but never nonsense. */
import fc from 'fast-check'
import { type Calendar, NEVER_READ } from '../../src/core/calendar/calendar.ts'
import type { Exported, Parts } from '../../src/core/data/exported.ts'
import { type SessionEvent } from '../../src/core/focus/session.ts'
import { BLOCK_KINDS, type Block } from '../../src/core/planner/block.ts'
import { zonedTime } from '../../src/core/time/zone.ts'
import { Settings } from '../../src/core/app/state.ts'
import { rhythmBlock } from '../fakes/state.ts'

const ZONES = ['Europe/Lisbon', 'Pacific/Chatham', 'America/St_Johns']
const DATES = ['2026-03-29', '2026-10-25', '2026-11-22', '2027-02-28']
const id = fc.stringMatching(/^[a-z0-9-]{1,12}$/)
/** What people type, and what would break a careless file: quotes, lines, emoji, formulas, names of prototypes. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('=1+1', '"', 'a,b', 'two\nlines', '__proto__', 'toString', '🦔', '\u2028', 'ü'),
)

const records = <Value extends { readonly id: string }>(
  one: fc.Arbitrary<Value>,
): fc.Arbitrary<Record<string, Value>> =>
  fc.array(one, { maxLength: 6 }).map((all) => Object.fromEntries(all.map((each) => [each.id, each])))

const block: fc.Arbitrary<Block> = fc
  .record({
    id,
    kind: fc.constantFrom(...BLOCK_KINDS),
    title: words,
    minutes: fc.integer({ min: 5, max: 1440 }),
    date: fc.constantFrom(...DATES),
    hour: fc.integer({ min: 10, max: 23 }),
    zone: fc.constantFrom(...ZONES),
  })
  .map(({ date, hour, zone, ...rest }) => ({ ...rest, start: zonedTime(date, `${hour}:30`, zone) }))

const rhythm = fc.record({
  blocks: records(
    fc
      .record({ id, title: words, skipped: fc.subarray(DATES) })
      .map(({ id: own, ...rest }) => rhythmBlock(own, '09:00', '11:30', rest)),
  ),
  daysOff: fc.dictionary(fc.constantFrom(...DATES), words),
})

const settings = fc
  .record({
    name: words,
    defaultMinutes: fc.integer({ min: 5, max: 480 }),
    theme: fc.constantFrom('dark' as const, 'light' as const),
  })
  .map((some) => Settings.parse(some))

const calendar: fc.Arbitrary<Calendar> = fc
  .record({ id, host: fc.domain(), means: fc.constantFrom('together' as const, 'away' as const, 'nothing' as const) })
  .map(({ id: own, host, means }) => ({
    id: own,
    name: host.slice(0, 40),
    source: { kind: 'url', host },
    means,
    ...NEVER_READ,
  }))

export const parts: fc.Arbitrary<Parts> = fc.record({
  settings,
  plan: records(block),
  rhythm,
  inbox: records(fc.record({ id, title: words.map((title) => title || 'x'), done: fc.boolean() })),
  calendars: records(calendar),
})

const FROM = Date.UTC(2025, 10, 1)
const session = fc
  .record({
    session: id,
    at: fc.integer({ min: FROM, max: FROM + 400 * 86_400_000 }),
    minutes: fc.integer({ min: 1, max: 300 }),
    title: words,
    note: words,
  })
  .map(({ session: own, at, minutes, title, note }): SessionEvent[] => [
    { type: 'started', at, session: own, until: at + minutes * 60_000, title },
    { type: 'interrupted', at: at + 1_000, session: own, note },
    { type: 'ended', at: at + minutes * 60_000, session: own, how: 'completed' },
  ])
const stray = fc
  .integer({ min: FROM, max: FROM + 400 * 86_400_000 })
  .map((at): SessionEvent[] => [{ type: 'interrupted', at, session: '' }])

/** In the order of writing. */
export const journal: fc.Arbitrary<readonly SessionEvent[]> = fc
  .uniqueArray(fc.oneof(session, stray), { maxLength: 8, selector: ([first]) => first?.session || first?.at })
  .map((all) => all.toSorted(([a], [b]) => (a?.at ?? 0) - (b?.at ?? 0)).flat())

export const life: fc.Arbitrary<Required<{ parts: Parts; journal: Exported['journal'] }>> = fc.record({
  parts,
  journal,
})
