import { describe, expect, test } from 'vitest'
import { stateWith } from '../../tests/fakes/state.ts'
import type { SliceMessage } from '../bridge/contract.ts'
import type { State } from '../core/app/state.ts'
import { createBroadcast } from './broadcast.ts'

const FIRST = stateWith()
const named = (name: string): State => ({ ...FIRST, settings: { ...FIRST.settings, name } })

function world() {
  let state = named('Ana')
  const told: { readonly to: number; readonly messages: readonly SliceMessage[] }[] = []
  const broadcast = createBroadcast(
    (messages, to) => void told.push({ to, messages }),
    () => state,
  )
  const become = (after: State): void => {
    const before = state
    state = after
    broadcast.tell(before, after)
  }
  return { broadcast, become, told, state: () => state }
}

describe('a window that nobody looks at', () => {
  test('is told nothing, and then in one piece what it missed', () => {
    const { broadcast, become, told } = world()
    void broadcast.watch(1, ['settings', 'inbox'])
    void broadcast.watch(2, ['settings'])
    broadcast.hold(1)
    become(named('Ben'))
    become(named('Chiara'))
    expect(told.map(({ to }) => to)).toEqual([2, 2])
    broadcast.resume(1)
    expect(told.at(-1)).toEqual({
      to: 1,
      messages: [{ slice: 'settings', prev: 0, rev: 2, set: { name: 'Chiara' }, gone: [] }],
    })
    become(named('Dev'))
    expect(told.filter(({ to }) => to === 1)).toHaveLength(2)
  })

  test('is told nothing at all where nothing came of it but the number', () => {
    const { broadcast, become, told } = world()
    void broadcast.watch(1, ['settings'])
    broadcast.hold(1)
    broadcast.resume(1)
    expect(told).toEqual([])
    broadcast.hold(1)
    become(named('Ben'))
    become(named('Ana'))
    broadcast.resume(1)
    expect(told).toEqual([{ to: 1, messages: [{ slice: 'settings', prev: 0, rev: 2, set: {}, gone: [] }] }])
  })

  test('what it asks for meanwhile goes on from there', async () => {
    const { broadcast, become, told } = world()
    broadcast.hold(1)
    become(named('Ben'))
    const asked = broadcast.watch(1, ['settings'])
    become(named('Chiara'))
    broadcast.resume(1)
    const [whole] = await asked
    expect(whole?.rev).toBe(0)
    expect(told.at(-1)?.messages).toEqual([{ slice: 'settings', prev: 0, rev: 1, set: { name: 'Chiara' }, gone: [] }])
  })
})
