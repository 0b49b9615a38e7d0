// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import { type Shown, showScreen, testsAt } from '../../../../tests/fakes/screen.tsx'
import { stateWith } from '../../../../tests/fakes/state.ts'
import { instantAt } from '../../../core/time/zone.ts'
import { PlannerScreen } from '../PlannerScreen.tsx'

testsAt(instantAt('2026-11-26', '09:00', 'Europe/Lisbon'), 90)

async function show(): Promise<Shown> {
  return showScreen('planner', <PlannerScreen />, stateWith())
}
/** A window puts the focus there itself; this page does not. */
const onDay = (name: string): void => act(() => screen.getByRole('button', { name: new RegExp(name) }).focus())
const heading = (): string => screen.getByRole('heading', { level: 1 }).textContent ?? ''

test('G and the arrows go to any day', async () => {
  const shown = await show()
  await shown.user.keyboard('g')
  await screen.findByRole('dialog', { name: 'Go to a date' })
  onDay('Thursday, November 26, 2026')
  await shown.user.keyboard('{PageDown}{ArrowDown}{Enter}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(heading()).toContain('January 2')
  await shown.user.keyboard('t')
  await waitFor(() => expect(heading()).toContain('November 26'))
})

test('the date itself opens it; in the week the day comes with its week', async () => {
  const shown = await show()
  await shown.user.click(screen.getByRole('radio', { name: 'Week' }))
  await screen.findByRole('list', { name: /^Blocks of Monday/ })
  await shown.user.click(screen.getByRole('button', { name: /^Nov.*22/ }))
  await screen.findByRole('dialog', { name: 'Go to a date' })
  const { violations } = await axe.run(screen.getByRole('dialog'), { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id }) => id)).toEqual([])
  onDay('Thursday, November 26, 2026')
  await shown.user.keyboard('{ArrowDown}{Enter}')
  expect(await screen.findByRole('list', { name: /^Blocks of Thursday, December 3/ })).toBeTruthy()
})
