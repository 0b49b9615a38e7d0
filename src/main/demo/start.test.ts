import { describe, expect, test } from 'vitest'
import { stateWith } from '../../../tests/fakes/state.ts'
import { fakeClock, fakeDisk } from '../../../tests/fakes/world.ts'
import type { Errand, Outcome } from '../../core/app/intent.ts'
import { createLoop } from '../loop.ts'
import { startDemo } from './start.ts'

const NOW = Date.UTC(2026, 10, 26, 9, 6)

async function demo(answer: (errand: Errand) => Outcome) {
  const clock = fakeClock(NOW)
  const disk = fakeDisk()
  const errands: Errand[] = []
  const invites: string[] = []
  let stopped = 0
  const loop = createLoop(stateWith(), {
    clock,
    keeper: disk.keeper,
    journal: disk.journal,
    reconcile: async () => {},
    runErrand: async (errand, inner) => {
      errands.push(errand)
      const team = {
        team: 't1',
        name: 'Team Atlas',
        me: 'me',
        device: 'd',
        url: 'http://127.0.0.1:1',
        hosted: 'loopback',
        shares: { place: false },
      } as const
      if (errand.type === 'team.host' && answer(errand).ok)
        await inner.dispatch({ type: 'team.joined', membership: team, invite: null })
      return answer(errand)
    },
    announce: () => {},
  })
  const stop = await startDemo({
    dispatch: (intent) => loop.dispatch(intent),
    state: () => loop.state(),
    now: () => clock.now(),
    startTeam(invite) {
      invites.push(invite)
      return () => void (stopped += 1)
    },
  })
  return { state: loop.state(), errands, invites, stop, stopped: () => stopped }
}

const granted = ({ type }: Errand): Outcome => ({ ok: true, value: type === 'team.host' ? 't1' : 'the-invite' })

describe('the demo', () => {
  test('is a lived-in day with a team, made of nothing but wishes', async () => {
    const { state, errands, invites, stop, stopped } = await demo(granted)
    expect(state.settings).toMatchObject({ name: 'Mia Keller', welcomed: true })
    expect(Object.keys(state.plan).length).toBeGreaterThan(20)
    expect(Object.values(state.inbox).map(({ title }) => title)).toContain('Review PR 418')
    expect(state.teams['t1']?.shares).toEqual({ place: true })
    expect(errands).toEqual([
      { type: 'team.host', name: 'Team Atlas', person: 'Mia Keller', lan: false },
      { type: 'team.invite', team: 't1' },
    ])
    expect(invites).toEqual(['the-invite'])
    expect(state.notices.map(({ key }) => key)).toEqual(['demo.notice'])
    stop()
    expect(stopped()).toBe(1)
  })

  test('does not mute the desktop of whoever only wants to look', async () => {
    const { state } = await demo(granted)
    expect(state.session.current).toBeNull()
  })

  test('without a hub has its day, and says why it has no team', async () => {
    const { state, invites } = await demo(() => ({ ok: false, code: 'hub_not_started' }))
    expect(Object.keys(state.plan).length).toBeGreaterThan(20)
    expect(invites).toEqual([])
    expect(state.notices).toMatchObject([
      {},
      { key: 'demo.noTeam', values: { reason: 'hub_not_started' }, tone: 'problem' },
    ])
  })
})
