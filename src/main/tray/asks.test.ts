import { describe, expect, test } from 'vitest'
import { reduce } from '../../core/app/reduce.ts'
import type { State } from '../../core/app/state.ts'
import { HOUR, MINUTE } from '../../core/time/instant.ts'
import { after, block, fresh, look, muted, NOW, planned } from '../../../tests/fakes/tray.ts'

const SLEPT = /^This computer slept/
const running = after(fresh(), { type: 'focus.start', minutes: 60, title: 'Draft' })
const at = (minute: number): number => NOW + minute * MINUTE
const timeOf = (state: State, minute: number): State => reduce(state, { type: 'look' }, at(minute)).state

describe('a gap is asked about', () => {
  const slept = reduce(running, { type: 'gap', kind: 'sleep', from: at(20) }, at(40)).state

  test('while the session goes on: keep, trim or discard', () => {
    const { labels, click, picture } = look(slept, at(40))
    expect(labels()[2]).toBe('This computer slept from 09:20 to 09:40, 20 min of your focus.')
    expect(labels(SLEPT)).toEqual(['Count it as focus', 'Leave it out', 'End it there'])
    expect(click(SLEPT, 'Count it as focus')).toEqual({ type: 'focus.settleGap', how: 'keep' })
    expect(click(SLEPT, 'Leave it out')).toEqual({ type: 'focus.settleGap', how: 'trim' })
    expect(click(SLEPT, 'End it there')).toEqual({ type: 'focus.settleGap', how: 'discard' })
    expect(picture.tooltip).toContain(' · a question waits')
    const settled = after(slept, { type: 'focus.settleGap', how: 'trim' }, at(41))
    expect(look(settled, at(41)).labels().join()).not.toContain('slept')
  })

  test('after its end too, where nothing is left to be ended', () => {
    expect(look(timeOf(slept, 90), at(90)).labels(SLEPT)).toEqual(['Count it as focus', 'Leave it so'])
  })
})

test('a suggested break can be taken or put off, though the notice of it is held back', () => {
  const flow = muted(after(fresh(), { type: 'focus.start', mode: 'flow' }))
  expect(look(timeOf(flow, 89), at(89)).labels().join()).not.toContain('A break?')
  const { click, picture } = look(timeOf(flow, 90), at(91))
  expect(click(/A break\?$/, 'Take 10 min')).toEqual({ type: 'focus.break' })
  expect(click(/A break\?$/, 'Later')).toEqual({ type: 'focus.postponeBreak' })
  expect(picture.tooltip).toMatch(/ · time for a break\? · muted$/)
})

test('the landing is said in the last minutes', () => {
  const state = muted(running)
  expect(look(state, at(54)).picture.tooltip).not.toContain('landing')
  expect(look(state, at(55)).picture.tooltip).toBe('Focusing on Draft, 5 min left, until 10:00 · landing · muted')
  expect(look(state, at(55)).labels()[2]).toBe('Landing: note where you are')
})

test('a block that is about to start itself can be started, put off or skipped', () => {
  const auto = { ...fresh(), settings: { ...fresh().settings, focus: { ...fresh().settings.focus, auto: true } } }
  const state = timeOf(planned(auto, block('a', 'focus', NOW + HOUR, 60, 'Draft')), 56)
  const { click } = look(state, at(56))
  const DRAFT = 'Draft starts itself at 10:00.'
  expect(click(DRAFT, 'Start now')).toEqual({ type: 'focus.start', block: 'a' })
  expect(click(DRAFT, '5 min later')).toEqual({ type: 'focus.postponeStart', block: 'a' })
  expect(click(DRAFT, 'Skip it')).toEqual({ type: 'focus.skipStart', block: 'a' })
})

describe('an interruption', () => {
  const known = after(running, { type: 'focus.interrupt', who: 'Ben', channel: 'mail' }, at(5))
  const back = after(known, { type: 'focus.back' }, at(7))

  test('is noted in one tap with who or how it was, the familiar first', () => {
    const { labels, click } = look(back, at(10))
    expect(labels('I was interrupted by').slice(0, 4)).toEqual(['Ben', '—', 'mail', 'chat'])
    expect(click('I was interrupted by', 'Ben')).toEqual({ type: 'focus.interrupt', who: 'Ben' })
    expect(click('I was interrupted by', 'chat')).toEqual({ type: 'focus.interrupt', channel: 'chat' })
    expect(click('I was interrupted by', 'It was urgent')).toEqual({ type: 'focus.interrupt', urgent: true })
  })

  test('that was just noted is described, and one is back from it', () => {
    const { click } = look(after(back, { type: 'focus.interrupt' }, at(12)), at(13))
    expect(click('At 09:12 it was', 'call')).toEqual({ type: 'focus.describe', of: at(12), channel: 'call' })
    expect(click('Back at it')).toEqual({ type: 'focus.back', of: at(12) })
    expect(click('I was interrupted')).toEqual({ type: 'focus.interrupt' })
  })
})
