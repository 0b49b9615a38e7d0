import { expect, test } from 'vitest'
import { block, planOf, stateWith } from '../../../tests/fakes/state.ts'
import type { Session } from '../focus/session.ts'
import { type Instant, MINUTE } from '../time/instant.ts'
import { instantAt, wallTimeIn } from '../time/zone.ts'
import { proposalOf } from './proposal.ts'
import { reduce } from './reduce.ts'
import { slipOf } from './slips.ts'
import { noSession, type State } from './state.ts'

const DATE = '2026-11-26'
const ZONE = 'Europe/Lisbon'
const at = (time: string): Instant => instantAt(DATE, time, ZONE)
const early = block('focus', DATE, '07:00', 60, { id: 'early' })
const draft = block('focus', DATE, '09:00', 120, { id: 'draft' })
const mail = block('open', DATE, '11:00', 60, { id: 'mail' })

const session = (id: string, from: string, to: string): Session => [
  { type: 'started', at: at(from), session: id, until: at(to), block: id },
  { type: 'ended', at: at(to), session: id, how: 'completed' },
]
const running = (until: string): Session => [
  { type: 'started', at: at('09:00'), session: 's', until: at(until), block: 'draft' },
]
const lived = (change: Partial<State> = {}): State =>
  stateWith({
    plan: planOf(early, draft, mail),
    session: { ...noSession, past: [session('early', '07:00', '08:00')] },
    ...change,
  })
const told = (state: State, now: string): string[] =>
  (proposalOf(state, at(now))?.moves ?? []).map(
    ({ id, how, after }) => `${id} ${wallTimeIn(after.start, ZONE)} +${(after.end - after.start) / MINUTE} ${how}`,
  )

test('a session that goes on past its block moves what follows; taken over it is one step to undo', () => {
  const state = lived({ session: { ...noSession, current: running('11:30') } })
  const proposal = proposalOf(state, at('10:50'))
  expect(proposal).toMatchObject({ why: 'over', about: 'draft', until: at('11:30') })
  expect(told(state, '10:50')).toEqual(['draft 09:00 +150 extended', 'mail 11:30 +60 moved'])
  const taken = reduce(state, { type: 'plan.addAll', blocks: [...(proposal?.blocks ?? [])] }, at('10:50')).state
  expect(proposalOf(taken, at('10:50'))).toBeNull()
  expect(reduce(taken, { type: 'plan.undo' }, at('10:51')).state.plan).toEqual(state.plan)
})

test('a session within its block, and one without a block, slip nothing', () => {
  expect(slipOf(lived({ session: { ...noSession, current: running('10:45') } }), at('10:00'))).toBeNull()
  const loose: Session = [{ type: 'started', at: at('09:00'), session: 's', until: at('12:00') }]
  expect(slipOf(lived({ session: { ...noSession, current: loose } }), at('11:30'))).toBeNull()
})

test('ten minutes late is not missed; then the block begins now, and at its end it goes into free time', () => {
  expect(slipOf(lived(), at('09:09'))).toBeNull()
  expect(slipOf(lived(), at('09:10'))).toEqual({ over: null, late: ['draft'], missed: [] })
  expect(told(lived(), '09:10')).toEqual(['draft 09:10 +120 moved', 'mail 11:10 +60 moved'])
  expect(told(lived(), '11:15')).toEqual(['draft 12:00 +120 moved'])
})

test('a block that was focused in is not missed, and neither is any by who never uses the timer', () => {
  const done = { ...noSession, past: [session('early', '07:00', '08:00'), session('draft', '09:40', '10:30')] }
  expect(slipOf(lived({ session: done }), at('11:15'))).toBeNull()
  expect(slipOf(lived({ session: noSession }), at('11:15'))).toBeNull()
})

test('nothing is proposed to who wants no proposals', () => {
  const { settings } = stateWith()
  expect(proposalOf(lived({ settings: { ...settings, reflow: false } }), at('09:10'))).toBeNull()
})

test('core hours that a team agreed on stay, and so does the rest before tomorrow', () => {
  const body = { coreHours: [{ days: [4], start: '11:00', end: '12:00' }] }
  const docs: State['docs'] = { t: { agreement: { id: 'agreement', kind: 'agreement', v: 1, at: 0, by: 'p', body } } }
  const state = lived({ docs })
  expect(told(state, '09:10')).toEqual(['draft 09:10 +110 shortened'])
  const dawn = block('open', '2026-11-27', '00:30', 60)
  expect(told(lived({ plan: planOf(early, draft, mail, dawn) }), '11:15')).toEqual(['draft 12:00 +90 shortened'])
})
