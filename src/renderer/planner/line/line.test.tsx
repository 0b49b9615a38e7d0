// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import { type Shown, showScreen, testsAt } from '../../../../tests/fakes/screen.tsx'
import { block, planOf, stateWith } from '../../../../tests/fakes/state.ts'
import { instantAt } from '../../../core/time/zone.ts'
import { PlannerScreen } from '../PlannerScreen.tsx'

const DATE = '2026-11-26'

testsAt(instantAt(DATE, '08:00', 'Europe/Lisbon'), 90)

async function typing(): Promise<Shown & { field: HTMLElement }> {
  const { settings } = stateWith()
  const state = stateWith({ settings: { ...settings, clock: '24' }, plan: planOf(block('open', DATE, '06:00', 30)) })
  const shown = await showScreen('planner', <PlannerScreen />, state)
  await shown.user.keyboard('/')
  return { ...shown, field: await screen.findByRole('textbox', { name: 'Type your day' }) }
}
const ghosts = (): (string | null)[] => [...document.querySelectorAll('.plan-ghost')].map((one) => one.textContent)
const titles = ({ bridge }: Shown): string[] =>
  Object.values(bridge.state().plan).map(({ kind, title, start, minutes }) =>
    `${kind} ${title} ${start.slice(11, 16)} ${minutes}`.replace('  ', ' '),
  )

test('what is typed is drawn and told before it is there, and one Enter makes it so', async () => {
  const shown = await typing()
  expect(document.activeElement).toBe(shown.field)
  await shown.user.type(shown.field, 'focus 9-11:30, pick up kids 15-17')
  expect(ghosts()).toEqual(['Focus 09:00–11:30', 'pick up kids 15:00–17:00'])
  await waitFor(() =>
    expect(screen.getAllByRole('status').map((one) => one.textContent)).toContain(
      'Would add Focus, focus, 09:00 to 11:30; pick up kids, personal, 15:00 to 17:00',
    ),
  )
  expect(titles(shown)).toHaveLength(1)
  await shown.user.keyboard('{Enter}')
  await waitFor(() => expect(shown.spoken()).toBe('2 blocks added'))
  expect(titles(shown)).toEqual(['open 06:00 30', 'focus 09:00 150', 'personal pick up kids 15:00 120'])
  expect(ghosts()).toEqual([])
  expect(shown.bridge.state().history.past).toHaveLength(1)
})

test('the word that failed is selected, and what is wrong with it is said', async () => {
  const shown = await typing()
  await shown.user.type(shown.field, 'open 8-9, focus 9-25{Enter}')
  expect(screen.getByRole('alert').textContent).toContain('“25” is no time of day.')
  const input = shown.field as HTMLInputElement
  expect(input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0)).toBe('25')
  expect(titles(shown)).toHaveLength(1)
  await shown.user.keyboard('10')
  expect(screen.queryByRole('alert')).toBeNull()
  await shown.user.keyboard('{Enter}')
  await waitFor(() => expect(titles(shown)).toHaveLength(3))
})

test('axe finds nothing, and Escape leaves nothing behind', async () => {
  const shown = await typing()
  await shown.user.type(shown.field, 'open 8-9')
  expect((await axe.run(shown.container)).violations.map(({ id }) => id)).toEqual([])
  await shown.user.keyboard('{Escape}')
  expect(screen.queryByRole('textbox', { name: 'Type your day' })).toBeNull()
  expect(ghosts()).toEqual([])
  expect(within(document.body).getAllByRole('button').length).toBeGreaterThan(0)
})
