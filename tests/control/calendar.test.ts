/** Calendars from the command line. */
import { afterEach, expect, test } from 'vitest'
import { Calendar } from '../../src/core/calendar/calendar.ts'
import { stateWith } from '../fakes/state.ts'
import { startApp, type TestApp } from './app.ts'
import { cli } from './cli.ts'

let running: TestApp | null = null
afterEach(() => running?.stop())

const work = Calendar.parse({
  id: 'c0ffee00-1',
  name: 'Work',
  source: { kind: 'url', host: 'calendar.example' },
  freshAt: Date.UTC(2026, 10, 26, 9),
  skipped: 2,
})
const home = Calendar.parse({
  id: 'beef0000-1',
  name: 'Home',
  source: { kind: 'file', path: '/me.ics' },
  problem: 'calendar_gone',
})

test('calendars are listed with what is wrong, added, refreshed and removed', async () => {
  const state = stateWith({ calendars: { [work.id]: work, [home.id]: home } })
  running = await startApp({
    state,
    runErrand: async (errand) => ({ ok: true, value: errand.type === 'calendar.add' ? work.id : '' }),
  })
  const run = (...args: string[]) => cli(running?.dataDir ?? '', ...args)
  const { out } = await run('calendar', 'list')
  expect(out).toContain('Work  calendar.example  together  up to date ')
  expect(out).toContain('There is no calendar at this address (any more).')
  expect(
    await run('calendar', 'add', 'webcal://example.com/a.ics', '--means', 'away', '--name', 'Family'),
  ).toMatchObject({ exit: 0 })
  expect(await run('calendar', 'add', 'x', '--means', 'never')).toMatchObject({
    exit: 2,
    err: '“never” is none of together, away, nothing.\n',
  })
  expect((await run('calendar', 'remove', 'c0ff')).out).toBe('“Work” is forgotten.\n')
  expect(await run('calendar', 'remove', 'zzz')).toMatchObject({
    exit: 2,
    err: 'No calendar has the name or id “zzz”.\n',
  })
  await run('calendar', 'refresh', 'Home')
  expect((await run('calendar', 'publish')).err).toBe('Say which file, or --stop.\n')
  await run('calendar', 'publish', '/srv/me.ics')
  expect((await run('calendar', 'publish', '--stop')).out).toBe('Nothing is published any more.\n')
  expect(running.errands).toEqual([
    { type: 'calendar.add', from: 'webcal://example.com/a.ics', means: 'away', name: 'Family' },
    { type: 'calendar.remove', id: work.id },
    { type: 'calendar.refresh', id: home.id },
    { type: 'calendar.publish', to: '/srv/me.ics' },
    { type: 'calendar.publish', to: '' },
  ])
  expect(JSON.parse((await run('calendar', 'list', '--json')).out)).toMatchObject({
    calendars: [{ name: 'Work' }, { name: 'Home' }],
  })
})
