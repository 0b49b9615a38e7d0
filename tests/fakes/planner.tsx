/** The planner of one day with one block, as most of its tests begin. */
import { fireEvent, screen } from '@testing-library/react'
import { type Shown, showScreen } from './screen.tsx'
import { block, planOf, stateWith } from './state.ts'
import type { State } from '../../src/core/app/state.ts'
import { instantAt, instantOf } from '../../src/core/time/zone.ts'
import { PlannerScreen } from '../../src/renderer/planner/PlannerScreen.tsx'

export const DATE = '2026-11-26'
export const NOW = instantAt(DATE, '09:06', 'Europe/Lisbon')
export const at = (time: string): number => instantAt(DATE, time, 'Europe/Lisbon')
export const nine = block('focus', DATE, '09:00', 60, { id: 'nine', title: 'Draft' })
export const settings24: State['settings'] = { ...stateWith().settings, clock: '24' }

export const show = (change: Partial<State> = {}): Promise<Shown> =>
  showScreen('planner', <PlannerScreen />, stateWith({ settings: settings24, ...change }), { now: () => Date.now() })
export const planner = (): Promise<Shown> => show({ plan: planOf(nine) })
export const face = (name = /^Draft/): HTMLElement => screen.getByRole('button', { name })
export const startOf = ({ bridge }: Shown, id = 'nine'): number => instantOf(bridge.state().plan[id]?.start ?? '')

/** Holds and lets go, as a finger does. */
export function press(key: string, options: object = {}, times = 1): void {
  for (let count = 0; count < times; count += 1) fireEvent.keyDown(face(), { key, ...options })
  fireEvent.keyUp(face(), { key, ...options })
}
