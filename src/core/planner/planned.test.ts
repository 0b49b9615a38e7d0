import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { block, planOf, rhythmBlock, rhythmOf } from '../../../tests/fakes/state.ts'
import { DAY, HOUR } from '../time/instant.ts'
import { inZone, instantAt } from '../time/zone.ts'
import { type Block, blockInterval, blocksIn } from './block.ts'
import { plannedIn } from './planned.ts'

const ZONE = 'Europe/Lisbon'
const start = instantAt('2026-11-26', '00:00', ZONE)
const window = { start, end: start + DAY }
const here = block('focus', '2026-11-26', '09:00', 60, { id: 'here' })
const rhythm = rhythmOf()

describe('what is planned in a window', () => {
  test('is the same list until a block of it changes, whatever else comes and goes', () => {
    const before = plannedIn({ plan: planOf(here), rhythm }, window)
    const old = block('open', '2019-03-05', '09:00', 60, { id: 'old' })
    expect(plannedIn({ plan: planOf(here, old), rhythm }, window)).toBe(before)
    const moved = { ...here, minutes: 90 }
    expect(plannedIn({ plan: planOf(moved, old), rhythm }, window)).toEqual([moved])
    const daily = rhythmOf(rhythmBlock('daily', '14:00', '15:00', {}))
    expect(plannedIn({ plan: planOf(here), rhythm: daily }, window).length).toBeGreaterThan(1)
  })

  test('is what every block by itself says, in the farthest zones and over any edge', () => {
    const zones = fc.constantFrom('Pacific/Kiritimati', 'Etc/GMT+12', 'Asia/Kathmandu', ZONE, 'America/St_Johns')
    const made = fc.record({
      hours: fc.integer({ min: -100, max: 100 }),
      minutes: fc.integer({ min: 5, max: 1440 }),
      zone: zones,
    })
    fc.assert(
      fc.property(fc.array(made, { maxLength: 30 }), fc.integer({ min: 1, max: 400 }), (list, hours) => {
        const blocks: Block[] = list.map((one, at) => ({
          id: `block ${at}`,
          kind: 'focus',
          title: '',
          start: inZone(start + one.hours * HOUR, one.zone),
          minutes: one.minutes,
        }))
        const asked = { start, end: start + hours * HOUR }
        expect(plannedIn({ plan: planOf(...blocks), rhythm }, asked)).toEqual(blocksIn(blocks, asked))
      }),
    )
  })

  test('has blocks of years that are not written with four digits', () => {
    const far: Block = { ...here, id: 'far', start: '+012026-11-26T09:00:00+00:00[Europe/Lisbon]' }
    const there = blockInterval(far).start
    expect(plannedIn({ plan: planOf(here, far), rhythm }, { start: there, end: there + HOUR })).toEqual([far])
  })
})
