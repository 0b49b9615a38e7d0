import { expect, test } from 'vitest'
import { stateWith, teamWith } from '../../../../tests/fakes/state.ts'
import type { TeamDoc } from '../../team/docs.ts'
import { reduce } from '../reduce.ts'
import type { State } from '../state.ts'

const NOW = Date.UTC(2026, 10, 26, 9)
const team = teamWith(NOW)
const wait = (id: string, who: string, on: string, v = 1): TeamDoc => ({
  id: `waiting.${id}`,
  v,
  by: who,
  at: NOW,
  kind: 'waiting',
  body: { who, on, what: id, since: NOW },
})
const hear = (state: State, full: boolean, set: TeamDoc[], gone: string[] = []): State =>
  reduce(state, { type: 'docs.report', team: 't', full, set, gone }, NOW).state
const told = ({ notices }: State): unknown[] => notices.map(({ key, values }) => [key, values])
const start = stateWith({ teams: { t: team } })
const ana = { id: 'ana', name: 'Ana', live: true, gone: null, presence: null, manual: null, plan: null, asOf: null }
const withAna = { ...start, rosters: { t: { ana } } }

test('who is waited for hears of it once, also when all is told again', () => {
  const first = hear(withAna, true, [wait('spec', 'ana', 'me'), wait('other', 'ana', 'ben')])
  expect(told(first)).toEqual([['notice.waitedFor', { name: 'Ana', what: 'spec' }]])
  const read = reduce(first, { type: 'notice.dismiss', id: first.notices[0]?.id ?? '' }, NOW).state
  expect(told(hear(read, true, [wait('spec', 'ana', 'me', 2)]))).toEqual([])
})

test('one whose name is not known yet is somebody', () =>
  expect(told(hear(start, false, [wait('spec', 'ana', 'me')]))).toEqual([
    ['notice.waitedFor.somebody', { what: 'spec' }],
  ]))

test('who waited hears that it is settled, unless it was themselves', () => {
  const waiting = hear(withAna, false, [wait('spec', 'me', 'ana')])
  expect(told(waiting)).toEqual([])
  expect(told(hear(waiting, false, [], ['waiting.spec']))).toEqual([
    ['notice.waitSettled', { name: 'Ana', what: 'spec' }],
  ])
  const write = { type: 'doc.write', team: 't', ref: 'r', doc: 'waiting.spec', base: 1, body: null } as const
  const taken = reduce(waiting, write, NOW).state
  expect(told(hear(taken, false, [], ['waiting.spec']))).toEqual([])
})
