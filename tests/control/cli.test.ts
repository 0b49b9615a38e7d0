import { rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { runningSession } from '../../src/core/app/running.ts'
import type { Person } from '../../src/core/sync/records.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { block, planOf, stateWith } from '../fakes/state.ts'
import { newDataDir, NOW, startApp, type TestApp, type TestAppOptions } from './app.ts'
import { cli, type Ran, realCli } from './cli.ts'

const MINUTE = 60_000
const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

async function app(options: TestAppOptions = {}): Promise<TestApp & { run: (...args: string[]) => Promise<Ran> }> {
  const started = await startApp({
    ...options,
    state: { ...(options.state ?? stateWith()), ...in24h(options.state ?? stateWith()) },
  })
  cleanups.push(() => started.stop())
  return { ...started, run: (...args) => cli(started.dataDir, ...args) }
}

/** Times as the tests write them, wherever they run. */
const in24h = ({ settings }: TestAppOptions['state'] & object) => ({ settings: { ...settings, clock: '24' as const } })

function folder(): string {
  const made = newDataDir()
  cleanups.push(() => rmSync(made, { recursive: true, force: true }))
  return made
}

/** One sentence, no stack, and nothing that claims success. */
function expectSentence({ out, err }: Ran, words: RegExp): void {
  expect(err).toMatch(words)
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).not.toMatch(/\n\s+at |Error:|\[object/)
  expect(out).toBe('')
}

describe('focus', () => {
  test.each([
    [['50m'], 50],
    [['1h30'], 90],
    [['until', '9:45'], 39],
    [['until', '8:06am'], 23 * 60],
    [[], 50],
  ])('start %j runs %i minutes', async (length, minutes) => {
    const { run, loop } = await app()
    expect(await run('focus', 'start', ...length, '--title', 'Draft')).toMatchObject({ exit: 0, err: '' })
    expect(runningSession(loop.state(), NOW)).toMatchObject({ title: 'Draft', until: NOW + minutes * MINUTE })
  })

  test('what it says', async () => {
    const { run, clock, loop } = await app({
      state: stateWith({ mute: { ...stateWith().mute, level: 'verified', label: 'dunst 1.9.0' } }),
    })
    await run('focus', 'start', '30m')
    await loop.dispatch({ type: 'mute.report', mute: { ...loop.state().mute, held: true } })
    clock.pass(6 * MINUTE)
    expect(await run('status')).toEqual({
      exit: 0,
      out: 'Focusing, 24 min left, until 09:36. Muted (verified, dunst 1.9.0).\n',
      err: '',
    })
  })

  test.each([
    [{ held: true, level: 'verified', problem: 'undone' }, /You unmuted it by hand/],
    [{ held: true, level: 'verified', alreadyMuted: true }, /Muted before already/],
    [{ level: 'verified', problem: 'timeout' }, /did not answer within five seconds/],
    [{ problem: 'unsupported' }, /offers no way/],
  ] as const)('an honest word about the mute: %j', async (mute, words) => {
    const { run, loop } = await app()
    await run('focus', 'start', '30m')
    await loop.dispatch({ type: 'mute.report', mute: { ...loop.state().mute, ...mute } })
    expect((await run('status')).out).toMatch(words)
  })

  test('extend, interrupt, pause, resume, stop, undo, toggle', async () => {
    const { run, loop, clock } = await app()
    await run('focus', 'start', '50m')
    expect((await run('focus', 'extend', '5m')).out).toContain('55 min left')
    expect((await run('focus', 'interrupt', 'phone', 'rang')).exit).toBe(0)
    expect(runningSession(loop.state(), NOW)).toMatchObject({ interruptions: 1, until: NOW + 55 * MINUTE })
    expect((await run('focus', 'pause')).out).toContain('Paused, 55 min left.')
    expect((await run('focus', 'resume')).exit).toBe(0)
    clock.pass(10 * MINUTE)
    expect((await run('focus', 'stop')).out).toContain('Ended after 10 min of focus.')
    expect(runningSession(loop.state(), clock.now())).toBeNull()
    expect((await run('focus', 'undo')).exit).toBe(0)
    expect(runningSession(loop.state(), clock.now())?.left).toBe(45 * MINUTE)
    await run('focus', 'toggle')
    expect(runningSession(loop.state(), clock.now())).toBeNull()
  })

  test.each([
    [['start', '0m'], 1, /at least a minute/],
    [['start', '30h'], 1, /at most 24 hours/],
    [['start', 'soon'], 2, /“soon” is not a length/],
    [['start', 'until', '25:00'], 2, /“25:00” is not a time/],
    [['stop'], 1, /No focus session is running/],
    [['undo'], 1, /nothing to take back/],
    [['extend', '-5m'], 2, /unknown option/],
    [['strat'], 2, /unknown command/],
  ])('%j is refused in one sentence', async (args, exit, words) => {
    const { run, loop } = await app()
    const before = loop.state()
    const ran = await run('focus', ...args)
    expect(ran.exit).toBe(exit)
    expectSentence(ran, words)
    expect(loop.state()).toBe(before)
  })
})

describe('the ledger', () => {
  test('an interruption with who, how and urgent, the way back, the log and the week', async () => {
    const { run, loop, clock } = await app()
    expect((await run('insights')).out).toContain('no interruption')
    expect((await run('focus', 'log')).out).toBe('No interruption was noted this week.\n')
    await run('focus', 'start', '50m')
    clock.pass(10 * MINUTE)
    await run('focus', 'interrupt', '--who', 'Ben', '--channel', 'Chat', '--urgent', 'the', 'build')
    clock.pass(12 * MINUTE)
    expect((await run('focus', 'back')).exit).toBe(0)
    clock.pass(6 * MINUTE)
    expect((await run('focus', 'log')).out).toBe(
      '2026-11-26 09:16 · chat · Ben · urgent · back after 12 min · the build\n',
    )
    expect((await run('insights')).out).toBe(
      [
        'Today: 28 min of focus in 1 session, 1 interruption.',
        'This week: 28 min of focus in 1 session, 1 interruption.',
        'chat 1',
        'Back at it after 12 min (median of 1 of 1); research says 23 min.',
        '',
      ].join('\n'),
    )
    expect(JSON.parse((await run('focus', 'log', '--json')).out)).toMatchObject([
      { answers: { who: 'Ben', channel: 'chat', urgent: true, note: 'the build' }, refocus: 12 * MINUTE },
    ])
    expect(JSON.parse((await run('insights', '--json')).out)).toMatchObject({ week: { interruptions: 1 } })
    expect(loop.state().ledger.people).toEqual(['Ben'])
  })

  test('is open without a session too; what cannot be is said', async () => {
    const { run } = await app()
    expect((await run('focus', 'interrupt')).exit).toBe(0)
    expect((await run('focus', 'log')).out).toContain('not said')
    expectSentence(await run('focus', 'interrupt', '--channel', 'pigeon'), /pigeon/)
  })
})

describe('status', () => {
  test('set by hand with an end, and cleared', async () => {
    const { run, loop } = await app()
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
    const { run } = await app()
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
    const { run } = await app()
    const ran = await run('status', ...args)
    expect(ran.exit).toBe(2)
    expectSentence(ran, words)
  })
})

describe('plan', () => {
  test('add, list, remove, undo', async () => {
    const { run, loop } = await app()
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
    const { run, loop } = await app()
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
    const { run, loop } = await app()
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
    const { run, loop } = await app({ state: stateWith({ plan: two }) })
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
  const made = await app(options)
  const membership = {
    team: 't1',
    name: 'Atlas',
    me: 'me',
    device: 'd',
    url: 'http://127.0.0.1:1',
    hosted: 'no',
    shares: { place: false },
  } as const
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
    expectSentence(await run('team', 'share', 'titles', 'on'), /place on/)
    expect((await run('team', 'retry')).out).toBe('Atlas: connecting.\n')
    expect(errands).toEqual([{ type: 'team.retry', team: 't1' }])
  })

  test('what the hub refuses is said in one sentence', async () => {
    const { run } = await app({ runErrand: async () => ({ ok: false, code: 'invite_invalid' }) })
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
    const { run } = await app()
    const ran = await run('team', ...args)
    expect(ran.exit).toBe(exit)
    expectSentence(ran, words)
  })
})

describe('the app itself', () => {
  test('mute, open and quit', async () => {
    const { run, loop, errands } = await app()
    expect((await run('mute', 'never')).exit).toBe(0)
    expect(loop.state().settings.mute).toBe('never')
    await run('open', 'team')
    await run('quit', '--force')
    expect(errands).toEqual([
      { type: 'window.open', window: 'team' },
      { type: 'app.quit', force: true },
    ])
  })

  test('an app that goes away did quit', async () => {
    const { run, control } = await app({
      runErrand: async () => {
        await control.stop()
        return { ok: true }
      },
    })
    expect(await run('quit')).toEqual({ exit: 0, out: '', err: '' })
  })

  test.each([
    [['mute', 'sometimes'], /one of with, always, never/],
    [['open', 'sesame'], /one of planner/],
    [['dance'], /unknown command/],
    [['--dance'], /unknown option/],
  ])('%j is refused', async (args, words) => {
    const { run } = await app()
    const ran = await run(...args)
    expect(ran.exit).toBe(2)
    expectSentence(ran, words)
  })
})

/** Something listens where a Tideline should, and says this to everything. */
async function impostor(says: string | null): Promise<string> {
  const dataDir = folder()
  const socketPath = path.join(dataDir, 'control.sock')
  const server: Server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', () => {
      if (says === null) socket.destroy()
      else socket.write(says)
    })
  })
  await new Promise<void>((resolve) => void server.listen(socketPath, resolve))
  writeFileSync(path.join(dataDir, 'control.json'), JSON.stringify({ path: socketPath, pid: process.pid }))
  cleanups.push(() => new Promise((resolve) => void server.close(resolve)))
  return dataDir
}

describe('an app that is not there or not itself', () => {
  test.each([
    ['words', 'hello\n'],
    ['another JSON', '{"jsonrpc":"2.0"}\n'],
    ['an answer to something else', '{"id":99,"ok":true}\n'],
    ['an answer without its facts', '{"id":1,"ok":true,"value":{"now":"noon"}}\n'],
    ['bytes', '\u0000\u0001\n'],
  ])('that says %s', async (_name, says) => {
    const ran = await cli(await impostor(says), 'status')
    expect(ran.exit).toBe(4)
    expectSentence(ran, /not a Tideline of this version/)
  })

  test('that hangs up', async () => {
    const ran = await cli(await impostor(null), 'focus', 'start', '50m')
    expect(ran.exit).toBe(4)
    expectSentence(ran, /did not answer/)
  })

  test('a note of one that was killed', async () => {
    const dataDir = folder()
    writeFileSync(
      path.join(dataDir, 'control.json'),
      JSON.stringify({ path: path.join(dataDir, 'control.sock'), pid: 1 }),
    )
    const ran = await cli(dataDir, 'status')
    expect(ran.exit).toBe(3)
    expectSentence(ran, /is not running/)
  })

  test('a note that is garbage', async () => {
    const dataDir = folder()
    writeFileSync(path.join(dataDir, 'control.json'), '{{{')
    expect((await cli(dataDir, 'status')).exit).toBe(3)
  })
})

describe('the real program', () => {
  test('finds the app by --data-dir and by TIDELINE_DATA, and does what is asked', { timeout: 30_000 }, async () => {
    const { dataDir, loop } = await app()
    expect(await realCli(['--data-dir', dataDir, 'focus', 'start', '50m'])).toEqual({
      exit: 0,
      out: 'Focusing, 50 min left, until 09:56. Not muted: this desktop offers no way.\n',
      err: '',
    })
    const { out } = await realCli(['status', '--json'], { TIDELINE_DATA: dataDir })
    expect(JSON.parse(out)).toMatchObject({ session: { phase: 'running' } })
    expect(runningSession(loop.state(), NOW)?.phase).toBe('running')
  })

  test('says in one sentence what is wrong, with an exit code', { timeout: 30_000 }, async () => {
    const { dataDir } = await app()
    const home = folder()
    const [zero, none, unknown] = await Promise.all([
      realCli(['--data-dir', dataDir, 'plan', 'add', 'focus', '9:00-9:00']),
      realCli(['status'], { HOME: home }),
      realCli(['--data-dir', dataDir, 'status'], { TIDELINE_DATA: home, LC_ALL: 'C' }),
    ])
    expect(zero.exit).toBe(2)
    expectSentence(zero, /at least 5 minutes/)
    expect(none.exit).toBe(3)
    expectSentence(none, /not running .*npm start/)
    expect(unknown.exit).toBe(0)
  })
})
