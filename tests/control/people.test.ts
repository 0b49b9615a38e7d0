import { expect, onTestFinished, test } from 'vitest'
import type { Errand, Outcome } from '../../src/core/app/intent.ts'
import { NOW, startApp } from './app.ts'
import { cli } from './cli.ts'
import { membershipWith } from '../fakes/state.ts'

test('people and computers are listed, and changed by name or id', async () => {
  const runErrand = async ({ type }: Errand): Promise<Outcome> => ({
    ok: true,
    value: type === 'team.pair' ? 'LINK' : '',
  })
  const { dataDir, errands, loop, stop } = await startApp({ runErrand })
  onTestFinished(stop)
  const run = (...args: string[]) => cli(dataDir, ...args)
  const membership = membershipWith({ team: 't1', me: 'p1' })
  await loop.dispatch({ type: 'team.joined', membership, invite: null })
  const joined = NOW
  await loop.dispatch({
    type: 'team.book',
    team: 't1',
    book: {
      role: 'owner',
      people: [
        { id: 'p1', name: 'Mia', role: 'owner', joined },
        { id: 'p2', name: 'Ben', role: 'member', joined },
      ],
      devices: [{ id: 'd1', name: 'computer', live: true }],
      invites: [{ id: 'i1', expires: NOW, uses: 2, for: 'person' }],
    },
  })
  expect((await run('team', 'people')).out.split('\n')).toEqual([
    'People',
    '  Mia  owner   p1',
    '  Ben  member  p2',
    'Your computers',
    '  another computer, connected  d1',
    'Open invites',
    '  i1  lets 2 more people in',
    '',
  ])
  expect((await run('team', 'pair')).out).toContain('LINK\n')
  expect(await run('team', 'remove', 'nobody')).toMatchObject({ exit: 2 })
  for (const words of [
    ['remove', 'ben'],
    ['hand-over', 'p2'],
    ['remove-device', 'd1'],
    ['take-back', 'i1'],
    ['rename', 'Boreas'],
  ])
    expect(await run('team', ...words)).toMatchObject({ exit: 0 })
  expect(errands.filter(({ type }) => type !== 'team.people')).toEqual([
    { type: 'team.pair', team: 't1' },
    { type: 'team.removePerson', team: 't1', person: 'p2' },
    { type: 'team.handOver', team: 't1', person: 'p2' },
    { type: 'team.removeDevice', team: 't1', device: 'd1' },
    { type: 'team.removeInvite', team: 't1', invite: 'i1' },
    { type: 'team.rename', team: 't1', name: 'Boreas' },
  ])
})
