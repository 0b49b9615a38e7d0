import { expect, onTestFinished, test } from 'vitest'
import type { Person } from '../../src/core/sync/records.ts'
import { HOUR } from '../../src/core/time/instant.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { block, planOf, stateWith, membershipWith } from '../fakes/state.ts'
import { NOW, startApp } from './app.ts'
import { cli } from './cli.ts'

const DATE = '2026-11-26'
const person = (id: string, name: string, zone: string, from: string): Person => {
  const start = instantAt(DATE, from, zone)
  const plan = { zone, intervals: [{ start, end: start + 4 * HOUR, state: 'available' as const }] }
  return { id, name, live: true, gone: null, presence: { rule: 4, zone }, manual: null, plan, asOf: NOW }
}

async function run() {
  const state = stateWith({ plan: planOf(block('open', DATE, '09:00', 240)) })
  const { dataDir, loop, stop } = await startApp({
    state: { ...state, settings: { ...state.settings, clock: '24', name: 'Noor' } },
  })
  onTestFinished(stop)
  await loop.dispatch({
    type: 'team.joined',
    membership: membershipWith({ team: 't1', me: 'p1' }),
    invite: null,
  })
  const set = [person('p2', 'Ana', 'Europe/Lisbon', '10:00'), person('p3', 'Eli', 'Pacific/Chatham', '08:00')]
  await loop.dispatch({ type: 'roster.report', team: 't1', name: 'Atlas', full: true, set, gone: [] })
  return (...args: string[]) => cli(dataDir, 'team', 'meet', ...args)
}

test('a window for those who are named, on everybody`s clock', async () => {
  const meet = await run()
  const { out } = await meet('ana')
  expect(out).toContain('One window suits everybody.')
  expect(out).toMatch(/26.*10:00–11:00\n {2}Noor +10:00–11:00 Lisbon\n {2}Ana +10:00–11:00 Lisbon\n/)
  const json: unknown = JSON.parse((await meet('ana', '--for', '2h', '--json')).out)
  const start = instantAt(DATE, '10:00', 'Europe/Lisbon')
  expect(json).toMatchObject({ free: true, slots: [{ start, end: start + 2 * HOUR, freeUntil: start + 3 * HOUR }] })
})

test('where none suits all it says whom it puts out; what cannot be read is said', async () => {
  const meet = await run()
  expect((await meet('--within', '2')).out).toMatch(
    /^No window suits everybody[^]*Eli +.*Chatham +(at night|early or late|on a day off)/,
  )
  expect(await meet('nobody')).toMatchObject({ exit: 2 })
  expect(await meet('--within', '99')).toMatchObject({
    exit: 2,
    err: expect.stringContaining('“99” is not a number of days'),
  })
  expect(await meet('--for', 'x')).toMatchObject({ exit: 2 })
})
