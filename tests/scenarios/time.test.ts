import { afterEach, describe, expect, test } from 'vitest'
import { type SessionEvent, viewSession } from '../../src/core/focus/session.ts'
import { HOUR, MINUTE } from '../../src/core/time/instant.ts'
import { startVirtual, type VirtualApp, yearOfEnds } from './virtual.ts'

const NOW = Date.UTC(2026, 10, 26, 9)
let app: VirtualApp | null = null
afterEach(() => app?.end())

const open = (): VirtualApp => (app = startVirtual({ start: NOW }))
const types = ({ written }: VirtualApp): readonly SessionEvent['type'][] => written.map(({ event }) => event.type)

function view({ loop, now }: VirtualApp) {
  const { current } = loop.state().session
  return current === null ? null : viewSession(current, now())
}

describe('a year, a session a day', () => {
  // A clock that is pulled by 100 parts of a million gains nine seconds a day against the one that timers count by.
  test.each([100])('ends on time to the last, the wall clock pulled by %i ppm', { timeout: 60_000 }, async (drift) => {
    const { late, wakes } = await yearOfEnds(drift)
    expect(late).toHaveLength(365)
    expect([Math.min(...late) >= 0, Math.max(...late) <= 100]).toEqual([true, true])
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(Math.abs(mean(late.slice(-60)) - mean(late.slice(0, 60)))).toBeLessThan(5)
    // Once a minute in a session, once an hour else.
    expect(wakes / (365 * 24 * 60)).toBeLessThan(0.1)
  })
})

describe('stopped for hours, as SIGSTOP does', () => {
  test('within a session: the record shows the gap, and the end stays where it was', async () => {
    const running = open()
    await running.loop.dispatch({ type: 'focus.start', minutes: 480 })
    await running.until(NOW + 20 * MINUTE)
    await running.stopFor(5 * HOUR)
    expect(types(running)).toEqual(['started', 'gap'])
    expect(view(running)).toMatchObject({ phase: 'running', until: NOW + 480 * MINUTE })
    const focused = view(running)?.focused ?? 0
    expect([focused >= 20 * MINUTE, focused <= 21 * MINUTE]).toEqual([true, true])
    await running.until(NOW + 481 * MINUTE)
    const last = running.written.at(-1)
    expect([last?.event, last?.at]).toMatchObject([
      { type: 'ended', how: 'completed', at: NOW + 480 * MINUTE },
      NOW + 480 * MINUTE,
    ])
  })

  test('past its end: it is over at once, where the person was last seen, and nothing runs on', async () => {
    const running = open()
    await running.loop.dispatch({ type: 'focus.start', minutes: 50 })
    await running.until(NOW + 20 * MINUTE)
    await running.stopFor(5 * HOUR)
    expect(types(running)).toEqual(['started', 'gap', 'ended'])
    const [, gap, end] = running.written
    expect([gap?.at, end?.at]).toEqual([running.now(), running.now()])
    expect(Math.abs((end?.event.at ?? 0) - (NOW + 20 * MINUTE))).toBeLessThanOrEqual(MINUTE)
  })

  test('forty days of running, and the last session ends as the first did', async () => {
    const running = open()
    await running.until(NOW + 40 * 24 * HOUR)
    await running.loop.dispatch({ type: 'focus.start', minutes: 25 })
    const began = running.now()
    await running.until(began + 26 * MINUTE)
    expect(running.written.at(-1)).toMatchObject({
      event: { type: 'ended', how: 'completed' },
      at: began + 25 * MINUTE,
    })
  })
})
