// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { State } from '../../src/core/app/state.ts'
import type { Person } from '../../src/core/sync/records.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { WeekDialog } from '../../src/renderer/team/week/WeekDialog.tsx'
import { block, planOf, stateWith } from '../fakes/state.ts'
import { team as atlasTeam } from './atlas.ts'
import { show, withLayout } from './screen.tsx'

const ZONE = 'Europe/Lisbon'
const DATE = '2026-11-26'
const NOW = instantAt(DATE, '08:06', ZONE)
const team = atlasTeam()
const ana: Person = {
  id: 'ana',
  name: 'Ana',
  live: true,
  gone: null,
  presence: { rule: 4, zone: ZONE },
  manual: null,
  plan: {
    zone: ZONE,
    intervals: [
      { start: instantAt(DATE, '09:00', ZONE), end: instantAt(DATE, '10:00', ZONE), state: 'focusing' },
      { start: instantAt(DATE, '11:00', ZONE), end: instantAt(DATE, '13:00', ZONE), state: 'together' },
    ],
  },
  asOf: NOW,
}

function state(): State {
  const base = stateWith({
    plan: planOf(
      block('focus', DATE, '09:00', 60),
      block('together', DATE, '12:00', 120),
      block('personal', DATE, '15:00', 60),
    ),
    teams: { t1: team },
    rosters: { t1: { ana } },
  })
  return { ...base, settings: { ...base.settings, clock: '24' } }
}
const Week = () => <WeekDialog team={team} onClose={() => {}} />

beforeEach(() => withLayout({ window: 700, row: 50 }))

test('the wave is said in words and numbers, without a name and without what is private', async () => {
  const { user } = await show(Week, state(), NOW)
  const [today, tomorrow] = within(screen.getByRole('list', { name: 'People at work by the hour' })).getAllByRole(
    'listitem',
  )
  expect(today?.textContent).toMatch(/most solo 09:00 \(2\) · most reachable 12:00 \(2\)$/)
  expect(tomorrow?.textContent).toMatch(/nothing shared$/)
  await user.click(screen.getByText('As numbers'))
  const rows = screen.getAllByRole('row').slice(1)
  expect(rows.map((row) => row.textContent.slice(-8))).toEqual(['09:00200', '11:00001', '12:00002', '13:00001'])
  expect(screen.getByRole('dialog').textContent).not.toContain('Ana')
})

test('when everybody marked together is told, and my own share against my own target', async () => {
  const { user, bridge } = await show(Week, state(), NOW)
  const together = screen.getByRole('region', { name: 'Marked as together' })
  expect(within(together).getByRole('listitem').textContent).toMatch(/12:00–13:00$/)
  expect(within(together).getByText('Everybody is together:')).toBeTruthy()
  expect(screen.getByText(/^33 % of what you share/)).toBeTruthy()
  await user.type(screen.getByRole('textbox', { name: 'Your target for solo time' }), '{Control>}a{/Control}50{Enter}')
  expect(bridge.state().settings.soloTarget).toBe(50)
  expect(screen.getByText('That is 17 points below your target of 50 %.')).toBeTruthy()
})
