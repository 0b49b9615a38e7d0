// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, expect, test } from 'vitest'
import { type Shown, showScreen, testsAt } from '../../../../tests/fakes/screen.tsx'
import { block, planOf, stateWith } from '../../../../tests/fakes/state.ts'
import { noSession, type State } from '../../../core/app/state.ts'
import { instantAt } from '../../../core/time/zone.ts'
import { PlannerScreen } from '../PlannerScreen.tsx'

const DATE = '2026-11-26'
const at = (time: string): number => instantAt(DATE, time, 'Europe/Lisbon')
/** Each test has a day of its own: what was left in a window is not proposed there again. */
let count = 0
let draft = ''

testsAt(at('11:10'), 90)
beforeEach(() => {
  count += 1
  draft = `draft${count}`
})

async function show(change: Partial<State> = {}): Promise<Shown> {
  const { settings } = stateWith()
  const plan = planOf(
    block('focus', DATE, '09:00', 120, { id: draft, title: 'Draft' }),
    block('open', DATE, '11:00', 60, { id: 'mail', title: 'Mail' }),
  )
  const session: State['session'] = {
    ...noSession,
    current: [{ type: 'started', at: at('09:00'), session: 's', until: at('11:30'), block: draft }],
  }
  return showScreen(
    'planner',
    <PlannerScreen />,
    stateWith({ plan, session, settings: { ...settings, clock: '24' }, ...change }),
    { now: () => Date.now() },
  )
}
const proposal = (): Promise<HTMLElement> => screen.findByRole('region', { name: 'A proposal' }, { timeout: 10_000 })

test('says what slipped and what would become of the day, and shows it in the timeline', async () => {
  await show()
  const strip = await proposal()
  expect(within(strip).getByRole('status').textContent).toContain('Draft goes on until 11:30.')
  expect([...strip.querySelectorAll('li')].map((one) => one.textContent)).toEqual([
    'Draft until 11:30',
    'Mail 11:30 to 12:30',
  ])
  const ghosts = [...document.querySelectorAll('.plan-ghost')].map((ghost) => ghost.textContent)
  expect(ghosts.toSorted()).toEqual(['Draft 09:00–11:30', 'Mail 11:30–12:30'])
})

test('R takes it over as one step, which undo takes back', async () => {
  const shown = await show()
  await proposal()
  const before = shown.bridge.state().plan
  fireEvent.keyDown(document.body, { key: 'r' })
  await waitFor(() => expect(shown.bridge.state().plan['mail']?.start).toContain('11:30'))
  expect(shown.spoken()).toBe('Moved: 2 blocks. Undo takes it back.')
  await waitFor(() => expect(screen.queryByRole('region', { name: 'A proposal' })).toBeNull())
  expect(document.querySelector('.plan-ghost')).toBeNull()
  await shown.user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(shown.bridge.state().plan).toEqual(before))
})

test('L leaves the day as it is, and it is not proposed again', async () => {
  const shown = await show()
  await proposal()
  fireEvent.keyDown(document.body, { key: 'l' })
  await waitFor(() => expect(screen.queryByRole('region', { name: 'A proposal' })).toBeNull())
  expect(shown.spoken()).toBe('The day stays as it is')
  expect(shown.bridge.wishes).toEqual([])
  fireEvent.keyDown(document.body, { key: 'r' })
  expect(shown.spoken()).toBe('Nothing is proposed now')
})

test('its buttons do the same', async () => {
  const shown = await show()
  await shown.user.click(within(await proposal()).getByRole('button', { name: /^Move them/ }))
  await waitFor(() => expect(shown.bridge.state().plan['mail']?.start).toContain('11:30'))
})

test('a block that is said to stay is left alone', async () => {
  const shown = await show()
  await proposal()
  await shown.user.click(screen.getByRole('button', { name: /^Mail/ }))
  const editor = await screen.findByRole('dialog')
  await shown.user.click(within(editor).getByRole('switch', { name: 'Stays where it is' }))
  await shown.user.click(within(editor).getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(shown.bridge.state().plan['mail']?.fixed).toBe(true))
  await waitFor(() => expect(screen.queryByRole('region', { name: 'A proposal' })).toBeNull())
})

test('who wants no proposals has none, and axe finds nothing in one', async () => {
  await show()
  const strip = await proposal()
  const { violations } = await axe.run(strip, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id }) => id)).toEqual([])
  cleanup()
  draft = 'other'
  const shown = await show({ settings: { ...stateWith().settings, reflow: false } })
  await waitFor(() => expect(shown.bridge.state().settings.reflow).toBe(false))
  expect(screen.queryByRole('region', { name: 'A proposal' })).toBeNull()
})
