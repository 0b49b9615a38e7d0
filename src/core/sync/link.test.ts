import { describe, expect, test } from 'vitest'
import { Bench, EPOCH, NOON, NOTHING_HELD, sync, up, welcome } from '../../../tests/fakes/linkBench.ts'
import { HOUR, MINUTE, SECOND } from '../time/instant.ts'
import { CLOSE } from './limits.ts'
import { nextLook } from './link.ts'

describe('coming and going', () => {
  test('starts, greets, resumes where it was', () => {
    const link = new Bench().do({ type: 'start' })
    expect(link.done).toEqual([{ do: 'connect' }])
    expect(link.do({ type: 'opened' }).sent()).toEqual([{ t: 'hello', v: [1], device: 'd_me', app: 'test' }])
    link.hear(welcome(NOTHING_HELD, NOON)).hear(sync(5))
    expect(link.view()).toMatchObject({ status: 'online', clockOffset: 0 })
    link.hear(up(5, 8)).do({ type: 'closed', code: 1006 }).pass(SECOND).do({ type: 'opened' })
    expect(link.sent().at(-1)).toMatchObject({ t: 'hello', resume: `${EPOCH}.8` })
  })

  test('a list that came in part only is asked for again', () => {
    const link = new Bench()
      .do({ type: 'start' })
      .do({ type: 'opened' })
      .hear(welcome(NOTHING_HELD, NOON))
      .hear(sync(5, true))
    link.do({ type: 'closed', code: 1006 }).pass(SECOND).do({ type: 'opened' })
    expect(link.sent().at(-1)).toEqual({ t: 'hello', v: [1], device: 'd_me', app: 'test' })
  })

  test('tries again after a growing, spread wait of at most half a minute', () => {
    const link = new Bench().do({ type: 'start' })
    link.luck = 0.999
    const waits: number[] = []
    for (let n = 0; n < 8; n += 1) {
      link.do({ type: 'failed', reason: 'hub_unreachable' })
      waits.push((nextLook(link.state) ?? 0) - link.now)
      link.now = nextLook(link.state) ?? link.now
      link.do({ type: 'tick' })
    }
    expect(waits).toEqual([999, 1_998, 3_996, 7_992, 15_984, 29_970, 29_970, 29_970])
    link.luck = 0
    link.do({ type: 'failed', reason: 'hub_unreachable' })
    expect((nextLook(link.state) ?? 0) - link.now).toBe(200)
    expect(link.view()).toMatchObject({ status: 'offline', reason: 'hub_unreachable', retryAt: link.now + 200 })
  })

  test('one short break is no news, a longer one is', () => {
    const link = new Bench()
      .connected()
      .pass(MINUTE / 2)
      .do({ type: 'closed', code: 1006 })
    expect(link.view().status).toBe('connecting')
    link.pass(SECOND).do({ type: 'failed', reason: 'hub_unreachable' })
    link.pass(SECOND).do({ type: 'failed', reason: 'hub_unreachable' })
    expect(link.view().status).toBe('offline')
  })

  test('a hub that accepts and breaks at once is not stormed', () => {
    const link = new Bench()
    link.luck = 0.999
    const waits: number[] = []
    link.do({ type: 'start' })
    for (let n = 0; n < 6; n += 1) {
      link.do({ type: 'opened' }).hear(welcome(NOTHING_HELD, link.now)).do({ type: 'closed', code: 1006 })
      waits.push((nextLook(link.state) ?? 0) - link.now)
      link.now = nextLook(link.state) ?? link.now
      link.do({ type: 'tick' })
    }
    expect(waits.at(-1)).toBeGreaterThan(20_000)
  })

  test.each([
    [CLOSE.removed, 'refused', 'removed', null],
    [CLOSE.revoked, 'refused', 'removed', null],
    [CLOSE.version, 'refused', 'version', 15 * MINUTE],
    [CLOSE.rate, 'offline', 'rate', MINUTE],
    [CLOSE.replaced, 'offline', 'replaced', MINUTE],
  ] as const)('closed with %i: %s, %s', (code, status, reason, wait) => {
    const link = new Bench().do({ type: 'start' }).do({ type: 'failed', reason: 'hub_unreachable' }).pass(SECOND)
    link.do({ type: 'failed', reason: 'hub_unreachable' }).pass(2 * SECOND)
    link.do({ type: 'opened' }).hear(welcome(NOTHING_HELD, link.now)).do({ type: 'closed', code })
    const told = link.view()
    expect(told).toMatchObject({ status: status === 'offline' ? expect.any(String) : status, reason })
    expect(nextLook(link.state)).toBe(wait === null ? null : link.now + wait)
    link.done = []
    expect(link.do({ type: 'wake' }).done).toEqual([{ do: 'connect' }])
  })

  test('a hub that restarts says when to come back', () => {
    const link = new Bench()
      .connected()
      .hear({ t: 'bye', code: 'restarting', reconnectMs: 3_000 })
      .do({ type: 'closed', code: CLOSE.restarting })
    expect(nextLook(link.state)).toBe(NOON + 3_000)
    expect(link.view().reason).toBe('restarting')
  })

  test('silence is noticed, a ping shows life, and after waking it must show within seconds', () => {
    const link = new Bench().connected()
    link
      .pass(40 * SECOND)
      .do({ type: 'alive', hubNow: null })
      .pass(40 * SECOND)
    expect(link.view().status).toBe('online')
    link.done = []
    link.do({ type: 'wake' })
    expect(link.done).toEqual([{ do: 'probe' }])
    link.done = []
    link.pass(5 * SECOND)
    expect(link.done).toEqual([{ do: 'drop' }])
    expect(link.view().status).not.toBe('online')
    const quiet = new Bench().connected().pass(50 * SECOND)
    expect(quiet.done.at(-1)).toEqual({ do: 'drop' })
  })

  test('an attempt that comes to nothing is given up, and its late news is ignored', () => {
    const link = new Bench().do({ type: 'start' })
    link.done = []
    expect(link.pass(14 * SECOND).done).toEqual([])
    expect(link.pass(SECOND).done).toEqual([{ do: 'drop' }])
    const { phase, attempts } = link.state
    expect(phase.at).toBe('waiting')
    link.do({ type: 'failed', reason: 'bad_reply' }).do({ type: 'closed', code: 4403 })
    expect(link.state).toMatchObject({ phase, attempts, reason: 'hub_unreachable' })
  })

  test('a hub that opens the door and says nothing, or nonsense, is given up', () => {
    const mute = new Bench()
      .do({ type: 'start' })
      .do({ type: 'opened' })
      .pass(10 * SECOND)
    expect(mute.view().reason).toBe('bad_reply')
    const odd = new Bench().do({ type: 'start' }).do({ type: 'opened' }).do({ type: 'frame', frame: null })
    expect(odd.view().reason).toBe('bad_reply')
    const later = new Bench().connected().do({ type: 'frame', frame: null }).do({ type: 'frame', frame: null })
    expect(later.view().status).toBe('online')
    expect(later.do({ type: 'frame', frame: null }).view().reason).toBe('bad_reply')
  })

  test('a clock set back an hour delays no attempt and no alarm by an hour', () => {
    const waiting = new Bench().do({ type: 'start' }).do({ type: 'failed', reason: 'hub_unreachable' }).pass(-HOUR)
    expect((nextLook(waiting.state) ?? 0) - waiting.now).toBeLessThan(MINUTE)
    const online = new Bench().connected().pass(-HOUR)
    expect((nextLook(online.state) ?? 0) - online.now).toBeLessThanOrEqual(50 * SECOND)
  })

  test('a gap is healed by asking once, and what comes before the answer is dropped', () => {
    const link = new Bench().connected()
    link.sent()
    link.hear(up(5, 6)).hear(up(7, 8)).hear(up(8, 9))
    expect(link.sent()).toEqual([{ t: 'resync', resume: `${EPOCH}.6` }])
    link.hear({ t: 'sync', full: false, items: [], gone: [], r: 9, more: false }).hear(up(9, 10))
    expect(link.state.token).toEqual({ epoch: EPOCH, rev: 10 })
    expect(link.sent()).toEqual([])
  })

  test('goodbye is said once online, and rest keeps quiet until it wakes', () => {
    const link = new Bench().connected()
    link.sent()
    expect(link.do({ type: 'close', why: 'sleep' }).sent()).toEqual([{ t: 'bye', why: 'sleep' }])
    expect(nextLook(link.state)).toBeNull()
    expect(link.do({ type: 'closed', code: 1000 }).view()).toMatchObject({ status: 'offline', reason: 'asleep' })
    expect(link.do({ type: 'wake' }).view().status).toBe('connecting')
  })
})
