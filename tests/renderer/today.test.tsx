// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { State } from '../../src/core/app/state.ts'
import type { Person } from '../../src/core/sync/records.ts'
import type { TeamDoc } from '../../src/core/team/docs.ts'
import { HOUR } from '../../src/core/time/instant.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { TodayDialog } from '../../src/renderer/team/today/TodayDialog.tsx'
import { block, planOf, stateWith } from '../fakes/state.ts'
import { team as atlasTeam } from './atlas.ts'
import { show, withLayout } from './screen.tsx'

const ZONE = 'Europe/Lisbon'
const DATE = '2026-11-26'
const NOW = instantAt(DATE, '09:06', ZONE)
const team = atlasTeam()
const person = (id: string, name: string, from: string, hours: number): Person => {
  const start = instantAt(DATE, from, ZONE)
  const plan = { zone: ZONE, intervals: [{ start, end: start + hours * HOUR, state: 'available' as const }] }
  return { id, name, live: true, gone: null, presence: { rule: 4, zone: ZONE }, manual: null, plan, asOf: NOW }
}
const told = { v: 1, by: 'ana', at: NOW - HOUR }
const waiting: TeamDoc = {
  ...told,
  id: 'waiting.w',
  kind: 'waiting',
  body: { who: 'ana', on: 'me', what: 'the schema', since: NOW - 3 * HOUR },
}
const checkIn: TeamDoc = { ...told, id: `checkin.ana.${DATE}`, kind: 'checkin', body: { did: 'Drew the map' } }

function state(...docs: TeamDoc[]): State {
  return {
    ...stateWith({
      plan: planOf(block('open', DATE, '14:00', 120)),
      teams: { t1: team },
      rosters: { t1: { me: person('me', 'Noor', '14:00', 2), ana: person('ana', 'Ana', '08:00', 8) } },
    }),
    docs: { t1: Object.fromEntries(docs.map((doc) => [doc.id, doc])) },
  }
}
const Today = () => <TodayDialog team={team} onClose={() => {}} />
const papersOf = (of: State) => Object.values(of.papers['t1'] ?? {}).map(({ paper }) => paper)

beforeEach(() => withLayout({ window: 700, row: 50 }))

test('who waits on me, since when, and when we both can be reached; I settle it', async () => {
  const { user, bridge } = await show(Today, state(waiting), NOW)
  const list = screen.getByRole('list', { name: 'Waiting on' })
  expect(within(list).getByText('Ana waits on you for the schema')).toBeTruthy()
  expect(list.textContent).toMatch(
    /since 0?6:06.* · both can be reached 0?[12]4?:00.*, 4 h 54 of working time from now/,
  )
  await user.click(within(list).getByRole('button', { name: /^Settled/ }))
  expect(papersOf(bridge.state())).toEqual([{ t: 'doc', doc: 'waiting.w', base: 1, body: null }])
  expect(screen.getByText('Nobody waits on anybody.')).toBeTruthy()
})

test('I say on whom I wait and for what, and it stands there at once', async () => {
  const { user, bridge } = await show(Today, state(), NOW)
  await user.type(screen.getByRole('textbox', { name: 'For' }), 'the keys{Enter}')
  expect(papersOf(bridge.state())).toMatchObject([
    { t: 'doc', base: 0, body: { who: 'me', on: 'ana', what: 'the keys' } },
  ])
  expect(screen.getByText('You wait on Ana for the keys')).toBeTruthy()
})

test('a check-in says what I like, and nothing empty; the others` are read', async () => {
  const { user, bridge } = await show(Today, state(checkIn), NOW)
  expect(screen.getByText('Drew the map')).toBeTruthy()
  await user.type(screen.getByRole('textbox', { name: 'Next' }), 'Rest')
  await user.click(screen.getByRole('button', { name: 'Tell Team Atlas' }))
  expect(papersOf(bridge.state())).toEqual([{ t: 'doc', doc: `checkin.me.${DATE}`, base: 0, body: { next: 'Rest' } }])
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Next' }).value).toBe('Rest')
})
