// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { State } from '../../src/core/app/state.ts'
import type { TeamDoc } from '../../src/core/team/docs.ts'
import { TeamScreen } from '../../src/renderer/team/TeamScreen.tsx'
import {
  ana,
  at,
  atlas,
  ben,
  chiara,
  described,
  dev,
  listed,
  NOW,
  online,
  person,
  planned,
  row,
  team,
} from './atlas.ts'
import { show, type Shown, withLayout } from './screen.tsx'

beforeEach(() => withLayout({ window: 900, row: 50 }))

const other = team({ team: 't2', name: 'Borealis', me: 'p9' })
/** Ana is in both, as far as names tell; `ben` is somebody else there. */
const eve = person('ben', 'Eve Adams', {
  presence: { rule: 2, state: 'focusing', until: at('14:30'), zone: 'Africa/Lagos' },
  plan: planned('Africa/Lagos', [at('15:00'), at('16:00'), 'available']),
})
const agreement: TeamDoc = {
  ...{ id: 'agreement', v: 1, by: 'ana', at: 0, kind: 'agreement' },
  body: { responses: { whenever: 30 } },
}
function both(): State {
  const one = atlas([ana, ben, chiara, dev, person('me', 'Noor')])
  return {
    ...one,
    settings: { ...one.settings, lastTeam: 't1' },
    teams: { ...one.teams, t2: other },
    rosters: { ...one.rosters, t2: { 'a-2': { ...ana, id: 'a-2' }, ben: eve, p9: person('p9', 'Noor') } },
    docs: { t2: { agreement } },
  }
}

const choose = async ({ user, pass }: Shown, menu: RegExp | string, name: string): Promise<void> => {
  await user.click(screen.getByRole('button', { name: menu }))
  await user.click(screen.getByRole('menuitem', { name }))
  await pass(1)
}
async function showAll(state: State = both()): Promise<Shown> {
  const shown = await show(TeamScreen, state, NOW)
  await choose(shown, 'Team Atlas', 'All teams')
  await vi.waitFor(async () => {
    await shown.pass(1)
    screen.getByRole('button', { name: 'All teams' })
  })
  return shown
}

describe('the people of all teams', () => {
  test('are one list by state, each with their team, and are counted together', async () => {
    const { bridge } = await showAll()
    expect(listed()).toEqual([
      'Noor',
      'Reachable or together',
      'Ana Duarte',
      'Ana Duarte',
      'Later',
      'Ben Okafor',
      'Eve Adams',
      'Chiara Rossi',
      'Not sure',
      'Dev Patel',
    ])
    expect(described('Eve Adams')).toContain('Borealis')
    expect(described('Ben Okafor')).toContain('10:06 · Team Atlas · coworking')
    expect(screen.getByText(/of 6 reachable now/)).toBeTruthy()
    expect(screen.getByText('2 of 2 teams online')).toBeTruthy()
    expect(bridge.state().settings.lastTeam).toBe('all')
  })

  test('can be grouped by team, for this list alone', async () => {
    const shown = await showAll()
    await choose(shown, 'How people are shown', 'Group by team')
    expect(listed()).toEqual([
      'Noor',
      'Borealis',
      'Ana Duarte',
      'Eve Adams',
      'Team Atlas',
      'Ana Duarte',
      'Ben Okafor',
      'Chiara Rossi',
      'Dev Patel',
    ])
    expect(described('Eve Adams')).not.toContain('Borealis')
    expect(shown.bridge.state().settings).toMatchObject({ allTeamsGroup: 'team', teamGroup: 'state' })
    await choose(shown, 'All teams', 'Borealis')
    expect(listed()).toEqual(['Noor', 'Reachable or together', 'Ana Duarte', 'Later', 'Eve Adams'])
  })

  test('are found over all, and stay found when news come', async () => {
    const { user, pass, bridge } = await showAll()
    await user.keyboard('/ana')
    await pass(1)
    expect(listed()).toEqual(['Reachable or together', 'Ana Duarte', 'Ana Duarte'])
    await act(async () =>
      bridge.report({
        ...{ type: 'roster.report', team: 't2', name: 'Borealis', full: false, gone: ['a-2'] },
        set: [person('x', 'Anatol')],
      }),
    )
    await pass(1)
    expect(listed()).toEqual(['Reachable or together', 'Ana Duarte', 'Anatol'])
  })

  test('what is done about somebody goes to the team of their row, by its agreement', async () => {
    const { user, bridge, pass } = await showAll()
    await user.click(row('Eve Adams'))
    await pass(1)
    expect(screen.getByText(/^A knock sent now is seen .* Expect an answer by 15:30/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /Tell me when/ }))
    expect(bridge.wishes.at(-1)).toMatchObject({ type: 'alert.set', team: 't2', about: 'ben' })
    await user.click(screen.getByRole('button', { name: 'Knock' }))
    await user.keyboard('The map?{Enter}')
    await pass(1)
    await user.click(screen.getByRole('button', { name: 'Send' }))
    expect(bridge.wishes.at(-1)).toMatchObject({ type: 'knock.send', team: 't2', to: 'ben' })
    await pass(1)
    expect(within(screen.getByRole('region', { name: 'Knocks of Borealis' })).getByText(/The map/)).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Knocks of Team Atlas' })).toBeNull()
  })

  test('a hub that is out of reach takes its own people’s green, and is named', async () => {
    const { bridge, pass } = await showAll()
    const link = { ...online, status: 'offline', reason: 'hub_unreachable', since: NOW } as const
    await act(async () => bridge.report({ type: 'link.report', team: 't2', link }))
    await pass(6_000)
    expect(screen.getByText(/^Borealis offline since/)).toBeTruthy()
    expect(screen.getByText('1 of 2 teams online')).toBeTruthy()
    expect(listed().slice(0, 3)).toEqual(['Noor', 'Reachable or together', 'Ana Duarte'])
    expect(listed().filter((name) => name === 'Ana Duarte')).toHaveLength(2)
    expect(screen.getByText(/of 6 reachable now|of 6/)).toBeTruthy()
  })

  test('arrows go from row to row over all teams, and nothing of it is without a name', async () => {
    const { user, pass } = await showAll()
    row('Noor').focus()
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(document.activeElement?.textContent).toBe('Ana Duarte')
    await user.keyboard('{End}')
    expect(document.activeElement?.textContent).toBe('Dev Patel')
    await user.keyboard('{Enter}')
    await pass(1)
    vi.useRealTimers()
    const { violations } = await axe.run(document.querySelector('.team') ?? document.body, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    })
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`)).toEqual([])
  })

  test('my own card says what each team sees, one at a time', async () => {
    const { user, bridge, pass } = await showAll()
    await user.click(row('Noor'))
    await pass(1)
    await user.click(screen.getByRole('switch', { name: 'Share your plan' }))
    expect(bridge.wishes.at(-1)).toMatchObject({ type: 'team.share', team: 't2', plan: false })
    await user.click(screen.getByRole('button', { name: /Borealis.*Team$|Team$/ }))
    await user.click(screen.getByRole('option', { name: 'Team Atlas' }))
    await pass(1)
    await user.click(screen.getByRole('switch', { name: 'Share your plan' }))
    expect(bridge.wishes.at(-1)).toMatchObject({ type: 'team.share', team: 't1', plan: false })
  })
})

test('with one team there is no such choice, and who chose it before sees that team', async () => {
  const state = atlas([ana])
  const shown = await show(TeamScreen, { ...state, settings: { ...state.settings, lastTeam: 'all' } }, NOW)
  await shown.user.click(screen.getByRole('button', { name: 'Team Atlas' }))
  expect(screen.queryByRole('menuitem', { name: 'All teams' })).toBeNull()
})

test('as long as people of one team are on their way no number is said, and nobody is missing', async () => {
  let arrived = (): void => {}
  const way = new Promise<void>((resolve) => (arrived = resolve))
  const state = both()
  const shown = await show(
    TeamScreen,
    { ...state, settings: { ...state.settings, lastTeam: 'all' } },
    NOW,
    undefined,
    async (names) => (names.includes('roster:t2') ? way : undefined),
  )
  await vi.waitFor(async () => {
    await shown.pass(1)
    screen.getByRole('button', { name: 'All teams' })
  })
  expect(listed()).toEqual(['Noor'])
  expect(screen.queryByText(/reachable now|nobody else in your teams/)).toBeNull()
  arrived()
  await shown.pass(1)
  await shown.pass(1)
  expect(screen.getByText(/of 6 reachable now/)).toBeTruthy()
})
