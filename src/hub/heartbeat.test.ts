import { expect, test } from 'vitest'
import { TIMES } from '../core/sync/limits.ts'
import type { HubClock } from './clock.ts'
import { type Beating, createHeartbeat } from './heartbeat.ts'

const PEOPLE = 1_000

/** Everything that repeats, run as often as it is due. */
function steppedClock() {
  let now = 0
  const timers: { every: number; at: number; run: () => void }[] = []
  const clock: HubClock = {
    now: () => now,
    every(every, run) {
      timers.push({ every, at: now + every, run })
      return () => {}
    },
    after: () => () => {},
  }
  const step = (ms: number): void => {
    now += ms
    for (const timer of timers) {
      for (; timer.at <= now; timer.at += timer.every) timer.run()
    }
  }
  return { clock, step }
}

test('a round of pings is spread thinly, reaches everybody once, and prolongs the leases of those who answer', () => {
  const { clock, step } = steppedClock()
  const pinged: string[] = []
  const dropped: string[] = []
  const renewed = new Map<string, number>()
  const renew = async (callers: readonly { device: string }[], until: number): Promise<void> => {
    for (const { device } of callers) renewed.set(device, until)
  }
  const heartbeat = createHeartbeat({ clock, times: TIMES, log: () => {}, store: { renew } })
  heartbeat.start()
  const sessions = Array.from({ length: PEOPLE }, (_, n) => {
    const device = `d${n}`
    const session: Beating & { heardAt: number } = {
      slot: -1,
      heardAt: 0,
      caller: { team: 't', person: `p${n}`, device },
      ping() {
        pinged.push(device)
        if (n > 0) session.heardAt = clock.now()
      },
      drop: () => void dropped.push(device),
    }
    heartbeat.enter(session)
    return session
  })
  let most = 0
  for (let at = 0; at < TIMES.ping; at += 100) {
    const before = pinged.length
    step(100)
    most = Math.max(most, pinged.length - before)
  }
  expect(most).toBe(PEOPLE / (TIMES.ping / 100))
  expect(new Set(pinged).size).toBe(PEOPLE)
  expect(pinged).toHaveLength(PEOPLE)
  expect(renewed.size).toBe(PEOPLE)
  expect([...renewed.values()].every((until) => until <= clock.now() + TIMES.silent + TIMES.grace)).toBe(true)

  for (let at = TIMES.ping; at < TIMES.silent; at += 1_000) step(1_000)
  expect(dropped).toEqual(['d0'])
  const [first, second] = sessions
  if (first === undefined || second === undefined) throw new Error('nobody')
  for (const session of [first, second]) heartbeat.exit(session)
  renewed.clear()
  pinged.length = 0
  for (let at = 0; at < TIMES.ping; at += 100) step(100)
  expect(pinged).toHaveLength(PEOPLE - 2)
  expect(renewed.has('d1')).toBe(false)
})
