import { expect, test } from 'vitest'
import { TIMES } from '../core/sync/limits.ts'
import type { HubClock } from './clock.ts'
import { type Beating, createHeartbeat } from './heartbeat.ts'

const PEOPLE = 1_000

/** Everything that is due is run, what repeats as often as it is. */
function steppedClock() {
  let now = 0
  const timers = new Set<{ at: number; run: () => void }>()
  const add = (at: number, run: () => void) => {
    const timer = { at, run }
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  const clock: HubClock = {
    now: () => now,
    every(every, run) {
      let stop = (): void => {}
      const again = (): void => void (stop = add(now + every, () => (run(), again())))
      again()
      return () => stop()
    },
    after: (ms, run) => add(now + ms, run),
  }
  const step = (ms: number): void => {
    now += ms
    for (const timer of timers) {
      if (timer.at > now) continue
      timers.delete(timer)
      timer.run()
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
  heartbeat.start()
  let most = 0
  for (let at = 0; at < TIMES.ping; at += 100) {
    const before = pinged.length
    step(100)
    most = Math.max(most, pinged.length - before)
  }
  expect(most).toBe(10)
  expect(new Set(pinged).size).toBe(PEOPLE)
  expect(pinged).toHaveLength(PEOPLE)

  for (let at = TIMES.ping; at < TIMES.silent; at += 100) step(100)
  expect(renewed.size).toBe(PEOPLE)
  expect([...renewed.values()].every((until) => until <= clock.now() + TIMES.silent + TIMES.grace)).toBe(true)
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

test.each([
  [1, 1],
  [40, 5],
  [200, 20],
  [400, 40],
  [5_000, 200],
])('%i connections are pinged in %i turns a round, so that a small hub mostly sleeps', (people, turns) => {
  const { clock, step } = steppedClock()
  const heartbeat = createHeartbeat({ clock, times: TIMES, log: () => {}, store: { renew: async () => {} } })
  const pingedAt: number[] = []
  for (let n = 0; n < people; n += 1) {
    heartbeat.enter({
      slot: -1,
      heardAt: 0,
      caller: { team: 't', person: `p${n}`, device: `d${n}` },
      ping: () => void pingedAt.push(clock.now()),
      drop() {},
    })
  }
  const stop = heartbeat.start()
  for (let at = 0; at < TIMES.ping; at += 100) step(100)
  expect(pingedAt).toHaveLength(people)
  expect(new Set(pingedAt).size).toBe(turns)
  stop()
  for (let at = 0; at < TIMES.ping; at += 100) step(100)
  expect(pingedAt).toHaveLength(people)
})
