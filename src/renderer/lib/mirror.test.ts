import { describe, expect, test, vi } from 'vitest'
import type { Bridge, SliceMessage } from '../../bridge/contract.ts'
import { fakeBridge } from '../../../tests/fakes/bridge.ts'
import { stateWith } from '../../../tests/fakes/state.ts'
import { sliceIn, startMirror } from './mirror.ts'

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
