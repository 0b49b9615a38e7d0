// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { instantAt } from '../../src/core/time/zone.ts'
import { AgreedCard } from '../../src/renderer/planner/agreed/AgreedCard.tsx'
import { showScreen } from '../fakes/screen.tsx'
import { block, planOf, stateWith, teamWith } from '../fakes/state.ts'

const ZONE = 'Europe/Lisbon'
const NOW = instantAt('2026-11-24', '09:06', ZONE)

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true, now: NOW }))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('the planner names where my plan does not keep the core hours, what the week asks, and moves a block', async () => {
  const { settings } = stateWith()
  const state = stateWith({
    settings: { ...settings, clock: '24' },
    teams: {
      t: teamWith(NOW),
    },
    rosters: { t: {} },
    docs: {
      t: {
        agreement: {
          id: 'agreement',
          v: 1,
          by: 'ben',
          at: NOW,
          kind: 'agreement',
          body: { coreHours: [{ days: [2, 4], start: '15:00', end: '16:00', zone: ZONE }] },
        },
      },
    },
    plan: planOf(
      block('open', '2026-11-24', '12:00', 120, { id: 'mail' }),
      block('open', '2026-11-26', '15:00', 60, { id: 'kept' }),
    ),
  })
  const { bridge, user } = await showScreen('planner', <AgreedCard />, state)
  expect(screen.getByText('This week 2 h are asked for; your plan gives 1 h.')).toBeDefined()
  expect(screen.getByText(/not there 15:00–16:00/)).toBeDefined()
  expect(screen.getByText('On 2 days with core hours nothing is planned yet.')).toBeDefined()
  await act(async () => user.click(screen.getByRole('button', { name: 'Move 12:00 to 14:00' })))
  expect(bridge.state().plan['mail']?.start).toContain('2026-11-24T14:00')
  expect(screen.queryByText(/not there/)).toBeNull()
  expect(screen.getByText('This week 2 h are asked for; your plan gives 2 h.')).toBeDefined()
})
