import { describe, expect, test } from 'vitest'
import { evidenceOf } from '../availability/decide.ts'
import { rowReader } from '../team/roster.ts'
import { UNKNOWN_CLOCK } from '../time/zone.ts'
import { toldZone } from '../availability/cut.ts'
import { PersonName, Presence, SharedPlan } from './records.ts'
import { type HubFrame, type Item, readHubFrame } from './protocol.ts'

const NOW = Date.UTC(2026, 10, 26, 9, 6)
const HOUR = 3_600_000
const item = (p: string, more: object = {}): object => ({
  p,
  r: 1,
  name: 'Ana',
  live: true,
  gone: null,
  presence: { rule: 4, zone: 'UTC' },
  manual: null,
  asOf: NOW,
  plan: { zone: 'UTC', intervals: [{ start: NOW - HOUR, end: NOW + HOUR, state: 'available' }] },
  ...more,
})
const sync = (...items: object[]): HubFrame | null =>
  readHubFrame(JSON.stringify({ t: 'sync', full: true, items, gone: [], r: 1, more: false }))
const itemsOf = (frame: HubFrame | null): readonly Item[] => (frame?.t === 'sync' ? frame.items : [])
const namesOf = (frame: HubFrame | null) => itemsOf(frame).map(({ name }) => name)
function rowOf(told: Item | undefined) {
  if (told === undefined) throw new Error('nobody was told')
  const { p: id, r: _r, name = '', plan = null, ...rest } = told
  return rowReader()({ id, name, plan, ...rest }, { me: 'me', linked: true, now: NOW })
}

describe('what a hub tells of people costs nobody else when it is impossible', () => {
  test('a member in a zone that this computer does not know is read by the plan, without a clock', () => {
    const zone = 'Mars/Olympus_Mons'
    const plan = { zone, intervals: [{ start: NOW - HOUR, end: NOW + HOUR, state: 'available' }] }
    const items = itemsOf(sync(item('a'), item('b', { presence: { rule: 4, zone }, plan })))
    expect(items).toHaveLength(2)
    const { standing, person } = rowOf(items[1])
    expect(standing).toMatchObject({ state: 'available', until: NOW + HOUR, zone: null })
    expect(evidenceOf(person).zone).toBe(UNKNOWN_CLOCK)
  })

  test('a member who does not share their clock is read by the plan, as every hub and app could before', () => {
    const zone = toldZone('Europe/Lisbon', { place: false, zone: false })
    const plan = { zone, intervals: [{ start: NOW - HOUR, end: NOW + HOUR, state: 'available' }] }
    // What the first release takes from a device: any zone that its rules know.
    expect(SharedPlan.safeParse(plan).success).toBe(true)
    expect(Presence.safeParse({ rule: 4, zone }).success).toBe(true)
    const { standing } = rowOf(itemsOf(sync(item('b', { presence: { rule: 4, zone }, plan })))[0])
    expect(standing).toMatchObject({ state: 'available', until: NOW + HOUR, zone: null })
  })

  test('a member who shares no plan is read by what is now alone', () => {
    const told = itemsOf(sync(item('b', { plan: null })))[0]
    expect(rowOf(told).standing).toMatchObject({ state: 'available', until: null, back: null })
    const focusing = { rule: 2, state: 'focusing', until: NOW + HOUR, zone: 'UTC' }
    const busy = itemsOf(sync(item('b', { plan: null, presence: focusing })))[0]
    expect(rowOf(busy).standing).toMatchObject({ state: 'focusing', until: NOW + HOUR })
    const gone = itemsOf(sync(item('b', { plan: null, live: false, gone: 'quit', presence: null })))[0]
    expect(rowOf(gone).standing).toMatchObject({ state: 'off', back: null, zone: null })
  })

  test('a name of 10,000 characters is cut, one that would turn the text around is made plain, others stay', () => {
    const frame = sync(
      item('a'),
      item('b', { name: 'x'.repeat(10_000) }),
      item('c', { name: 'Ana\u202Egnp.exe' }),
      item('d', { name: '\u2066\u2069' }),
      item('e', { name: `${'x'.repeat(78)}😀😀` }),
    )
    expect(namesOf(frame)).toEqual(['Ana', `${'x'.repeat(79)}…`, 'Anagnp.exe', '?', `${'x'.repeat(78)}…`])
    for (const name of namesOf(frame)) expect(PersonName.safeParse(name).success).toBe(true)
  })

  test('own words and places are made plain the same way', () => {
    const [told] = itemsOf(
      sync(
        item('a', {
          manual: { text: 'y'.repeat(500), until: NOW + HOUR },
          presence: { rule: 4, zone: 'UTC', place: 'ho\u202Eme' },
        }),
      ),
    )
    expect(told?.manual?.text).toHaveLength(140)
    expect(told?.presence?.place).toBe('home')
  })

  test('what a newer hub adds is dropped, and the rest is read', () => {
    const [told] = itemsOf(sync(item('a', { presence: { rule: 4, zone: 'UTC', mood: 'great' }, mood: 1 })))
    expect(told?.presence).toEqual({ rule: 4, zone: 'UTC' })
    expect(told).not.toHaveProperty('mood')
  })

  test('what is no frame at all stays none', () => {
    expect(sync(item('a', { live: 'yes' }))).toBeNull()
    expect(readHubFrame('{"t":"sync"}')).toBeNull()
    expect(readHubFrame('nonsense')).toBeNull()
  })
})

describe('a peer whose clock is a year off', () => {
  const YEAR = 365 * 24 * HOUR
  const shifted = (by: number) => ({
    zone: 'UTC',
    intervals: [{ start: NOW + by, end: NOW + by + HOUR, state: 'available' }],
  })

  test.each([
    ['behind', -YEAR, null],
    ['ahead', YEAR, NOW + YEAR],
  ] as const)('%s, is shown as off and never as a stale green', (_, by, back) => {
    const [told] = itemsOf(sync(item('a', { plan: shifted(by), asOf: NOW + by })))
    expect(rowOf(told).standing).toMatchObject({ state: 'off', back })
  })

  test('a session that should have ended a year ago is over', () => {
    const presence = { rule: 2, state: 'focusing', until: NOW - YEAR, zone: 'UTC' }
    const [told] = itemsOf(sync(item('a', { presence })))
    expect(rowOf(told).standing).toMatchObject({ state: 'available', until: NOW + HOUR })
  })
})
