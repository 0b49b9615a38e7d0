import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createNoTray } from './noTray.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function lab() {
  const did: string[] = []
  const noTray = createNoTray({ keepWindow: () => void did.push('window'), tell: () => void did.push('told') })
  return { noTray, did }
}

test('where no panel shows the icon, a window is kept and that is told, once', () => {
  const { noTray, did } = lab()
  noTray.hear(false)
  vi.advanceTimersByTime(60_000)
  expect(did).toEqual(['window', 'told'])
})

test('a panel that is a little late, or is started anew, changes nothing', () => {
  const { noTray, did } = lab()
  noTray.hear(false)
  vi.advanceTimersByTime(9_000)
  noTray.hear(true)
  vi.advanceTimersByTime(60_000)
  noTray.hear(false)
  noTray.stop()
  vi.advanceTimersByTime(60_000)
  expect(did).toEqual([])
})
