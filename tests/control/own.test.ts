/** A block's change, settings, the program that runs with focus, and the inbox, from the command line. */
import { expect, test } from 'vitest'
import { stateWith } from '../fakes/state.ts'
import { line, say } from './app.ts'
import { type CliApp, cliApp } from './cliApp.ts'

const app = (hook: readonly string[] = []): Promise<CliApp> => {
  const base = stateWith()
  return cliApp({ state: { ...base, settings: { ...base.settings, hook: [...hook] } } })
}

test('settings are listed and changed, and what cannot be set is refused', async () => {
  const { run, loop } = await app()
  expect((await run('settings')).out).toContain('defaultMinutes  50\n')
  expect(await run('settings', 'set', 'defaultMinutes', '25')).toMatchObject({
    exit: 0,
    out: 'defaultMinutes is now 25.\n',
  })
  await run('settings', 'set', 'focusView', 'true')
  await run('settings', 'set', 'awayAfterMinutes', '5')
  await run('settings', 'set', 'focus.target', '180')
  await run('settings', 'set', 'limits.rest', '600')
  expect((await run('settings')).out).toContain('limits.rest  600\n')
  expect((await run('settings')).out).toContain('focus.target  180\n')
  expect(loop.state().settings).toMatchObject({ awayAfterMinutes: 5, focus: { target: 180, rest: 10 } })
  await run('settings', 'set', 'name', 'Noor Haddad')
  expect(loop.state().settings).toMatchObject({ defaultMinutes: 25, focusView: true, name: 'Noor Haddad' })
  for (const [name, value] of [
    ['defaultMinutes', '1'],
    ['nothing', 'x'],
    ['hook', 'rm'],
    ['theme', 'pink'],
    ['focus.target', '-1'],
    ['focus.nothing', '1'],
    ['theme.dark', 'true'],
  ] as const) {
    const { exit, err } = await run('settings', 'set', name, value)
    expect({ exit, err }).toEqual({
      exit: 2,
      err: `“${name}” cannot be set to “${value}”. “tideline settings” lists what there is.\n`,
    })
  }
  expect(JSON.parse((await run('settings', '--json')).out)).toMatchObject({ defaultMinutes: 25 })
})

test('a program is asked for, with its arguments as they were typed', async () => {
  const { run, errands } = await app(['notify-send', 'a b'])
  expect((await run('hook')).out).toBe('"notify-send" "a b"\n')
  expect((await run('hook', 'set', '--', 'say', '--loud', '$HOME; x')).exit).toBe(0)
  expect((await run('hook', 'clear')).out).toBe('No program runs with focus.\n')
  expect(errands).toEqual([
    { type: 'hook.set', argv: ['say', '--loud', '$HOME; x'] },
    { type: 'hook.set', argv: [] },
  ])
})

test('no program on this computer can set it without the question: there is no other wish', async () => {
  const { control, loop } = await app()
  const bad = [
    { type: 'settings.change', change: { hook: ['rm'] } },
    { type: 'hook.agreed', argv: ['rm'] },
    { type: 'hook.set', argv: [''] },
    { type: 'hook.set', argv: ['a\0b'] },
    { type: 'hook.set', argv: Array.from({ length: 33 }, () => 'x') },
  ]
  const answers = await say(control.path, bad.map((wish, id) => line({ id, do: wish })).join(''))
  expect(answers.map((answer) => (answer as { code: string }).code)).toEqual([
    'bad_wish',
    'bad_wish',
    'hook_bad',
    'hook_bad',
    'hook_bad',
  ])
  expect(loop.state().settings.hook).toEqual([])
})

test('the inbox is filled, ticked off and emptied; an id that fits several is not guessed', async () => {
  const { run, loop } = await app()
  expect((await run('inbox')).out).toBe('The inbox is empty.\n')
  const added = await run('inbox', 'add', 'Review', 'PR', '418')
  const id = added.out.slice(0, 8)
  expect(added.out).toBe(`${id}  · Review PR 418\n`)
  expect((await run('inbox', 'done', id)).out).toBe(`${id}  ✓ Review PR 418\n`)
  expect((await run('inbox', 'reopen', id)).out).toBe(`${id}  · Review PR 418\n`)
  await run('inbox', 'add', 'Another')
  expect(await run('inbox', 'done', '')).toMatchObject({
    exit: 2,
    err: expect.stringContaining('2 items have an id') as string,
  })
  expect(await run('inbox', 'done', 'zzz')).toMatchObject({
    exit: 2,
    err: 'No item has an id that starts with “zzz”.\n',
  })
  expect((await run('inbox', 'remove', id)).out).toBe('Removed “Review PR 418”.\n')
  expect(Object.values(loop.state().inbox).map(({ title }) => title)).toEqual(['Another'])
})

test('a task has an estimate and waits for somebody; an empty value takes that away', async () => {
  const { run, loop } = await app()
  const added = await run('task', 'add', 'Schema', '--estimate', '1h30', '--waiting-on', 'Ana')
  const id = added.out.slice(0, 8)
  expect(added.out).toBe(`${id}  · Schema · 1 h 30 · waiting on Ana\n`)
  expect((await run('task', 'list')).out).toBe(added.out)
  expect((await run('task', 'change', id, '--estimate', '', '--waiting-on', '')).out).toBe(`${id}  · Schema\n`)
  expect(await run('task', 'add', 'Much', '--estimate', '900h')).toMatchObject({
    exit: 2,
    err: 'An estimate is one minute to a hundred hours, such as 45m or 2h.\n',
  })
  expect(Object.values(loop.state().inbox)).toHaveLength(1)
  expect((await run('task', 'done', id)).out).toBe(`${id}  ✓ Schema\n`)
})

test('a block is changed; what is not said stays', async () => {
  const { run, loop } = await app()
  await run('plan', 'add', 'focus', '9:00-11:30', 'Draft', '--date', '2026-11-26')
  const [id = ''] = Object.keys(loop.state().plan)
  const block = () => loop.state().plan[id]
  const ran = await run('plan', 'change', id.slice(0, 6), '--time', '14:00-15:00', '--title', 'Review')
  expect(ran.out).toMatch(
    /^Changed to .*14:00–15:00, focus, Review \([0-9a-f]{8}\); “tideline plan undo” takes it back\.\n$/,
  )
  expect(block()).toMatchObject({ start: '2026-11-26T14:00:00+00:00[Europe/Lisbon]', minutes: 60, kind: 'focus' })
  await run('plan', 'change', id, '--date', '2026-11-27', '--kind', 'open')
  expect(block()).toMatchObject({ start: '2026-11-27T14:00:00+00:00[Europe/Lisbon]', minutes: 60, title: 'Review' })
  expect((await run('plan', 'change', id)).err).toMatch(/--time, --date/)
  expect(await run('plan', 'change', id, '--time', '9-9')).toMatchObject({ exit: 2 })
  expect(await run('plan', 'change', 'nothing', '--title', 'x')).toMatchObject({ exit: 1 })
  await run('plan', 'undo')
  expect(block()).toMatchObject({ kind: 'focus', start: '2026-11-26T14:00:00+00:00[Europe/Lisbon]' })
})
