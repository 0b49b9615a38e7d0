// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import type { State } from '../../src/core/app/state.ts'
import { MINUTE, SECOND } from '../../src/core/time/instant.ts'
import { TeamScreen } from '../../src/renderer/team/TeamScreen.tsx'
import { ana, at, atlas, described, dev, linkIs, listed, news, NOW, person, row, TEAM, ZONE } from './atlas.ts'
import { show, type Shown, withLayout } from './screen.tsx'

beforeEach(() => withLayout({ window: 600, row: 50 }))

const many = Array.from({ length: 600 }, (_, nth) =>
  person(`p${nth}`, `Person ${nth}`, { live: nth % 3 > 0, gone: null }),
)
const LARGE = [...TEAM, ...many]

/** A team whose people are on their way until they `arrive`. */
async function opening(state: State): Promise<Shown & { readonly arrive: () => Promise<void> }> {
  let arrived = (): void => {}
  const way = new Promise<void>((resolve) => (arrived = resolve))
  const isRoster = (names: readonly string[]): boolean => names.some((name) => name.startsWith('roster:'))
  const shown = await show(TeamScreen, state, NOW, undefined, async (names) => (isRoster(names) ? way : undefined))
  const arrive = async (): Promise<void> => {
    arrived()
    await shown.pass(0)
    await shown.pass(0)
  }
  return { ...shown, arrive }
}
const counts = (): string | null => screen.getByText(/reachable now/).textContent
const height = (): number => Number.parseFloat(screen.getByRole('list', { name: 'People' }).style.height)
const look = (): object => ({
  list: listed(),
  counts: counts(),
  sizes: screen.getAllByRole('listitem').map((item) => item.getAttribute('aria-setsize')),
  ana: described('Ana Duarte'),
})

test('the beginning of a large list is drawn before everybody is here, and is as it stays', async () => {
  const { arrive } = await opening(atlas(LARGE))
  const before = look()
  expect(before).toMatchObject({ counts: '401 of 604 reachable now' })
  expect(listed().slice(0, 4)).toEqual(['Noor', 'Reachable or together', 'Ana Duarte', 'Person 1'])
  expect(listed().length).toBeGreaterThan(8)
  const high = height()
  await arrive()
  expect(look()).toEqual(before)
  // Those who are not known yet are as high as guessed.
  expect(Math.abs(height() - high)).toBeLessThan(high / 50)
})

test.each(['place', 'zone'] as const)('so it is by %s', async (teamGroup) => {
  const state = atlas(LARGE.map((one) => (one.id === 'ana' ? { ...one, name: 'Aaron' } : one)))
  const { arrive } = await opening({ ...state, settings: { ...state.settings, teamGroup } })
  const before = listed()
  expect(before.length).toBeGreaterThan(8)
  await arrive()
  expect(listed()).toEqual(before)
})

test('nobody is said to be missing, and no invitation is made, while people are on their way', async () => {
  const { user, arrive } = await opening(atlas(LARGE))
  await user.keyboard('/')
  await user.keyboard('person 599')
  expect(screen.queryByText(/Nobody here is found/)).toBeNull()
  expect(listed()[0]).toBe('Noor')
  await arrive()
  expect(listed().filter((name) => name.startsWith('Person'))).toEqual(['Person 599'])
})

test('a small team has no beginning, and is no team of one before its people are here', async () => {
  const { bridge, arrive } = await opening(atlas(TEAM))
  expect(await bridge.call('teamHead', { team: 't1' })).toBeNull()
  expect(listed()).toEqual(['Noor'])
  expect(screen.queryByText(/reachable now/)).toBeNull()
  expect(screen.queryByRole('heading', { name: 'Nobody else is here yet' })).toBeNull()
  await arrive()
  expect(counts()).toBe('1 of 4 reachable now')
})

test('what changed while people were on their way is drawn with them', async () => {
  const shown = await opening(atlas(LARGE))
  news(shown, { ...ana, presence: { rule: 2, state: 'focusing', until: at('10:15'), zone: ZONE } })
  await shown.arrive()
  expect(listed().slice(0, 3)).toEqual(['Noor', 'Reachable or together', 'Person 1'])
  expect(counts()).toBe('400 of 604 reachable now')
})

test('the clock goes on meanwhile, and where the link is lost nothing is said that it would make wrong', async () => {
  const shown = await opening(atlas(LARGE))
  await shown.pass(MINUTE + SECOND)
  expect(described('Ana Duarte')).toBe('available until 12:00, 09:07 Lisbon')
  await act(async () => void linkIs(shown, { status: 'refused', reason: 'unknown_token' }))
  await shown.pass(1)
  expect(listed()).toEqual(['Noor'])
  await shown.arrive()
  expect(listed().slice(0, 2)).toEqual(['Noor', 'Later'])
})

test('whoever is named above the list is known', async () => {
  const state = atlas(LARGE)
  const letter = {
    id: 'k1',
    team: 't1',
    way: 'out',
    to: dev.id,
    name: 'Dev Patel',
    at: NOW,
    is: 'sent',
    since: NOW,
  } as const
  const body = { kind: 'knock', urgency: 'today', text: 'The figures?' } as const
  const letters = { k1: { ...letter, body, heard: NOW, refusal: null, hidden: false } }
  const { arrive } = await opening({ ...state, letters })
  const before = screen.getByRole('region', { name: /nock/ }).textContent
  expect(before).toContain('Dev Patel')
  await arrive()
  expect(screen.getByRole('region', { name: /nock/ }).textContent).toBe(before)
})

test('a team that is chosen later begins so too', async () => {
  const state = atlas(LARGE)
  const other = { ...state.teams['t1']!, team: 't2', name: 'Borealis' }
  const shown = await opening({
    ...state,
    teams: { ...state.teams, t2: other },
    rosters: { ...state.rosters, t2: state.rosters['t1'] ?? {} },
  })
  await shown.user.click(screen.getByRole('button', { name: /Borealis|Atlas/ }))
  await shown.user.click(screen.getByRole('menuitem', { name: 'Team Atlas' }))
  await shown.pass(1)
  expect(row('Ana Duarte')).toBeDefined()
  expect(counts()).toBe('401 of 604 reachable now')
})
