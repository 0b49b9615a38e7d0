/** Reply-by and knocks from the command line. */
import { expect, onTestFinished, test } from 'vitest'
import type { Person } from '../../src/core/sync/records.ts'
import { MINUTE } from '../../src/core/time/instant.ts'
import { NOW, startApp, type TestApp } from './app.ts'
import { membershipWith } from '../fakes/state.ts'
import { cli } from './cli.ts'

const ZONE = 'Europe/Lisbon'
const spans = [60, 180].map((from) => ({ start: NOW + from * MINUTE, end: NOW + (from + 30) * MINUTE }))
const ana: Person = {
  ...{ id: 'a', name: 'Ana', live: true, gone: null, asOf: NOW, manual: null, presence: { rule: 4, zone: ZONE } },
  plan: { zone: ZONE, intervals: spans.map((span) => ({ ...span, state: 'available' })) },
}

async function inTeam() {
  const made = await startApp()
  onTestFinished(made.stop)
  const { dispatch } = made.loop
  await dispatch({ type: 'settings.change', change: { clock: '24' } })
  await dispatch({ type: 'team.joined', membership: membershipWith({ team: 't1' }), invite: null })
  const link = { status: 'online', reason: null, since: NOW, publishedAt: NOW } as const
  await dispatch({ type: 'link.report', team: 't1', link })
  await dispatch({ type: 'roster.report', team: 't1', name: 'Atlas', full: true, set: [ana], gone: [] })
  return { ...made, run: (...args: string[]) => cli(made.dataDir, ...args) }
}

const agree = ({ loop }: Pick<TestApp, 'loop'>) => {
  const agreement = { id: 'agreement', v: 1, by: 'a', at: NOW, kind: 'agreement' } as const
  const set = [{ ...agreement, body: { responses: { whenever: 45 } } }]
  return loop.dispatch({ type: 'docs.report', team: 't1', full: true, set, gone: [] })
}

test('by when somebody answers is said where the team agreed on it', async () => {
  const made = await inTeam()
  expect((await made.run('team', 'list')).out).not.toContain('reply-by')
  await agree(made)
  expect((await made.run('team', 'list')).out).toContain('reply-by 12:21')
})

test('a knock says when it is seen and answered, once the hub has it; before, that it is kept here', async () => {
  const made = await inTeam()
  await agree(made)
  const sending = made.run('knock', 'an', 'The', '\u202Econtract?', '--today', '--link', 'https://example.org/c')
  await expect.poll(() => Object.keys(made.loop.state().letters)).toHaveLength(1)
  const [letter] = Object.values(made.loop.state().letters)
  const id = letter?.id ?? ''
  expect(letter).toMatchObject({
    is: 'waiting',
    body: { kind: 'knock', urgency: 'today', text: 'The  contract?', link: 'https://example.org/c' },
  })
  await made.loop.dispatch({ type: 'papers.answered', team: 't1', ref: `send:${id}`, answer: { ok: true } })
  expect(await sending).toMatchObject({
    exit: 0,
    out: 'They will see it in their next break, 10:06 your time at the latest. Expect an answer by 12:36.\n',
  })
  expect((await made.run('knocks')).out).toMatch(
    /^1 {2}To Ana {2}The {2}contract\? https:\/\/example.org\/c {2}They will/,
  )
  expect((await made.run('knocks', 'done', '1')).out).toBe('Done.\n')
  expect((await made.run('knocks')).out).toBe('Nothing waits for you.\n')
})

test('what waits for me is listed, answered, put off and done', async () => {
  const { run, loop } = await inTeam()
  const come = async (id: string, text: string) => {
    const item = { i: id, from: 'a', at: NOW, claim: null, body: { kind: 'knock', urgency: 'today', text } } as const
    await loop.dispatch({ type: 'items.report', team: 't1', full: false, items: [item], gone: [] })
    await loop.dispatch({ type: 'papers.answered', team: 't1', ref: `claim:${id}`, answer: { ok: true } })
  }
  await come('aaaaaaaaaaaaaaaa', 'First')
  await come('bbbbbbbbbbbbbbbb', 'Sec\nond')
  expect((await run('knocks')).out).toBe('1  Ana, today  First\n2  Ana, today  Sec ond\n')
  expect(await run('knocks', 'later', '2', 'hour')).toMatchObject({ exit: 0 })
  expect((await run('knocks')).out).toContain('put off until 10:06 at the earliest')
  expect((await run('knocks', 'reply', '1', 'Yes')).out).toBe('Answered Ana.\n')
  expect(Object.values(loop.state().letters)).toMatchObject([
    { id: 'bbbbbbbbbbbbbbbb' },
    { way: 'out', body: { kind: 'reply', re: 'aaaaaaaaaaaaaaaa', text: 'Yes' } },
  ])
})

test('what cannot be is one sentence', async () => {
  const { run } = await inTeam()
  const problem = async (...words: string[]) => (await run(...words)).err
  expect(await problem('knock', 'nobody', 'x')).toBe('“nobody” does not fit one teammate alone. There are: Ana.\n')
  expect(await problem('knock', 'ana')).toBe('Say what it is about, or give a link.\n')
  expect(await problem('knock', 'ana', 'x'.repeat(501))).toMatch(/longer than 500/)
  expect(await problem('knock', 'ana', 'x', '--link', 'loom.com')).toMatch(/https/)
  expect(await problem('knocks', 'done', '7')).toMatch(/not here any more/)
  expect(await problem('knocks', 'later', '1', 'never')).toMatch(/never|not here/)
  expect(await run('knocks', 'alert', 'ana')).toMatchObject({ out: 'You will be told when Ana can be reached.\n' })
  expect(await run('knocks', 'alert', 'ana', '--off')).toMatchObject({ exit: 0 })
})
