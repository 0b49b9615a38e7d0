import { afterEach, expect, test } from 'vitest'
import { instantAt } from '../../src/core/time/zone.ts'
import type { TeamDoc } from '../../src/core/team/docs.ts'
import { block, planOf, stateWith, teamWith } from '../fakes/state.ts'
import { NOW, startApp, type TestApp } from './app.ts'
import { cli } from './cli.ts'

let app: TestApp | null = null
afterEach(async () => {
  await app?.stop()
  app = null
})

const docs: readonly TeamDoc[] = [
  {
    id: 'agreement',
    v: 2,
    by: 'ben',
    at: NOW,
    kind: 'agreement',
    body: {
      coreHours: [{ days: [4, 5], start: '15:00', end: '16:00', zone: 'Europe/Lisbon' }],
      responses: { today: 240 },
      text: 'Be kind\nand brief',
    },
  },
  {
    id: 'proposal.x',
    v: 1,
    by: 'ben',
    at: NOW,
    kind: 'proposal',
    body: {
      base: 2,
      agreement: { responses: { today: 120 } },
      why: 'Less waiting',
      state: 'open',
      author: 'ben',
      draft: 1,
      votes: { ben: true },
    },
  },
]

test('a team’s agreement, what is proposed, and who misses core hours', async () => {
  const { settings } = stateWith()
  const at = (time: string): number => instantAt('2026-11-26', time, 'Europe/Lisbon')
  const ben = { start: at('15:00'), end: at('17:00'), state: 'available' as const }
  app = await startApp({
    state: stateWith({
      settings: { ...settings, name: 'Ana', clock: '24' },
      plan: planOf(block('open', '2026-11-26', '12:00', 60)),
      teams: {
        t: teamWith(NOW),
      },
      rosters: {
        t: {
          ben: {
            id: 'ben',
            name: 'Ben',
            live: true,
            gone: null,
            presence: null,
            manual: null,
            asOf: null,
            plan: { zone: 'Europe/Lisbon', intervals: [ben] },
          },
        },
      },
      docs: { t: Object.fromEntries(docs.map((doc) => [doc.id, doc])) },
    }),
  })
  const { out, exit, err } = await cli(app.dataDir, 'team', 'agreement')
  expect(err).toBe('')
  expect(exit).toBe(0)
  expect(out).toContain('Atlas, agreement 2')
  expect(out).toMatch(/Core hours\s+Thu–Fri 15:00–16:00 Lisbon time/)
  expect(out).toMatch(/In our words\s+Be kind and brief/)
  expect(out).toContain('Ben proposes (1 of 2 who have to agree):')
  expect(out).toMatch(/− Answers within\s+today: 4 h/)
  expect(out).toMatch(/\+ Answers within\s+today: 2 h/)
  expect(out).toMatch(/Thursday .*26.*Ana\s+15:00–16:00/)
  const json: unknown = JSON.parse((await cli(app.dataDir, 'team', 'agreement', '--json')).out)
  expect(json).toMatchObject({
    teams: [{ version: 2, missed: [{ who: 'Ana', off: false }, ...Array.from({ length: 6 }, () => ({ off: true }))] }],
  })
})
