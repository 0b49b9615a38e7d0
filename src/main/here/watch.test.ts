import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Here } from '../../core/availability/here.ts'
import { MINUTE, SECOND } from '../../core/time/instant.ts'
import { systemIdle } from './idle.ts'
import { watchHere } from './watch.ts'

/** A desktop whose idle time runs with the clock. */
function world(first: number | null = 0) {
  let idleFrom: number | null = first === null ? null : Date.now() - first
  let locked: boolean | null = null
  let change = (): void => {}
  let looks = 0
  const told: Here[] = []
  const watch = watchHere({
    idle: {
      id: 'mutter',
      async idle() {
        looks += 1
        return idleFrom === null ? null : Date.now() - idleFrom
      },
    },
    lock: {
      locked: async () => locked,
      onChange(listener) {
        change = listener
        return () => (change = () => {})
      },
    },
    limit: 10 * MINUTE,
    tell: (here) => told.push(here),
  })
  return {
    watch,
    told,
    looks: () => looks,
    touch: () => (idleFrom = Date.now()),
    lock(now: boolean | null) {
      locked = now
      change()
    },
  }
}

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000_000 }))
afterEach(() => void vi.useRealTimers())
const pass = (millis: number): Promise<unknown> => vi.advanceTimersByTimeAsync(millis)

describe('whether somebody is here', () => {
  test('idle once the limit has passed, in use again soon after a touch, each told once', async () => {
    const { watch, told, touch } = world()
    await pass(10 * MINUTE)
    touch()
    await pass(15 * SECOND)
    expect(told.map(({ input }) => input)).toEqual(['active', 'idle', 'active'])
    watch.stop()
  })

  test('is looked at rarely: twice in ten minutes of which the last was idle', async () => {
    const { watch, looks } = world()
    await pass(10 * MINUTE)
    expect(looks()).toBe(2)
    watch.stop()
  })

  test('a desktop that does not tell is unknown, and never idle', async () => {
    const { watch, told } = world(null)
    await pass(60 * MINUTE)
    expect(told).toEqual([])
    watch.stop()
  })

  test('a lock is told at once, and what is not known of it is null', async () => {
    const { watch, told, lock } = world()
    await pass(0)
    expect(told.at(-1)).toEqual({ input: 'active', locked: null, asleep: false })
    lock(true)
    await pass(0)
    expect(told.at(-1)?.locked).toBe(true)
    watch.stop()
  })

  test('a suspend is told before anybody is asked, and a resume looks anew', async () => {
    const { watch, told } = world()
    await pass(0)
    void watch.power('suspend')
    expect(told.at(-1)?.asleep).toBe(true)
    await watch.power('resume')
    expect(told.at(-1)?.asleep).toBe(false)
    await watch.power('lock')
    expect(told.at(-1)?.locked).toBe(true)
    watch.stop()
  })

  test('after the end nothing is asked and nothing told', async () => {
    const { watch, told, looks, lock } = world()
    await pass(0)
    watch.stop()
    const before = [looks(), told.length]
    lock(true)
    await pass(60 * MINUTE)
    expect([looks(), told.length]).toEqual(before)
  })
})

describe("the system's own figure", () => {
  const of = (env: NodeJS.ProcessEnv, platform: NodeJS.Platform = 'linux', told = 7) =>
    systemIdle({ seconds: () => told, env, platform })

  test('is believed on X11, macOS and Windows, not under Wayland or without a display', async () => {
    expect(await of({ DISPLAY: ':0' })?.idle()).toBe(7_000)
    expect(await of({}, 'darwin')?.idle()).toBe(7_000)
    expect(of({ DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' })).toBeNull()
    expect(of({ DISPLAY: ':0', XDG_SESSION_TYPE: 'wayland' })).toBeNull()
    expect(of({})).toBeNull()
  })

  test('that is no figure is unknown', async () => {
    expect(await of({ DISPLAY: ':0' }, 'linux', -1)?.idle()).toBeNull()
    expect(await of({ DISPLAY: ':0' }, 'linux', NaN)?.idle()).toBeNull()
  })
})
