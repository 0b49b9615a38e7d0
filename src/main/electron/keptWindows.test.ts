import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type KeptWindows, keptWindows } from './keptWindows.ts'
import type { UnseenWindow } from './makeWindow.ts'

const TIMES = { closed: 5000, foreseen: 1000 }
let kept: KeptWindows
let made: UnseenWindow[]

beforeEach(() => {
  vi.useFakeTimers()
  kept = keptWindows(TIMES)
  made = []
})
afterEach(() => {
  kept.end()
  vi.useRealTimers()
})

function fakeWindow(): BrowserWindow {
  let isDestroyed = false
  return {
    isDestroyed: () => isDestroyed,
    destroy: () => void (isDestroyed = true),
    hide: () => {},
    webContents: { isCrashed: () => false },
  } as BrowserWindow
}

const make = (): UnseenWindow => {
  const unseen = { window: fakeWindow(), show: vi.fn<UnseenWindow['show']>() }
  made.push(unseen)
  return unseen
}

describe('a window that somebody is about to open', () => {
  test('is made once, and is the one that opens', () => {
    kept.foresee('team', make)
    kept.foresee('team', make)
    expect(made).toHaveLength(1)
    const taken = kept.take('team')
    expect(taken?.window).toBe(made[0]?.window)
    expect(kept.take('team')).toBeNull()
    vi.advanceTimersByTime(TIMES.closed)
    expect(taken?.window.isDestroyed()).toBe(false)
  })

  test('goes away when nobody opens it, later if somebody comes near it once more', () => {
    kept.foresee('team', make)
    vi.advanceTimersByTime(900)
    kept.foresee('team', make)
    vi.advanceTimersByTime(900)
    expect(made.map(({ window }) => window.isDestroyed())).toEqual([false])
    vi.advanceTimersByTime(100)
    expect(made.map(({ window }) => window.isDestroyed())).toEqual([true])
    expect(kept.take('team')).toBeNull()
    kept.foresee('team', make)
    expect(made).toHaveLength(2)
  })

  test('is not made where a closed one is there, which stays its own time', () => {
    const closed = fakeWindow()
    expect(kept.put('team', closed)).toBe(true)
    kept.foresee('team', make)
    expect(made).toEqual([])
    vi.advanceTimersByTime(TIMES.closed - 1)
    expect(kept.take('team')?.window).toBe(closed)
  })

  test('is none of those that open fast anyway, and none where nothing is kept', () => {
    kept.foresee('settings', make)
    keptWindows({ closed: 0, foreseen: 0 }).foresee('team', make)
    expect(made).toEqual([])
  })

  test('ends with the app', () => {
    kept.foresee('team', make)
    kept.end()
    expect(made.map(({ window }) => window.isDestroyed())).toEqual([true])
    expect(vi.getTimerCount()).toBe(0)
  })
})
