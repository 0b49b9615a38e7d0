import { describe, expect, test } from 'vitest'
import type { State, TeamSlice } from '../core/app/state.ts'
import type { Person } from '../core/sync/records.ts'
import type { Received } from '../core/team/letters.ts'
import { fresh, look, NOW } from '../../tests/fakes/tray.ts'
import { HOUR } from '../core/time/instant.ts'
import { teamWith } from '../../tests/fakes/state.ts'

describe('team', () => {
  const slice = (id: string, status: TeamSlice['link']['status'] = 'online'): TeamSlice =>
    teamWith(NOW, { team: id, name: id, link: { status, reason: null, since: NOW, publishedAt: null } })
  const person = (id: string, name: string, live = true, focusing = false): Person => ({
    id,
    name,
    live,
    gone: null,
    manual: null,
    asOf: NOW,
    plan: null,
    presence: focusing ? { rule: 2, state: 'focusing', until: NOW + HOUR, zone: 'UTC' } : { rule: 4, zone: 'UTC' },
  })
  const withTeam = (people: readonly Person[], status?: TeamSlice['link']['status']): State => ({
    ...fresh(),
    teams: { Atlas: slice('Atlas', status) },
    rosters: { Atlas: Object.fromEntries(people.map((each) => [each.id, each])) },
  })

  test('is not there without a team', () => {
    expect(look(fresh()).labels()).not.toContain('Team')
  })

  test('names who can be reached, not me and not who is focusing', () => {
    const { labels, click } = look(
      withTeam([person('me', 'Me'), person('1', 'Ben'), person('2', 'Ana'), person('3', 'Cem', true, true)]),
    )
    expect(labels('Team')).toEqual(['● Ana', '● Ben'])
    expect(click('Team', '● Ana')).toEqual({ type: 'window.open', window: 'team' })
  })

  test('stays short in a large team', () => {
    const people = Array.from({ length: 5_000 }, (_none, index) => person(String(index), `P${index}`))
    expect(look(withTeam(people)).labels('Team')).toHaveLength(13)
    expect(look(withTeam(people)).labels('Team').at(-1)).toBe('and 4988 more')
  })

  test('names nobody while the hub is away, and who is next while nobody can be reached', () => {
    expect(look(withTeam([person('1', 'Ben')], 'offline')).labels('Team')).toEqual(['Not connected'])
    expect(look(withTeam([person('3', 'Cem', true, true)])).labels('Team')).toEqual(['Nobody now; next Cem, 10:00'])
    expect(look(withTeam([])).labels('Team')).toEqual(['Nobody can be reached now'])
  })
})

test('what waits for me is one line, and opens the team window', () => {
  const letter: Received = {
    ...{ way: 'in', id: 'aaaaaaaaaaaaaaaa', team: 't', from: 'ana', name: 'Ana', at: NOW, is: 'open', about: '' },
    ...{ notBefore: null, snoozed: null, body: { kind: 'knock', urgency: 'today', text: 'The contract?' } },
  }
  expect(look(fresh()).labels().join()).not.toContain('Knock')
  const { click } = look({ ...fresh(), letters: { [letter.id]: letter } })
  expect(click('Knock from Ana')).toEqual({ type: 'window.open', window: 'team' })
})
