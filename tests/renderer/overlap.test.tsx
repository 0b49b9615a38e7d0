// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { emptyState, type State } from '../../src/core/app/state.ts'
import type { Person } from '../../src/core/sync/records.ts'
import { HOUR } from '../../src/core/time/instant.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { OverlapDialog } from '../../src/renderer/team/overlap/OverlapDialog.tsx'
import { block, planOf, stateWith } from '../fakes/state.ts'
import { team as atlasTeam } from './atlas.ts'
import { show, withLayout } from './screen.tsx'

const ZONE = 'Europe/Lisbon'
const DATE = '2026-11-26'
const NOW = instantAt(DATE, '09:06', ZONE)
const team = atlasTeam()
const person = (id: string, name: string, zone: string, from: string, hours: number): Person => {
  const start = instantAt(DATE, from, zone)
  const plan = { zone, intervals: [{ start, end: start + hours * HOUR, state: 'available' as const }] }
  return { id, name, live: true, gone: null, presence: { rule: 4, zone }, manual: null, plan, asOf: NOW }
}
const ana = person('ana', 'Ana', ZONE, '08:00', 4)
const eli = person('eli', 'Eli', 'Pacific/Chatham', '10:00', 4)

function stateOf(...people: Person[]): State {
  const state = stateWith({
    plan: planOf(block('open', DATE, '09:00', 120)),
    teams: { t1: team },
    rosters: { t1: Object.fromEntries(people.map((one) => [one.id, one])) },
  })
  return { ...state, settings: { ...emptyState(state.system).settings, name: 'Noor', clock: '24' } }
}
const Finder = () => <OverlapDialog team={team} onClose={() => {}} />
const cards = (): HTMLElement[] =>
  within(screen.getByRole('list', { name: 'Suggestions' }))
    .getAllByRole('heading')
    .map((heading) => heading.closest('li') ?? heading)

beforeEach(() => withLayout({ window: 700, row: 50 }))

test('a window that suits everybody is found for all of a small team, from the next quarter on', async () => {
  await show(Finder, stateOf(ana), NOW)
  expect(screen.getByText('One window suits everybody.')).toBeTruthy()
  expect(cards().map((card) => card.querySelector('h3')?.textContent)).toEqual([
    expect.stringMatching(/Thu.*26.*09:15–10:15$/),
  ])
  expect(screen.getByText('everybody can be reached until 11:00')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /We take this one/ })).toBeNull()
})

test('a longer meeting and other people are asked for with the keyboard', async () => {
  const { user } = await show(Finder, stateOf(ana, eli), NOW)
  expect(screen.getByText(/^No window suits everybody/)).toBeTruthy()
  screen.getByRole('button', { name: 'Eli' }).focus()
  await user.keyboard(' ')
  expect(await screen.findByText('One window suits everybody.')).toBeTruthy()
  await user.click(screen.getByRole('radio', { name: '2 h' }))
  expect(screen.getByText(/^No window suits everybody/)).toBeTruthy()
})

test('who is put out is said, and what the team takes counts for the next time', async () => {
  const { user, bridge } = await show(Finder, stateOf(ana, eli), NOW)
  const [best] = cards()
  if (best === undefined) throw new Error('There is no suggestion.')
  expect(
    within(best)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toMatchInlineSnapshot(`
    [
      "Noor09:15–10:15 Lisbon",
      "Ana09:15–10:15 Lisbon",
      "Eli23:00–00:00 Chathamat night",
    ]
  `)
  await user.click(within(best).getByRole('button', { name: /We take this one/ }))
  const [paper] = Object.values(bridge.state().papers['t1'] ?? {})
  expect(paper?.paper).toMatchObject({ t: 'doc', base: 0, body: { end: expect.any(Number), bore: expect.anything() } })
  expect(within(best).getByText('Noted: next time others bear it')).toBeTruthy()
})

test('what was noted can be taken back by who noted it or bore it, and by nobody else', async () => {
  const noted = (id: string, by: string, bore: Record<string, number>) => ({
    ...{ id: `meeting.${id}`, v: 2, by, at: NOW - HOUR, kind: 'meeting' as const },
    body: { start: NOW - HOUR, end: NOW, bore },
  })
  const docs = [noted('a', 'me', { eli: 480 }), noted('b', 'ana', { me: 60 }), noted('c', 'ana', { eli: 30 })]
  const state = { ...stateOf(ana, eli), docs: { t1: Object.fromEntries(docs.map((doc) => [doc.id, doc])) } }
  const { user, bridge } = await show(Finder, state, NOW)
  await user.click(screen.getByText('Who bore it before'))
  expect(screen.getByText('8 h 30')).toBeTruthy()
  const [first, ...more] = screen.getAllByRole('button', { name: /^Take back/ })
  expect(more).toHaveLength(1)
  if (first !== undefined) await user.click(first)
  const [paper] = Object.values(bridge.state().papers['t1'] ?? {})
  expect(paper?.paper).toEqual({ t: 'doc', doc: 'meeting.a', base: 2, body: null })
})
