import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Bridge, SliceMessage } from '../../bridge/contract.ts'
import { fakeBridge } from '../../../tests/fakes/bridge.ts'
import { stateWith } from '../../../tests/fakes/state.ts'
import { packPeople, packPortions } from '../../core/team/pack.ts'
import { personOf } from '../../../tests/fakes/lives.ts'
import { newsIn, sliceIn, startMirror } from './mirror.ts'

const add = (id: string) => ({ type: 'inbox.add', id, title: `Task ${id}` }) as const
const titles = (mirror: ReturnType<typeof startMirror>): string[] =>
  Object.keys(sliceIn(mirror.store.getState(), 'inbox') ?? {})

describe('the mirror', () => {
  test('holds what main holds, change by change', async () => {
    const bridge = fakeBridge(stateWith())
    const mirror = startMirror(bridge)
    await mirror.watch(['inbox', 'settings'])
    bridge.report(add('a'))
    bridge.report(add('b'))
    expect(titles(mirror)).toEqual(['a', 'b'])
    bridge.report({ type: 'inbox.remove', id: 'a' })
    expect(titles(mirror)).toEqual(['b'])
  })

  test('leaves what did not change as the same object', async () => {
    const bridge = fakeBridge(stateWith())
    const mirror = startMirror(bridge)
    await mirror.watch(['inbox', 'settings'])
    const before = sliceIn(mirror.store.getState(), 'settings')
    bridge.report(add('a'))
    expect(sliceIn(mirror.store.getState(), 'settings')).toBe(before)
  })

  test('asks again after a change was lost', async () => {
    const bridge = fakeBridge(stateWith())
    const mirror = startMirror(bridge)
    await mirror.watch(['inbox'])
    bridge.dropNext()
    bridge.report(add('lost'))
    bridge.report(add('next'))
    await vi.waitFor(() => expect(titles(mirror)).toEqual(['lost', 'next']))
  })

  test('keeps changes that overtake the whole slice, and leaves out older ones', async () => {
    let tell: (messages: readonly SliceMessage[]) => void = () => {}
    let resolve: (messages: readonly SliceMessage[]) => void = () => {}
    const promise = new Promise<readonly SliceMessage[]>((settle) => (resolve = settle))
    const bridge = {
      call: async () => promise,
      on: (_name: string, listener: typeof tell) => {
        tell = listener
        return () => {}
      },
    } as Bridge
    const mirror = startMirror(bridge)
    const watching = mirror.watch(['inbox'])
    tell([{ slice: 'inbox', prev: 3, rev: 4, set: { old: 1 }, gone: [] }])
    tell([{ slice: 'inbox', prev: 4, rev: 5, set: { b: 2 }, gone: ['a'] }])
    resolve([{ slice: 'inbox', rev: 4, full: { a: 1 } }])
    await watching
    expect(sliceIn(mirror.store.getState(), 'inbox')).toEqual({ b: 2 })
  })

  test('forgets a slice when the last watcher is gone', async () => {
    const bridge = fakeBridge(stateWith())
    const mirror = startMirror(bridge)
    await mirror.watch(['inbox'])
    await mirror.watch(['inbox'])
    mirror.unwatch(['inbox'])
    bridge.report(add('a'))
    expect(titles(mirror)).toEqual(['a'])
    mirror.unwatch(['inbox'])
    expect(sliceIn(mirror.store.getState(), 'inbox')).toBeUndefined()
  })

  test('hears nothing after it was stopped', async () => {
    const bridge = fakeBridge(stateWith())
    const mirror = startMirror(bridge)
    await mirror.watch(['inbox'])
    mirror.stop()
    bridge.report(add('a'))
    expect(titles(mirror)).toEqual([])
  })
})

describe('thousands of people', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  const life = { zone: 0, place: 0, live: true, starts: 0, skilled: false }
  const people = (name: string) =>
    Object.fromEntries(Array.from({ length: 450 }, (_, nth) => [`p${nth}`, personOf(`p${nth}`, { ...life, name })]))
  const whole = (rev: number, name: string): readonly SliceMessage[] => [
    { slice: 'roster:t', rev, full: [...packPortions(people(name))] },
  ]

  /** A mirror whose watches are answered one after the other; nobody is read until `turn`. */
  function world() {
    vi.stubGlobal('document', { hidden: false })
    let clock = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (clock += 5))
    const answers: ((messages: readonly SliceMessage[]) => void)[] = []
    let tell: (messages: readonly SliceMessage[]) => void = () => {}
    const bridge = {
      call: async (name: string) =>
        name === 'watch' ? new Promise<readonly SliceMessage[]>((resolve) => answers.push(resolve)) : null,
      on: (_name: string, listener: typeof tell) => {
        tell = listener
        return () => {}
      },
    } as Bridge
    const mirror = startMirror(bridge)
    return { mirror, answers, tell: (messages: readonly SliceMessage[]) => tell(messages) }
  }
  /** The answer is heard and its first portion read; the next one needs a timer. */
  async function begun(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
    expect(performance.now).toHaveBeenCalled()
  }
  const roster = (mirror: ReturnType<typeof startMirror>) => sliceIn(mirror.store.getState(), 'roster:t')

  test('come in portions; what changes while they are read is put on top of them', async () => {
    const { mirror, answers, tell } = world()
    const watching = mirror.watch(['roster:t'])
    answers[0]?.(whole(4, 'Ana'))
    await begun()
    expect(roster(mirror)).toBeUndefined()
    const zoe = personOf('p7', { ...life, name: 'Zoë' })
    tell([{ slice: 'roster:t', prev: 4, rev: 5, set: packPeople({ p7: zoe }), gone: ['p8'] }])
    await watching
    const { p8: _gone, ...rest } = people('Ana')
    expect(roster(mirror)).toEqual({ ...rest, p7: zoe })
    expect(newsIn(roster(mirror) ?? {})?.ids).toEqual(['p7', 'p8'])
  })

  test('are left where they were taken back while they are read, and the newest count', async () => {
    const { mirror, answers } = world()
    const first = mirror.watch(['roster:t'])
    answers[0]?.(whole(4, 'Ana'))
    await begun()
    mirror.unwatch(['roster:t'])
    const again = mirror.watch(['roster:t'])
    await first
    expect(roster(mirror)).toBeUndefined()
    answers[1]?.(whole(6, 'Ben'))
    await again
    expect(roster(mirror)?.['p1']?.name).toBe('Ben')
  })
})
