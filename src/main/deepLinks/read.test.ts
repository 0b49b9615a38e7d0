import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWish } from '../../core/app/intent.ts'
import { instantAt } from '../../core/time/zone.ts'
import { LINK_NAMES, readLink } from './read.ts'

const ZONE = 'Europe/Lisbon'
const NOW = instantAt('2026-11-26', '14:10', ZONE)
const read = (link: string) => readLink(link, { now: NOW, zone: ZONE })
const at = (date: string, time: string): number => instantAt(date, time, ZONE)

describe('at once, since it can be undone with a click', () => {
  test.each([
    ['tideline://focus', { type: 'focus.start' }],
    ['tideline://focus?minutes=50', { type: 'focus.start', minutes: 50 }],
    [
      'tideline://focus/?minutes=50&title=Draft%20the%20spec',
      { type: 'focus.start', minutes: 50, title: 'Draft the spec' },
    ],
    ['tideline://focus?until=15:00', { type: 'focus.start', until: at('2026-11-26', '15:00') }],
    ['TIDELINE://focus?until=2:30pm', { type: 'focus.start', until: at('2026-11-26', '14:30') }],
    ['tideline://focus?mode=pomodoro', { type: 'focus.start', mode: 'pomodoro' }],
    ['tideline://back', { type: 'focus.skipBreak' }],
    ['tideline://resume', { type: 'focus.resume' }],
    ['tideline://extend?minutes=5', { type: 'focus.extend', minutes: 5 }],
    ['tideline://interrupted', { type: 'focus.interrupt' }],
    ['tideline://open?window=team', { type: 'window.open', window: 'team' }],
  ])('%s', (link, wish) => {
    expect(read(link)).toEqual({ wish, asks: false })
  })
})

describe('asked about first, since a web page could do harm with it', () => {
  test.each([
    ['tideline://stop', { type: 'focus.end' }],
    ['tideline://pause', { type: 'focus.pause' }],
    ['tideline://break', { type: 'focus.break' }],
    ['tideline://focus?mode=flow', { type: 'focus.start', mode: 'flow' }],
    ['tideline://clear', { type: 'status.clear' }],
    ['tideline://focus?minutes=241', { type: 'focus.start', minutes: 241 }],
    ['tideline://focus?until=14:00', { type: 'focus.start', until: at('2026-11-27', '14:00') }],
    ['tideline://extend?minutes=300', { type: 'focus.extend', minutes: 300 }],
    [
      'tideline://status?state=away&text=Lunch&minutes=30',
      { type: 'status.set', status: { state: 'away', text: 'Lunch', until: NOW + 30 * 60_000 } },
    ],
    [
      'tideline://status?emoji=%F0%9F%8D%B2&until=15:00',
      { type: 'status.set', status: { emoji: '🍲', until: at('2026-11-26', '15:00') } },
    ],
  ])('%s', (link, wish) => {
    expect(read(link)).toEqual({ wish, asks: true })
  })
})

describe('refused, with what is wrong', () => {
  test.each([
    ['tideline://quit', 'link_unknown'],
    ['tideline://settings?hook=rm', 'link_unknown'],
    ['tideline://constructor', 'link_unknown'],
    ['tideline://', 'link_unknown'],
    ['tideline:focus', 'link_unknown'],
    ['tideline://focus/stop', 'link_unknown'],
    ['tideline://me@focus', 'link_unknown'],
    ['tideline://stop#now', 'link_unknown'],
    ['tideline://focus?minutes=0', 'focus_too_short'],
    ['tideline://focus?minutes=99999', 'focus_too_long'],
    ['tideline://focus?minutes=-5', 'link_bad_part'],
    ['tideline://focus?minutes=5e3', 'link_bad_part'],
    ['tideline://focus?until=25:00', 'link_bad_part'],
    ['tideline://focus?minutes=5&until=15:00', 'link_two_ends'],
    ['tideline://focus?minutes=5&minutes=500', 'link_twice'],
    ['tideline://focus?block=b1', 'link_bad_part'],
    ['tideline://focus?__proto__=x', 'link_bad_part'],
    ['tideline://extend', 'link_bad_part'],
    ['tideline://open?window=hook', 'link_bad_part'],
    ['tideline://open?window=planner&type=app.quit', 'link_bad_part'],
    ['tideline://status?state=away', 'link_status'],
    ['tideline://status?minutes=30', 'link_status'],
    ['tideline://status?state=god&minutes=30', 'link_bad_part'],
    ['tideline://status?text=a%E2%80%AEb&minutes=30', 'link_bad_part'],
    [`tideline://focus?title=${'x'.repeat(2_000)}`, 'link_unreadable'],
    ['not a link', 'link_unreadable'],
  ])('%s', (link, code) => {
    expect(read(link)).toMatchObject({ code })
  })
})

test('whatever a page makes up, a link can only ever mean one of a few wishes, and each is a valid one', () => {
  const allowed = new Set([
    'focus.start',
    'focus.end',
    'focus.pause',
    'focus.resume',
    'focus.extend',
    'focus.interrupt',
    'focus.break',
    'focus.skipBreak',
    'window.open',
    'status.set',
    'status.clear',
  ])
  const word = fc.oneof(
    fc.constantFrom(...LINK_NAMES, 'minutes', 'until', 'window', 'text', 'planner', '15:00', '20', 'hook.set', 'type'),
    fc.string(),
  )
  const query = fc.array(fc.tuple(word, word), { maxLength: 4 })
  fc.assert(
    fc.property(word, query, (name, pairs) => {
      const link = `tideline://${name}?${new URLSearchParams(pairs.map(([key, value]) => [key, value]))}`
      const meant = read(link)
      if ('code' in meant) return
      expect(allowed).toContain(meant.wish.type)
      expect(readWish(meant.wish)).toEqual({ wish: meant.wish })
      const guards =
        ['focus.end', 'focus.pause', 'focus.break'].includes(meant.wish.type) || meant.wish.type.startsWith('status.')
      if (guards) expect(meant.asks).toBe(true)
    }),
    { numRuns: 500 },
  )
})
