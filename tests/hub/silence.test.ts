/** How long a device that is gone counts as there, by the hub's own clock. */
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { TIMES } from '../../src/core/sync/limits.ts'
import { readHubFrame, SUBPROTOCOL } from '../../src/core/sync/protocol.ts'
import type { HubClock } from '../../src/hub/clock.ts'
import { RATES } from '../../src/hub/limits.ts'
import { createMembers, readInviteKey } from '../../src/hub/members.ts'
import { startServer } from '../../src/hub/server.ts'
import { createMemoryDisk } from '../../src/hub/store/memory.ts'

const NOON = Date.UTC(2026, 10, 20, 12)

/** Time passes only when it is told to. */
function stoppedClock() {
  let now = NOON
  const timers = new Set<{ at: number; every: number | null; run: () => void }>()
  const start = (ms: number, every: number | null, run: () => void) => {
    const timer = { at: now + ms, every, run }
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  const clock: HubClock = {
    now: () => now,
    every: (ms, run) => start(ms, ms, run),
    after: (ms, run) => start(ms, null, run),
  }
  const pass = (ms: number): void => {
    now += ms
    for (const timer of [...timers]) {
      // As often as it would have: some run many times a second.
      while (timer.at <= now && timers.has(timer)) {
        if (timer.every === null) timers.delete(timer)
        else timer.at += timer.every
        timer.run()
      }
    }
  }
  return { clock, pass }
}

async function hubOnStoppedTime() {
  const { clock, pass } = stoppedClock()
  const store = await createMemoryDisk().open({ now: clock.now(), restartLease: 0 })
  const parts = { store, clock, times: TIMES, rates: RATES, log: () => {}, ownerKey: 'ok' }
  const hub = await startServer({ ...parts, listen: { host: '127.0.0.1', port: 0 } })
  const members = createMembers(store, () => clock.now())
  const { invite } = await members.createTeam('Atlas')
  const sockets: WebSocket[] = []
  onTestFinished(async () => {
    for (const socket of sockets) socket.terminate()
    hub.hub.stop()
    await hub.sockets.close()
  })
  const connect = async (name: string) => {
    const key = readInviteKey(`${invite.id}.${invite.secret}`)
    const joined = key === null ? null : await members.join(key, name, 'laptop')
    if (!joined?.ok) throw new Error('nobody joined')
    const headers = { authorization: `Bearer ${joined.token}` }
    const ws = new WebSocket(`ws://127.0.0.1:${hub.port}/v1/ws`, SUBPROTOCOL, { headers })
    sockets.push(ws)
    const shown = new Map<string, { live: boolean; gone: string | null }>()
    ws.on('message', (data) => {
      const frame = readHubFrame(String(data))
      if (frame?.t !== 'sync' && frame?.t !== 'up') return
      for (const { p, live, gone } of frame.items) shown.set(p, { live, gone })
    })
    await once(ws, 'open')
    ws.send(JSON.stringify({ t: 'hello', v: [1], device: joined.device, app: 'test' }))
    return { ws, shown, person: joined.person }
  }
  return { hub, connect, pass }
}

/** Seconds until the observer is told that `person` is gone. */
async function secondsUntilGone(
  observer: { ws: WebSocket; shown: Map<string, { live: boolean }> },
  person: string,
  pass: (ms: number) => void,
) {
  for (let seconds = 1; seconds <= 120; seconds += 1) {
    pass(1_000)
    // A round trip of the one who is there: everything that this second brought has arrived.
    for (let trip = 0; trip < 2; trip += 1) {
      observer.ws.ping()
      await once(observer.ws, 'pong')
    }
    if (observer.shown.get(person)?.live === false) return seconds
  }
  throw new Error('never gone')
}

test('a killed app is gone after 30 to 35 seconds, and not before', async () => {
  const { hub, connect, pass } = await hubOnStoppedTime()
  const [ana, ben] = [await connect('Ana'), await connect('Ben')]
  await expect.poll(() => ana.shown.get(ben.person)?.live).toBe(true)
  ben.ws.terminate()
  await expect.poll(() => hub.hub.size()).toBe(1)
  const seconds = await secondsUntilGone(ana, ben.person, pass)
  expect(seconds).toBeGreaterThanOrEqual(30)
  expect(seconds).toBeLessThanOrEqual(35)
  expect(ana.shown.get(ben.person)?.gone).toBe('lost')
})

test('a pulled cable is noticed: gone after at most 85 seconds, while who answers stays', async () => {
  const { hub, connect, pass } = await hubOnStoppedTime()
  const [ana, ben] = [await connect('Ana'), await connect('Ben')]
  await expect.poll(() => ana.shown.get(ben.person)?.live).toBe(true)
  ben.ws.pause()
  const seconds = await secondsUntilGone(ana, ben.person, pass)
  expect(seconds).toBeGreaterThan(50)
  expect(seconds).toBeLessThanOrEqual(85)
  expect(ana.shown.get(ana.person)).toMatchObject({ live: true })
  expect(hub.hub.size()).toBe(1)
})
