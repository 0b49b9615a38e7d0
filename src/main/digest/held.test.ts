import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Held, nothingTold } from '../../core/focus/digest.ts'
import type { MuteReport, MuteWish } from '../mute/port.ts'
import { watchHeld } from './held.ts'
import type { HeldMark } from './port.ts'

const report: MuteReport = {
  level: 'verified',
  adapter: 'dunst',
  label: 'dunst 1.9.0',
  held: true,
  alreadyMuted: false,
  since: 0,
  problem: null,
}
const WITH: MuteWish = { until: 5_000 }
const three: Held = { count: 3, senders: [{ app: 'Mail', count: 3 }] }

function world(mark: Partial<HeldMark> = {}, held = true) {
  const steps: string[] = []
  const told: [string, Held][] = []
  const world = { session: 's1' as string | null, steps, told }
  const watched = watchHeld({
    mute: {
      async want(wish) {
        steps.push(wish === null ? 'unmute' : 'mute')
        return { ...report, held: wish !== null && held }
      },
    },
    open: async () => ({
      async mark() {
        steps.push('mark')
        return {
          async take() {
            steps.push('take')
            return three
          },
          ...mark,
        }
      },
    }),
    session: () => world.session,
    tell: async (session, what) => told.push([session, what]),
  })
  return { ...watched, world }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('what was held back', () => {
  test('is asked for after the mute and before its end', async () => {
    const {
      want,
      world: { steps, told },
    } = world()
    await want(WITH)
    await want(WITH)
    await want(null)
    await want(null)
    expect(steps).toEqual(['mute', 'mark', 'mute', 'take', 'unmute', 'unmute'])
    expect(told).toEqual([['s1', three]])
  })

  test('is asked for where the desktop stays muted after the session', async () => {
    const { want, world: its } = world()
    await want(WITH)
    its.session = null
    await want({ until: null })
    expect(its.told).toEqual([['s1', three]])
    expect(its.steps).not.toContain('unmute')
  })

  test.each([
    ['never answers', { take: () => new Promise<Held>(() => {}) }],
    ['fails', { take: async () => Promise.reject(new Error('gone')) }],
  ])('does not keep the desktop muted where the history %s', async (_what, mark) => {
    const {
      want,
      world: { steps, told },
    } = world(mark)
    await want(WITH)
    const ended = want(null)
    await vi.advanceTimersByTimeAsync(300)
    await ended
    expect(steps.at(-1)).toBe('unmute')
    expect(told).toEqual([])
  })

  test('a focus that starts again meanwhile keeps its mute', async () => {
    let answer = (_held: Held): void => {}
    const {
      want,
      world: { steps },
    } = world({ take: () => new Promise((resolve) => (answer = resolve)) })
    await want(WITH)
    const ended = want(null)
    await vi.advanceTimersByTimeAsync(10)
    const again = want({ until: 9_000 })
    answer(nothingTold)
    await Promise.all([ended, again])
    expect(steps).not.toContain('unmute')
  })

  test('is not asked for where nothing was muted', async () => {
    const {
      want,
      world: { steps },
    } = world({}, false)
    await want(WITH)
    await want(null)
    expect(steps).toEqual(['mute', 'unmute'])
  })

  test('senders may follow, but not for ever', async () => {
    const stop = vi.fn()
    let more = (_held: Held): void => {}
    const {
      want,
      world: { told },
    } = world({
      follow: (_taken, onSenders) => {
        more = onSenders
        return stop
      },
    })
    await want(WITH)
    await want(null)
    more({ count: null, senders: [{ app: 'Chat', count: 1 }] })
    expect(told).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(stop).toHaveBeenCalled()
  })
})
