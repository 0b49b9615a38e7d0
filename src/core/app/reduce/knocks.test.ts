import { describe, expect, test } from 'vitest'
import { shownLetters } from '../../team/letters.ts'
import { MINUTE, SECOND } from '../../time/instant.ts'
import { desired } from '../desired.ts'
import { at, NOW, ID, OTHER, day, device, item, knock } from '../../../../tests/fakes/knockDevice.ts'

describe('a knock that comes', () => {
  test('whenever: held until the next block in which I can be reached, then claimed, and only then told', () => {
    const mine = device()
    mine.hear(item(knock('whenever')))
    expect([mine.asked(), mine.told, shownLetters(mine.state().letters)]).toEqual([[], [], {}])
    expect(desired(mine.state(), NOW).wakeAt).toBeLessThanOrEqual(at('11:00'))
    mine.look(at('11:00'))
    expect(mine.asked()).toEqual([`claim:${ID}`])
    expect(mine.told).toEqual([])
    mine.answer(`claim:${ID}`)
    expect(mine.told).toEqual(['announce.knock Ana'])
    expect(mine.open()).toEqual([ID])
    expect(mine.asked()).toEqual([`done:${ID}`, `receipt:${ID}-s`])
  })

  test('the block is moved: it waits for where the block is now', () => {
    const mine = device()
    mine.hear(item(knock('whenever')))
    const id = 'open-2026-11-26-11:00'
    mine.step({ type: 'plan.change', id, change: { start: '2026-11-26T15:00:00+00:00[Europe/Lisbon]' } })
    mine.look(at('11:00'))
    expect(mine.asked()).toEqual([])
    mine.look(at('15:00'))
    expect(mine.asked()).toEqual([`claim:${ID}`])
  })

  test('and moved while the claim is on its way: nothing is told, and another device may', () => {
    const mine = device()
    mine.hear(item(knock('whenever')))
    mine.look(at('11:00'))
    const id = 'open-2026-11-26-11:00'
    mine.step({ type: 'plan.change', id, change: { start: '2026-11-26T15:00:00+00:00[Europe/Lisbon]' } })
    mine.answer(`claim:${ID}`)
    expect([mine.told, mine.asked()]).toEqual([[], []])
    mine.look(at('15:00'))
    expect(mine.asked()).toEqual([`claim:${ID}`])
  })

  test('a session holds it back in an open block, too; today comes with the break', () => {
    const mine = device(day, at('11:10'))
    mine.step({ type: 'focus.start', minutes: 60 })
    mine.hear(item(knock('whenever')), item(knock('today'), OTHER))
    expect(mine.asked()).toEqual([])
    mine.step({ type: 'focus.pause' })
    // A pause in an open block: both may come.
    expect(mine.asked()).toEqual([`claim:${ID}`, `claim:${OTHER}`])
    const focusing = device()
    focusing.step({ type: 'focus.start', minutes: 60 })
    focusing.hear(item(knock('whenever')), item(knock('today'), OTHER))
    focusing.step({ type: 'focus.pause' })
    expect(focusing.asked()).toEqual([`claim:${OTHER}`])
  })

  test('urgent is asked for at once, and told by its own window instead of a notice', () => {
    const mine = device()
    mine.step({ type: 'focus.start', minutes: 60 })
    mine.hear(item(knock('urgent')))
    mine.answer(`claim:${ID}`)
    expect([mine.open(), mine.told]).toEqual([[ID], []])
  })

  test('nothing is told without a link, or to a chair that the team knows to be empty', () => {
    const mine = device(day, at('11:10'))
    mine.step({ type: 'team.share', team: 't', place: false, away: true })
    mine.step({ type: 'system.report', system: { here: { input: 'unknown', locked: true, asleep: false } } })
    mine.hear(item(knock('urgent')))
    expect(mine.asked()).toEqual([])
    mine.link('offline')
    mine.step({ type: 'system.report', system: { here: { input: 'active', locked: false, asleep: false } } })
    expect(mine.asked()).toEqual([])
    mine.link('online')
    expect(mine.asked()).toEqual([`claim:${ID}`])
  })

  test('another device was faster: this one asks again when the claim is over, or never if it is gone', () => {
    const mine = device(day, at('11:10'))
    mine.hear(item(knock('whenever')))
    mine.answer(`claim:${ID}`, { ok: false, code: 'claimed', retryMs: MINUTE })
    expect(mine.asked()).toEqual([])
    expect(desired(mine.state(), at('11:10')).wakeAt).toBe(at('11:11'))
    mine.look(at('11:11'))
    expect(mine.asked()).toEqual([`claim:${ID}`])
    mine.step({ type: 'items.report', team: 't', full: false, items: [], gone: [ID] })
    mine.answer(`claim:${ID}`, { ok: false, code: 'unknown_item' })
    expect([mine.told, mine.open()]).toEqual([[], []])
  })

  test('told once, however often the hub tells of it before it hears that it is done', () => {
    const mine = device(day, at('11:10'))
    mine.hear(item(knock('whenever')))
    mine.answer(`claim:${ID}`)
    mine.step({ type: 'knock.done', id: ID })
    mine.hear(item(knock('whenever')))
    expect(mine.open()).toEqual([])
    mine.answer(`done:${ID}`)
    expect(mine.told).toHaveLength(1)
    expect(mine.asked()).toEqual([`receipt:${ID}-s`, `receipt:${ID}-d`])
  })

  test('put off for an hour, until the next block, until tomorrow: told once more, then', () => {
    const opened = () => {
      const mine = device(day, at('11:10'))
      mine.hear(item(knock('whenever')))
      mine.answer(`claim:${ID}`)
      return mine
    }
    const hour = opened()
    hour.step({ type: 'knock.snooze', id: ID, until: 'hour' })
    expect(hour.open()).toEqual([])
    hour.look(at('12:10') - SECOND)
    expect(hour.told).toHaveLength(1)
    hour.look(at('12:10'))
    expect([hour.told.length, hour.open()]).toEqual([2, [ID]])
    const next = opened()
    next.step({ type: 'knock.snooze', id: ID, until: 'block' })
    next.look(at('13:00'))
    next.look(at('20:00'))
    expect(next.told).toHaveLength(1)
    next.look(at('10:00', '2026-11-27'))
    expect(next.told).toHaveLength(2)
    const tomorrow = opened()
    tomorrow.step({ type: 'knock.snooze', id: ID, until: 'tomorrow' })
    tomorrow.look(at('09:00', '2026-11-27'))
    expect(tomorrow.told).toHaveLength(1)
    tomorrow.look(at('10:00', '2026-11-27'))
    expect(tomorrow.told).toHaveLength(2)
  })
})
