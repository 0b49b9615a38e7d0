import { describe, expect, test } from 'vitest'
import { desired } from '../core/app/desired.ts'
import type { Wish } from '../core/app/intent.ts'
import type { State } from '../core/app/state.ts'
import { after, block, fresh, look, muted, NOW, planned } from '../../tests/fakes/tray.ts'
import { HOUR, MINUTE } from '../core/time/instant.ts'

describe('while nothing runs', () => {
  test('the picture and the head are my availability', () => {
    const { picture, labels } = look(planned(fresh(), block('a', 'open', NOW - HOUR, 120)))
    expect(picture).toEqual({ glyph: 'available', arc: null, tooltip: 'Available until 10:00', title: '' })
    expect(labels()[0]).toBe('Available until 10:00')
  })

  test('focus starts by itself, for a length, or until the next block', () => {
    const { click, labels } = look(planned(fresh(), block('a', 'open', NOW + 2 * HOUR, 60)))
    expect(click('Start focus')).toEqual({ type: 'focus.start' })
    expect(labels('Start focus for')).toEqual([
      '15 min',
      '25 min',
      '50 min',
      '1 h 30',
      '—',
      'Until the next block, 11:00',
      'Until',
      '—',
      'In rounds of 25 and 5 minutes',
      'Without an end',
    ])
    expect(click('Start focus for', /^In rounds/)).toEqual({ type: 'focus.start', mode: 'pomodoro' })
    expect(click('Start focus for', 'Without an end')).toEqual({ type: 'focus.start', mode: 'flow' })
    expect(click('Take a break')).toEqual({ type: 'focus.break' })
    expect(click('Start focus for', '25 min')).toEqual({ type: 'focus.start', minutes: 25 })
    expect(click('Start focus for', /^Until/)).toEqual({ type: 'focus.start', until: NOW + 2 * HOUR })
  })

  test('there is no block to wait for where none comes today', () => {
    expect(look(planned(fresh(), block('a', 'open', NOW + 20 * HOUR, 60))).labels('Start focus for')).not.toContain(
      'Until the next block, 05:00',
    )
  })

  test('or until one of the next half hours; another time is typed in the focus view', () => {
    const { click, labels } = look(fresh(), NOW + 21 * MINUTE)
    expect(labels('Start focus for', 'Until')).toEqual([
      '10:00',
      '10:30',
      '11:00',
      '11:30',
      '12:00',
      '12:30',
      '—',
      'Another time…',
    ])
    expect(click('Start focus for', 'Until', '10:30')).toEqual({ type: 'focus.start', until: NOW + 90 * MINUTE })
    expect(click('Start focus for', 'Until', /^Another/)).toEqual({ type: 'window.open', window: 'focus' })
  })

  test('a session that was just stopped can be taken back', () => {
    const stopped = after(after(fresh(), { type: 'focus.start', minutes: 25 }), { type: 'focus.end' }, NOW + MINUTE)
    expect(look(stopped, NOW + MINUTE + 5_000).click('Take back the end')).toEqual({ type: 'focus.undoEnd' })
    expect(look(stopped, NOW + 2 * MINUTE).labels()).not.toContain('Take back the end')
  })
})

describe('the menu follows the rules of the session', () => {
  const INTERRUPTED = ['I was interrupted', 'I was interrupted by']
  const steers = (state: State, now = NOW): string[] => {
    const { labels } = look(state, now)
    return labels().slice(2, labels().indexOf('—', 2))
  }

  test('one without an end cannot be made longer, and offers its break', () => {
    const flow = after(fresh(), { type: 'focus.start', mode: 'flow' })
    expect(steers(flow)).toEqual(['Pause', 'Take a break', ...INTERRUPTED, 'End focus'])
  })

  test('in a break: back to work, or a little more work first', () => {
    const rounds = after(fresh(), { type: 'focus.start', mode: 'pomodoro' })
    const resting = after(rounds, { type: 'focus.break' }, NOW + 10 * MINUTE)
    expect(steers(resting, NOW + 11 * MINUTE).slice(0, 2)).toEqual(['Back to work', '5 min more first'])
    expect(look(resting, NOW + 11 * MINUTE).click('Back to work')).toEqual({ type: 'focus.skipBreak' })
  })

  test('a break on its own is only ended', () => {
    const resting = after(fresh(), { type: 'focus.break' })
    expect(steers(resting)).toEqual(['Extend by', ...INTERRUPTED, 'End the break'])
  })

  test('a strict session has no pause, and is asked twice', () => {
    const strict = after(fresh(), { type: 'focus.start', minutes: 25, strict: true })
    expect(steers(strict)).toEqual(['Extend by', ...INTERRUPTED, 'End focus'])
    const asked = after(strict, { type: 'focus.end' }, NOW + MINUTE)
    expect(steers(asked, NOW + MINUTE).slice(-2)).toEqual(['End focus anyway', 'Keep going'])
    expect(look(asked, NOW + MINUTE).click('Keep going')).toEqual({ type: 'focus.keepOn' })
  })
})

describe('while a session runs', () => {
  const running = muted(after(fresh(), { type: 'focus.start', minutes: 50, title: 'Draft' }))

  test('the tooltip says what, how long and whether it is muted', () => {
    expect(look(running, NOW + 26 * MINUTE).picture.tooltip).toBe('Focusing on Draft, 24 min left, until 09:50 · muted')
  })

  test('the last minute is counted in seconds for who asked for it, and for nobody else', () => {
    const counting = { ...running, settings: { ...running.settings, trayCountdown: true } }
    const mac = { ...counting, system: { ...counting.system, platform: 'darwin' } }
    const late = NOW + 50 * MINUTE - 30_000
    expect(look(counting, late).picture).toMatchObject({ arc: 0.5, tooltip: expect.stringContaining('30 s left') })
    expect(look(mac, late).picture.title).toBe('30s')
    expect(desired(counting, late).wakeAt).toBe(late + 1_000)
    expect(look(running, late).picture).toMatchObject({ arc: 1 / 50, tooltip: expect.stringContaining('1 min left') })
    expect(desired(running, late).wakeAt).toBe(NOW + 50 * MINUTE)
    expect(desired(counting, NOW).wakeAt).toBe(NOW + MINUTE)
  })

  test.each([
    { ...running.mute, held: false },
    { ...running.mute, problem: 'undone' },
  ])('it does not claim a mute that is not there: %j', (mute) => {
    expect(look({ ...running, mute }).picture.tooltip).toMatch(/ · not muted$/)
  })

  test('it does not call it a fault where the person wants no mute', () => {
    const wish: Wish = { type: 'settings.change', change: { mute: 'never' } }
    const state = after({ ...running, mute: { ...running.mute, held: false } }, wish)
    expect(look(state).picture.tooltip).toBe('Focusing on Draft, 50 min left, until 09:50')
  })

  test('the arc shrinks from 1 to 0 in steps of a minute', () => {
    const arcs = [0, 1, 50_000, 25 * MINUTE, 49 * MINUTE + 59_000].map(
      (passed) => look(running, NOW + passed).picture.arc,
    )
    expect(arcs).toEqual([1, 1, 1, 0.5, 0.02])
    expect(look(running).picture.glyph).toBe('focusing')
  })

  test('the menu stays the same from minute to minute', () => {
    const [first, second] = [MINUTE, 20 * MINUTE].map((passed) => JSON.stringify(look(running, NOW + passed).menu))
    expect(first).toBe(second)
    expect(look(running).labels()[0]).toBe('Focusing on Draft until 09:50')
  })

  test('it can be paused, extended, interrupted and ended', () => {
    const { click } = look(running)
    expect(click('Pause')).toEqual({ type: 'focus.pause' })
    expect(click('Extend by', '15 min')).toEqual({ type: 'focus.extend', minutes: 15 })
    expect(click('I was interrupted')).toEqual({ type: 'focus.interrupt' })
    expect(click('End focus')).toEqual({ type: 'focus.end' })
  })

  test('macOS shows the minutes beside the icon', () => {
    const onMac = { ...running, system: { ...running.system, platform: 'darwin' } }
    expect(look(onMac, NOW + 26 * MINUTE).picture.title).toBe('24m')
  })

  test('paused, it shows two bars, stands still and can go on', () => {
    const paused = after(
      { ...running, mute: { ...running.mute, held: false } },
      { type: 'focus.pause' },
      NOW + 10 * MINUTE,
    )
    const { picture, click } = look(paused, NOW + 2 * HOUR)
    expect(picture).toMatchObject({ glyph: 'paused', arc: 0.8, tooltip: 'Paused: Draft, 40 min left' })
    expect(click('Resume')).toEqual({ type: 'focus.resume' })
  })
})

describe('status', () => {
  test('always has an end, counted from the click', () => {
    const { click, clock } = look(fresh())
    clock.now = NOW + 3 * HOUR
    expect(click('Status', 'Away for 30 minutes')).toEqual({
      type: 'status.set',
      status: { state: 'away', until: NOW + 3 * HOUR + 30 * MINUTE },
    })
    expect(click('Status', 'Off for today')).toMatchObject({ status: { state: 'off', until: Date.UTC(2026, 10, 27) } })
    expect(click('Status', /meal/)).toMatchObject({ status: { state: 'away', text: 'At a meal', emoji: '🍲' } })
  })

  test('says what is set and clears it', () => {
    const set = after(fresh(), { type: 'status.set', status: { state: 'away', text: 'Dentist', until: NOW + HOUR } })
    const { labels, click } = look(set)
    expect(labels('Status').slice(0, 3)).toEqual(['Away · Dentist, until 10:00', 'Clear status', '—'])
    expect(click('Status', 'Clear status')).toEqual({ type: 'status.clear' })
    expect(look(set, NOW + HOUR).labels('Status')).not.toContain('Clear status')
  })
})

describe('mute', () => {
  test('ticks the mode that holds and changes it', () => {
    const { find, click } = look(fresh())
    expect(
      find(['Mute the computer']).lines?.flatMap((line) => (line === 'separator' || !line.checked ? [] : [line.label])),
    ).toEqual(['During focus'])
    expect(click('Mute the computer', 'Never')).toEqual({ type: 'settings.change', change: { mute: 'never' } })
  })

  test.each([
    [{ level: 'verified', label: 'dunst 1.9.0' }, ['dunst 1.9.0: muting is checked']],
    [{ level: 'unsupported', label: '', problem: 'unsupported' }, ['This desktop: Tideline cannot mute it']],
    [
      { level: 'verified', label: 'x', held: true, alreadyMuted: true },
      ['x: muting is checked', 'You had muted it before; it stays muted after'],
    ],
    [
      { level: 'unsupported', label: 'x', problem: 'tool_missing' },
      ['x: Tideline cannot mute it', 'A tool of your desktop is missing, so it was not muted'],
    ],
    [
      { level: 'verified', label: 'x', problem: 'never heard of' },
      ['x: muting is checked', 'Your desktop refused, so it is not muted'],
    ],
  ] as const)('is honest about %j', (mute, said) => {
    const state: State = { ...fresh(), mute: { ...fresh().mute, ...mute } }
    expect(look(state).labels('Mute the computer').slice(4)).toEqual(said)
  })
})

describe('today', () => {
  test('lists the blocks of the day in order and marks the one now', () => {
    const state = planned(
      fresh(),
      block('b', 'personal', NOW + 3 * HOUR, 60),
      block('a', 'focus', NOW - HOUR, 90, 'Draft'),
      block('c', 'open', NOW + 30 * HOUR, 60),
    )
    expect(look(state).labels('Today')).toEqual(['Now: 08:00–09:30  focus: Draft', '12:00–13:00  personal'])
  })

  test('says so when it is empty', () => {
    expect(look(fresh()).labels('Today')).toEqual(['Nothing planned'])
  })
})

test('the windows open and the app quits from the menu', () => {
  const { click } = look(fresh())
  expect(click('Open planner')).toEqual({ type: 'window.open', window: 'planner' })
  expect(click('Settings')).toEqual({ type: 'window.open', window: 'settings' })
  expect(click('Quit Tideline')).toEqual({ type: 'app.quit' })
})
