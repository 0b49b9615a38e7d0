// @vitest-environment happy-dom
import { screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { State } from '../../src/core/app/state.ts'
import type { Person } from '../../src/core/sync/records.ts'
import type { TeamDoc } from '../../src/core/team/docs.ts'
import { HOUR, MINUTE } from '../../src/core/time/instant.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { CheckInCard, WaitsCard } from '../../src/renderer/planner/team/team.ts'
import { block, planOf, stateWith } from '../fakes/state.ts'
import { team as atlasTeam } from './atlas.ts'
import { show, withLayout } from './screen.tsx'

const ZONE = 'Europe/Lisbon'
const DATE = '2026-11-26'
const at = (time: string): number => instantAt(DATE, time, ZONE)
const NOW = at('09:06')
const team = atlasTeam()
const ana: Person = {
  id: 'ana',
  name: 'Ana',
  live: true,
  gone: null,
  presence: { rule: 4, zone: ZONE },
  manual: null,
  plan: { zone: ZONE, intervals: [{ start: at('08:00'), end: at('18:00'), state: 'available' }] },
  asOf: NOW,
}
const waiting: TeamDoc = {
  id: 'waiting.w',
  v: 1,
  by: 'ana',
  at: NOW,
  kind: 'waiting',
  body: { who: 'ana', on: 'me', what: 'the schema', since: NOW - HOUR },
}

function state({ checkIns = false, docs = [] }: { checkIns?: boolean; docs?: TeamDoc[] }): State {
  const base = stateWith({
    plan: planOf(block('open', DATE, '09:00', 15), block('open', DATE, '11:00', 60, { id: 'late' })),
    teams: { t1: team },
    rosters: { t1: { ana } },
  })
  return {
    ...base,
    settings: { ...base.settings, checkIns, clock: '24' },
    docs: { t1: Object.fromEntries(docs.map((doc) => [doc.id, doc])) },
  }
}
const Cards = () => (
  <>
    <CheckInCard />
    <WaitsCard />
  </>
)

beforeEach(() => withLayout({ window: 700, row: 50 }))

test('nothing is there where nobody waits and nobody wants to be asked', async () => {
  await show(Cards, state({}), NOW)
  expect(screen.queryByRole('region')).toBeNull()
})

test('moving a block says whom it makes wait longer, with the way back', async () => {
  const { user, bridge, pass } = await show(Cards, state({ docs: [waiting] }), at('09:30'))
  expect(screen.getByText(/both can be reached 11:00/)).toBeTruthy()
  bridge.report({ type: 'plan.change', id: 'late', change: { start: `${DATE}T14:00:00+00:00[${ZONE}]` } })
  await pass(0)
  expect(screen.getByText('With this change Ana waits for the schema until 14:00.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Take the change back' }))
  await pass(0)
  expect(screen.queryByText(/With this change/)).toBeNull()
  expect(screen.getByText(/both can be reached 11:00/)).toBeTruthy()
})

test('a change that makes nobody wait longer is not talked about', async () => {
  const { bridge, pass } = await show(Cards, state({ docs: [waiting] }), at('09:30'))
  bridge.report({ type: 'plan.change', id: 'late', change: { minutes: 30 } })
  await pass(0)
  expect(screen.queryByText(/With this change/)).toBeNull()
})

test('the morning`s question comes with the first block, and once it is put off it stays away', async () => {
  const { user, bridge, pass } = await show(Cards, state({ checkIns: true }), NOW)
  expect(screen.getByRole('heading', { name: /^Good morning/ })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Not now' }))
  await pass(0)
  expect(screen.queryByRole('heading', { name: /^Good morning/ })).toBeNull()
  expect(bridge.state().settings.checkInSkipped).toBe(`${DATE} morning`)
  expect(bridge.state().papers).toEqual({})
  await pass(2 * HOUR + 50 * MINUTE)
  expect(screen.getByRole('heading', { name: /^Day done/ })).toBeTruthy()
})
