// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { refreshNow, useNow } from './useNow.ts'

const T0 = Date.UTC(2026, 10, 26, 9, 6, 12, 300)

beforeEach(() => vi.useFakeTimers({ now: T0 }))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const later = (ms: number): void => act(() => void vi.advanceTimersByTime(ms))

test('seconds and minutes change on their boundaries, not before', () => {
  const second = renderHook(() => useNow('second'))
  const minute = renderHook(() => useNow('minute'))
  later(699)
  expect(second.result.current).toBe(T0)
  later(10)
  expect(Math.floor(second.result.current / 1_000)).toBe(Math.floor(T0 / 1_000) + 1)
  expect(minute.result.current).toBe(T0)
  later(47_100)
  expect(new Date(minute.result.current).getUTCMinutes()).toBe(7)
})

test('a window that cannot be seen draws nothing, and is right at once when it is seen again', () => {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(false)
  const { result } = renderHook(() => useNow('second'))
  hidden.mockReturnValue(true)
  act(() => void document.dispatchEvent(new Event('visibilitychange')))
  const before = result.current
  expect(vi.getTimerCount()).toBe(0)
  later(600_000)
  expect(result.current).toBe(before)
  hidden.mockReturnValue(false)
  act(() => void document.dispatchEvent(new Event('visibilitychange')))
  expect(result.current).toBe(Date.now())
})

test('nobody listening, no timer', () => {
  const { unmount } = renderHook(() => useNow('second'))
  expect(vi.getTimerCount()).toBe(1)
  unmount()
  expect(vi.getTimerCount()).toBe(0)
})

test('news from main is never drawn with an older time', () => {
  const { result } = renderHook(() => useNow('minute'))
  vi.setSystemTime(T0 + 5_000)
  act(() => refreshNow())
  expect(result.current).toBe(T0 + 5_000)
})
