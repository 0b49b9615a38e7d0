import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inSlices, slicer, type Work } from './inSlices.ts'

let clock = 0
beforeEach(() => {
  clock = 0
  vi.useFakeTimers()
  vi.stubGlobal('document', { hidden: false })
  vi.spyOn(performance, 'now').mockImplementation(() => clock)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** Each step takes so many milliseconds. */
const steps = (name: string, count: number, each: number, done: string[]): Work<string> =>
  function* () {
    for (let step = 0; step < count; step += 1) {
      clock += each
      done.push(`${name}${step}`)
      yield
    }
    return name
  }

test('short work is done at once', () => {
  const told: string[] = []
  slicer<string>((name) => told.push(name)).want(steps('a', 3, 1, []))
  expect(told).toEqual(['a'])
})

test('long work is put aside after half a frame, and goes on when others had their turn', () => {
  const [told, did]: [string[], string[]] = [[], []]
  slicer<string>((name) => told.push(name)).want(steps('a', 10, 3, did))
  expect(did).toEqual(['a0', 'a1', 'a2'])
  vi.advanceTimersToNextTimer()
  expect(did).toHaveLength(6)
  expect(told).toEqual([])
  vi.runAllTimers()
  expect(told).toEqual(['a'])
})

test('what is wanted meanwhile comes after it, and of several the newest alone', () => {
  const told: string[] = []
  const { want } = slicer<string>((name) => told.push(name))
  want(steps('a', 10, 3, []))
  want(steps('b', 10, 3, []))
  want(steps('c', 10, 3, []))
  vi.runAllTimers()
  expect(told).toEqual(['a', 'c'])
})

test('stopped, it tells nothing and leaves no timer', () => {
  const told: string[] = []
  const runner = slicer<string>((name) => told.push(name))
  runner.want(steps('a', 10, 3, []))
  runner.stop()
  expect(vi.getTimerCount()).toBe(0)
  expect(told).toEqual([])
})

test('out of sight it goes on without timers, which come once a second there', async () => {
  vi.stubGlobal('document', { hidden: true })
  const did: string[] = []
  const work = inSlices(steps('a', 10, 3, did))
  expect(did).toEqual(['a0', 'a1', 'a2'])
  expect(vi.getTimerCount()).toBe(0)
  expect(await work).toBe('a')
})

test('stopped out of sight, it does nothing more', async () => {
  vi.stubGlobal('document', { hidden: true })
  const did: string[] = []
  const runner = slicer<string>(() => {})
  runner.want(steps('a', 10, 3, did))
  runner.stop()
  await inSlices(steps('b', 10, 3, []))
  expect(did).toEqual(['a0', 'a1', 'a2'])
})
