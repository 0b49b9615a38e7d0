import { expect, test, vi } from 'vitest'
import { desired } from '../../core/app/desired.ts'
import { reduce } from '../../core/app/reduce.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { stateWith } from '../../../tests/fakes/state.ts'
import { type BadgedWindow, createBadge } from '../electron/badge.ts'
import type { Badge } from '../ports.ts'
import { badgeOf } from './badge.ts'

vi.mock('electron', () => ({ app: {}, BrowserWindow: {}, nativeImage: {} }))

const NOW = Date.UTC(2026, 10, 26, 9, 6)
const running = reduce(stateWith(), { type: 'focus.start', minutes: 50 }, NOW).state
const at = (now: number, state = running): Badge | null => badgeOf(desired(state, now).tray)

test('says how much is done and how long still, in whole minutes', () => {
  expect(at(NOW, stateWith())).toBeNull()
  expect(at(NOW + 26 * MINUTE)).toEqual({
    glyph: 'focusing',
    done: 1 - 24 / 50,
    isPaused: false,
    words: 'Focusing, 24 minutes left',
    label: '24m',
  })
  expect(at(NOW + 26 * MINUTE + 500)).toEqual(at(NOW + 26 * MINUTE + 30_000))
  const paused = reduce(running, { type: 'focus.pause' }, NOW + 49 * MINUTE).state
  expect(at(NOW + 60 * MINUTE, paused)).toMatchObject({
    glyph: 'paused',
    isPaused: true,
    words: 'Paused, 1 minute left',
  })
})

function world(platform: string) {
  const did: string[] = []
  const listeners: ((window: BadgedWindow) => void)[] = []
  const window = (name: string): BadgedWindow => ({
    setProgressBar: (share, options) => void did.push(`${name} ${share} ${options?.mode ?? 'none'}`),
    setOverlayIcon: (image, words) => void did.push(`${name} ${JSON.stringify(image)} ${words}`),
  })
  const windows = [window('one')]
  const show = createBadge({
    platform,
    windows: () => windows,
    onWindow: (listener) => void listeners.push(listener),
    draw: (glyph) => glyph as never,
    setDock: (label) => void did.push(`dock ${label}`),
  })
  const open = (): void => listeners.forEach((listener) => listener(window('two')))
  return { show, open, did: () => did.splice(0) }
}
const badge: Badge = { glyph: 'focusing', done: 0.5, isPaused: false, words: 'Focusing, 25 minutes left', label: '25m' }

test('Windows: progress and a picture on each window, also on one that opens later, drawn only when they differ', () => {
  const { show, open, did } = world('win32')
  open()
  expect(did()).toEqual([])
  show(badge)
  expect(did()).toEqual(['one 0.5 normal', 'one "focusing" Focusing, 25 minutes left'])
  show({ ...badge })
  expect(did()).toEqual([])
  open()
  expect(did()).toEqual(['two 0.5 normal', 'two "focusing" Focusing, 25 minutes left'])
  show({ ...badge, isPaused: true })
  expect(did()[0]).toBe('one 0.5 paused')
  show(null)
  expect(did()).toEqual(['one -1 none', 'one null '])
})

test('macOS: the minutes on the dock icon, and nothing after', () => {
  const { show, did } = world('darwin')
  show(badge)
  show(null)
  expect(did()).toEqual(['dock 25m', 'dock '])
})

test('Linux: nothing', () => {
  const { show, open, did } = world('linux')
  show(badge)
  open()
  show(null)
  expect(did()).toEqual([])
})
