/** Focus and its ledger from the command line. */
import { describe, expect, test } from 'vitest'
import { runningSession } from '../../src/core/app/running.ts'
import { stateWith } from '../fakes/state.ts'
import { NOW } from './app.ts'
import { cliApp, expectSentence } from './cliApp.ts'

const MINUTE = 60_000

describe('focus', () => {
  test.each([
    [['50m'], 50],
    [['1h30'], 90],
    [['until', '9:45'], 39],
    [['until', '8:06am'], 23 * 60],
    [[], 50],
  ])('start %j runs %i minutes', async (length, minutes) => {
    const { run, loop } = await cliApp()
    expect(await run('focus', 'start', ...length, '--title', 'Draft')).toMatchObject({ exit: 0, err: '' })
    expect(runningSession(loop.state(), NOW)).toMatchObject({ title: 'Draft', until: NOW + minutes * MINUTE })
  })

  test('what it says', async () => {
    const { run, clock, loop } = await cliApp({
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
    const { run, loop } = await cliApp()
    await run('focus', 'start', '30m')
    await loop.dispatch({ type: 'mute.report', mute: { ...loop.state().mute, ...mute } })
    expect((await run('status')).out).toMatch(words)
  })

  test('extend, interrupt, pause, resume, stop, undo, toggle', async () => {
    const { run, loop, clock } = await cliApp()
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
    const { run, loop } = await cliApp()
    const before = loop.state()
    const ran = await run('focus', ...args)
    expect(ran.exit).toBe(exit)
    expectSentence(ran, words)
    expect(loop.state()).toBe(before)
  })
})

describe('the ledger', () => {
  test('an interruption with who, how and urgent, the way back, the log and the week', async () => {
    const { run, loop, clock } = await cliApp()
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
    const { run } = await cliApp()
    expect((await run('focus', 'interrupt')).exit).toBe(0)
    expect((await run('focus', 'log')).out).toContain('not said')
    expectSentence(await run('focus', 'interrupt', '--channel', 'pigeon'), /pigeon/)
  })
})
