/** Reply-by and knocks from the command line. */
import { expect, onTestFinished, test } from 'vitest'
import type { Person } from '../../src/core/sync/records.ts'
import { MINUTE } from '../../src/core/time/instant.ts'
import { NOW, startApp, type TestApp } from './app.ts'
import { cli } from './cli.ts'

const membership = {
  team: 't1',
  name: 'Atlas',
  me: 'me',
  device: 'd',
  url: 'http://127.0.0.1:1',
  hosted: 'no',
} as const
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
  await dispatch({ type: 'team.joined', membership: { ...membership, shares: { place: false } }, invite: null })
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
