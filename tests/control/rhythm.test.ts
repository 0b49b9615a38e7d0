/** The rhythm, and a day typed in one line, from the command line. */
import { expect, test } from 'vitest'
import { cliApp } from './cliApp.ts'

test('a block comes back on its weekdays, and is ended from today on', async () => {
  const { run, loop } = await cliApp()
  expect((await run('rhythm', 'list')).out).toBe('Your rhythm is empty.\n')
  expect(await run('rhythm', 'add', 'focus', '22:30-1:00', 'Night', 'owl', '--days', 'mon-wed,fri')).toMatchObject({
    exit: 0,
  })
  const [block] = Object.values(loop.state().rhythm.blocks)
  expect(block).toMatchObject({ days: [1, 2, 3, 5], start: '22:30', end: '01:00', title: 'Night owl', every: 1 })
  expect((await run('rhythm', 'list')).out).toMatch(/Mon Tue Wed Fri {2}22:30–01:00 {2}focus {2}Night owl/)
  expect(await run('rhythm', 'remove', block?.id.slice(0, 6) ?? '')).toMatchObject({ exit: 0 })
  expect((await run('rhythm', 'list')).out).toBe('Your rhythm is empty.\n')
  await run('plan', 'undo')
  expect((await run('rhythm', 'list')).out).toContain('Night owl')
})

test('days off, several at once, and back', async () => {
  const { run, loop } = await cliApp()
  expect(await run('rhythm', 'off', '2030-12-24', 'Holidays', '--until', '2030-12-26')).toMatchObject({ exit: 0 })
  expect(loop.state().rhythm.daysOff).toEqual({
    '2030-12-24': 'Holidays',
    '2030-12-25': 'Holidays',
    '2030-12-26': 'Holidays',
  })
  await run('rhythm', 'on', '2030-12-25')
  expect(Object.keys(loop.state().rhythm.daysOff)).toEqual(['2030-12-24', '2030-12-26'])
})

test.each([
  [['rhythm', 'add', 'focus', '9-11', '--days', 'someday'], 'are no weekdays'],
  [['rhythm', 'add', 'focus', '9-9', '--days', 'daily'], '5 minutes'],
  [['rhythm', 'add', 'focus', 'nine', '--days', 'daily'], 'nine'],
  [['rhythm', 'remove', 'nothing'], 'no such'],
  [['plan', 'type', 'focus 9-25'], '“25” is no time of day.'],
])('%j is refused in words', async (args, said) => {
  const { run } = await cliApp()
  const { exit, err } = await run(...args)
  expect(exit).not.toBe(0)
  expect(err.toLowerCase()).toContain(said.toLowerCase())
})

test('a day in one line is one step', async () => {
  const { run, loop } = await cliApp()
  const { out, exit } = await run('plan', 'type', 'focus', '9-11:30,', 'pick', 'up', 'kids', '15-17')
  expect(exit).toBe(0)
  expect(out).toContain('pick up kids')
  expect(Object.values(loop.state().plan).map(({ kind, minutes }) => `${kind} ${minutes}`)).toEqual([
    'focus 150',
    'personal 120',
  ])
  await run('plan', 'undo')
  expect(loop.state().plan).toEqual({})
})
