/** Status, plan and team from the command line. */
import { describe, expect, test } from 'vitest'
import type { Person } from '../../src/core/sync/records.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { block, planOf, stateWith, membershipWith } from '../fakes/state.ts'
import { NOW, type TestAppOptions } from './app.ts'
import { cliApp, expectSentence } from './cliApp.ts'

const MINUTE = 60_000

describe('status', () => {
  test('set by hand with an end, and cleared', async () => {
    const { run, loop } = await cliApp()
    const set = await run('status', 'set', 'away', '--text', 'On the train', '--emoji', '🚆', '--until', '15:00')
    expect(set.out).toBe('Away, back 15:00.\nYour words: 🚆 On the train, until 15:00.\n')
    expect(loop.state().status).toEqual({
      state: 'away',
      text: 'On the train',
      emoji: '🚆',
      until: instantAt('2026-11-26', '15:00', 'Europe/Lisbon'),
    })
    expect((await run('status', 'clear')).out).toBe('Available.\n')
    await run('status', 'set', '--text', 'Deep in the spec', '--for', '1h')
    expect(loop.state().status).toEqual({ text: 'Deep in the spec', until: NOW + 60 * MINUTE })
  })

  test('as JSON it is the answer of the app', async () => {
    const { run } = await cliApp()
    expect(JSON.parse((await run('status', '--json')).out)).toMatchObject({
      now: NOW,
      zone: 'Europe/Lisbon',
      session: null,
    })
  })

  test.each([
    [['set', 'away'], /until when/],
    [['set', 'away', '--for', '1h', '--until', '15:00'], /until when/],
    [['set', 'asleep', '--for', '1h'], /“asleep” cannot be set/],
    [['set', '--for', '1h'], /Say what to set/],
    [['set', 'away', '--for', '0m'], /over already/],
    [['set', 'unknown', '--for', '1h'], /“unknown” cannot be set/],
    [['everything'], /too many arguments|unknown command/],
  ])('%j is refused', async (args, words) => {
    const { run } = await cliApp()
    const ran = await run('status', ...args)
    expect(ran.exit).toBe(2)
    expectSentence(ran, words)
  })
})

describe('plan', () => {
  test('add, list, remove, undo', async () => {
    const { run, loop } = await cliApp()
    const added = await run('plan', 'add', 'focus', '9:00-11:30', 'Draft', 'the', 'spec')
    expect(added.out).toMatch(
      /^Added Thursday (?:26 November|November 26), 09:00–11:30, focus, Draft the spec \([0-9a-f]{8}\)\.\n$/,
    )
    await run('plan', 'add', 'open', '22:00-02:00', 'Night owl', '--date', '2026-11-26')
    const [first, second] = Object.values(loop.state().plan)
    expect(first).toMatchObject({
      kind: 'focus',
      title: 'Draft the spec',
      start: '2026-11-26T09:00:00+00:00[Europe/Lisbon]',
      minutes: 150,
    })
    expect(second).toMatchObject({ minutes: 240 })
    const [heading, ...rows] = (await run('plan', 'list')).out.split('\n')
    expect(heading).toMatch(/^Thursday .*, Europe\/Lisbon$/)
    expect(rows).toEqual([
      `  09:00–11:30                focus  Draft the spec  ${first?.id.slice(0, 8)}`,
      `  22:00–02:00 the day after  open   Night owl       ${second?.id.slice(0, 8)}`,
      '',
    ])
    expect((await run('plan', 'list', '--date', 'tomorrow')).out).toContain('22:00 the day before–02:00')
    expect((await run('plan', 'remove', first?.id.slice(0, 6) ?? '')).exit).toBe(0)
    expect(Object.keys(loop.state().plan)).toEqual([second?.id])
    expect((await run('plan', 'undo')).out).toContain('Draft the spec')
    expect((await run('plan', 'redo')).out).not.toContain('Draft the spec')
  })

  test('in another zone: its own date, its own clock', async () => {
    const { run, loop } = await cliApp()
    const ran = await run('plan', 'add', 'together', '6:30+45m', '--zone', 'Pacific/Kiritimati', '--json')
    const added: unknown = JSON.parse(ran.out)
    expect(added).toMatchObject({ start: '2026-11-26T06:30:00+14:00[Pacific/Kiritimati]', minutes: 45 })
    expect(Object.values(loop.state().plan)).toHaveLength(1)
  })

  test.each([
    [['add', 'focus', '9:00-9:00'], 2, /at least 5 minutes/],
    [['add', 'focus', '9:00+0m'], 2, /at least 5 minutes/],
    [['add', 'focus', '9:00+30h'], 2, /at most 24 hours/],
    [['add', 'focus', '9:00-11:00', '--zone', 'Europe/Atlantis'], 2, /“Europe\/Atlantis” is not a time zone/],
    [['add', 'focus', '9:00-11:00', '--date', '2026-02-30'], 2, /“2026-02-30” is not a date/],
    [['add', 'nap', '9:00-11:00'], 2, /“nap” is not a kind of block/],
    [['add', 'focus', 'nine'], 2, /“nine” is not a stretch/],
    [['add', 'focus'], 2, /missing required argument/],
    [['add', 'focus', '9:00-10:00', 'x'.repeat(201)], 1, /did not understand/],
    [['list', '--date', 'someday'], 2, /“someday” is not a date/],
    [['remove', 'nothing'], 1, /no such block/],
    [['undo'], 1, /nothing to take back/],
  ])('%j is refused', async (args, exit, words) => {
    const { run, loop } = await cliApp()
    const before = loop.state()
    const ran = await run('plan', ...args)
    expect(ran.exit).toBe(exit)
    expectSentence(ran, words)
    expect(loop.state()).toBe(before)
  })

  test('a start of an id that fits two blocks removes neither', async () => {
    const two = planOf(
      { ...block('open', '2026-11-26', '10:00', 60), id: 'abc-1' },
      { ...block('open', '2026-11-26', '12:00', 60), id: 'abc-2' },
    )
    const { run, loop } = await cliApp({ state: stateWith({ plan: two }) })
    expectSentence(await run('plan', 'remove', 'abc'), /2 blocks begin with “abc”/)
    expect((await run('plan', 'remove', 'abc-2')).exit).toBe(0)
    expect(Object.keys(loop.state().plan)).toEqual(['abc-1'])
  })
})

const person = (id: string, name: string, more: Partial<Person>): Person => ({
  id,
  name,
  live: true,
  gone: null,
  presence: null,
  manual: null,
  plan: null,
  asOf: NOW,
  ...more,
})

async function inTeam(options: TestAppOptions = {}) {
  const made = await cliApp(options)
  const membership = membershipWith({ team: 't1' })
  await made.loop.dispatch({ type: 'team.joined', membership, invite: null })
  await made.loop.dispatch({
    type: 'link.report',
    team: 't1',
    link: { status: 'online', reason: null, since: NOW, publishedAt: NOW },
  })
  return made
}

describe('team', () => {
  test('who can be reached, and the others when, in my zone', async () => {
    const { run, loop } = await inTeam()
    const people = [
      person('a', 'Ana Duarte', {
        presence: { rule: 4, zone: 'Europe/Lisbon', place: 'home' },
        manual: { state: 'available', until: NOW + 54 * MINUTE },
      }),
      person('b', 'Ben Okafor', {
        presence: { rule: 2, state: 'focusing', until: NOW + 24 * MINUTE, zone: 'Africa/Lagos' },
      }),
      person('d', 'Dev \u001B[31mPatel', { live: false, gone: 'lost', asOf: NOW - 60 * MINUTE }),
    ]
    await loop.dispatch({ type: 'roster.report', team: 't1', name: 'Atlas', full: true, set: people, gone: [] })
    expect((await run('team', 'list')).out.split('\n')).toEqual([
      'Atlas: 1 of 3 reachable now. Your status published 09:06.',
      '  ● Ana Duarte      Available               09:06 Lisbon · home',
      '  ◐ Ben Okafor      Focusing, back 09:30    10:06 Lagos',
      '  ? Dev  [31mPatel  Not known, as of 08:06',
      '',
    ])
  })

  test('host, join, invite, leave are errands of the app', async () => {
    const values: Record<string, string> = {
      'team.host': 't1',
      'team.join': 't1',
      'team.invite': 'https://hub.example/j/abc',
    }
    const made = await inTeam({ runErrand: async ({ type }) => ({ ok: true, value: values[type] ?? '' }) })
    const { run, errands } = made
    expect((await run('team', 'host', 'Atlas', '--as', 'Mia', '--lan')).out).toBe(
      'Hosting Atlas. Teammates join with this link:\nhttps://hub.example/j/abc\n',
    )
    expect((await run('team', 'join', 'https://hub.example/j/abc', '--as', 'Mia')).out).toBe('Joined Atlas.\n')
    expect((await run('team', 'invite')).out).toBe('https://hub.example/j/abc\n')
    expect((await run('team', 'leave', '--team', 'atlas')).out).toBe('Left Atlas.\n')
    expect(errands).toEqual([
      { type: 'team.host', name: 'Atlas', person: 'Mia', lan: true },
      { type: 'team.invite', team: 't1' },
      { type: 'team.join', invite: 'https://hub.example/j/abc', person: 'Mia' },
      { type: 'team.invite', team: 't1' },
      { type: 'team.leave', team: 't1' },
    ])
  })

  test('share says what a team may see and leaves the rest; retry asks the hub again', async () => {
    const { run, loop, errands } = await inTeam({ runErrand: async () => ({ ok: true }) })
    expect((await run('team', 'share', 'place', 'on')).out).toBe('Atlas: sharing place is on.\n')
    expect((await run('team', 'share', 'away', 'on', '--team', 'atlas')).exit).toBe(0)
    await run('team', 'share', 'place', 'off')
    expect(loop.state().teams['t1']?.shares).toEqual({ place: false, away: true })
    expect((await run('team', 'share', 'plan', 'off')).out).toBe('Atlas: sharing plan is off.\n')
    expect((await run('team', 'share', 'zone', 'off')).out).toBe('Atlas: sharing zone is off.\n')
    expect(loop.state().teams['t1']?.shares).toEqual({ place: false, away: true, plan: false, zone: false })
    const said = JSON.parse((await run('status', '--json')).out) as { teams: { shares: unknown }[] }
    expect(said.teams[0]?.shares).toEqual({ plan: false, zone: false, place: false, away: true, skills: false })
    expectSentence(await run('team', 'share', 'titles', 'on'), /place on/)
    expect((await run('team', 'retry')).out).toBe('Atlas: connecting.\n')
    expect(errands).toEqual([{ type: 'team.retry', team: 't1' }])
  })

  test('what the hub refuses is said in one sentence', async () => {
    const { run } = await cliApp({ runErrand: async () => ({ ok: false, code: 'invite_invalid' }) })
    const ran = await run('team', 'join', 'https://hub.example/j/old', '--as', 'Mia')
    expect(ran.exit).toBe(1)
    expectSentence(ran, /used up, expired/)
  })

  test.each([
    [['host', 'Atlas'], 2, /--as NAME/],
    [['invite'], 1, /in no team/],
    [['leave', '--team', 'x'], 1, /in no team/],
    [['join'], 2, /missing required argument/],
  ])('%j is refused', async (args, exit, words) => {
    const { run } = await cliApp()
    const ran = await run('team', ...args)
    expect(ran.exit).toBe(exit)
    expectSentence(ran, words)
  })
})
