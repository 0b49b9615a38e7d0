import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../core/time/instant.ts'
import { createGapWatch } from './gaps.ts'

function world() {
  const time = { now: 1_000 * HOUR, steady: 5 * MINUTE, uptime: 9 * HOUR }
  const watch = createGapWatch({ now: () => time.now, steady: () => time.steady, uptime: () => time.uptime })
  return {
    watch,
    time,
    run(ms: number) {
      time.now += ms
      time.steady += ms
      time.uptime += ms
    },
    sleep(ms: number) {
      time.now += ms
      time.uptime += ms
    },
    setClock(ms: number) {
      time.now += ms
    },
  }
}

describe('between two looks', () => {
  test('nothing happened', () => {
    const { run, watch } = world()
    run(MINUTE)
    expect(watch.look()).toEqual([])
  })

  test('the machine slept: from when it fell asleep', () => {
    const { run, sleep, watch, time } = world()
    run(20 * SECOND)
    sleep(HOUR)
    run(SECOND)
    expect(watch.look()).toEqual([{ type: 'gap', kind: 'sleep', from: time.now - HOUR }])
    expect(watch.look()).toEqual([])
  })

  test.each([-HOUR, HOUR])('the clock was set by %i ms: that is no sleep', (by) => {
    const { run, setClock, watch } = world()
    run(MINUTE)
    setClock(by)
    expect(watch.look()).toEqual([{ type: 'clockSet', by }])
  })

  test('it slept, and the clock was set back on wake', () => {
    const { sleep, setClock, watch, time } = world()
    sleep(2 * HOUR)
    setClock(-HOUR)
    expect(watch.look()).toEqual([
      { type: 'clockSet', by: -HOUR },
      { type: 'gap', kind: 'sleep', from: time.now - 2 * HOUR },
    ])
  })

  test('this process was stopped: the look comes late', () => {
    const { run, watch, time } = world()
    const due = time.now + MINUTE
    run(11 * MINUTE)
    expect(watch.look(due)).toEqual([{ type: 'gap', kind: 'stopped', from: time.now - 10 * MINUTE }])
  })

  test('a look that comes in time, or a little late, is nothing', () => {
    const { run, watch, time } = world()
    const due = time.now + MINUTE
    run(MINUTE + 2 * SECOND)
    expect(watch.look(due)).toEqual([])
  })

  test('a clock set forward past a due look is not a stopped process', () => {
    const { run, setClock, watch, time } = world()
    const due = time.now + MINUTE
    run(MINUTE)
    setClock(3 * HOUR)
    expect(watch.look(due)).toEqual([{ type: 'clockSet', by: 3 * HOUR }])
  })

  test('slow drift and small corrections are nothing', () => {
    const { run, setClock, watch } = world()
    run(HOUR)
    setClock(-400)
    expect(watch.look()).toEqual([])
  })

  test('a sleep that no clock shows is told by the machine itself', () => {
    const { run, watch, time } = world()
    watch.suspend()
    run(HOUR)
    expect(watch.look()).toEqual([{ type: 'gap', kind: 'sleep', from: time.now - HOUR }])
    watch.resume()
    run(HOUR)
    expect(watch.look()).toEqual([])
  })

  test('a sleep that was only announced is nothing', () => {
    const { run, watch } = world()
    watch.suspend()
    run(SECOND)
    expect(watch.look()).toEqual([])
    watch.resume()
    run(HOUR)
    expect(watch.look()).toEqual([])
  })

  test('the screen was locked, as long as it was whatever the clock was set to', () => {
    const { run, setClock, watch, time } = world()
    expect(watch.unlock()).toBeNull()
    watch.lock()
    run(10 * MINUTE)
    setClock(-HOUR)
    expect(watch.unlock()).toEqual({ type: 'gap', kind: 'lock', from: time.now - 10 * MINUTE })
    expect(watch.unlock()).toBeNull()
  })
})
