import { describe, expect, test } from 'vitest'
import { fakeDisk } from '../../tests/fakes/world.ts'
import { block, planOf, rhythmBlock, rhythmOf, stateWith } from '../../tests/fakes/state.ts'
import { reduce } from '../core/app/reduce.ts'
import type { State } from '../core/app/state.ts'
import { edgeAt, monthsBefore } from '../core/planner/months.ts'
import type { Intent } from '../core/app/intent.ts'
import { changeRhythm } from '../core/planner/rhythmEdit.ts'
import { DAY } from '../core/time/instant.ts'
import { instantAt } from '../core/time/zone.ts'
import { createPlanMonths } from './planMonths.ts'
import { saveChanges } from './saving.ts'

const NOW = Date.UTC(2026, 10, 26, 9, 6)
const old = block('focus', '2019-03-05', '09:00', 60, { id: 'old' })
const older = block('open', '2018-11-30', '23:30', 120, { id: 'older' })
const now = block('focus', '2026-11-26', '09:00', 60, { id: 'now' })

/** The app's own way: what must be read is read, then it is decided, then it is saved. */
function app(plan: State['plan'], disk = fakeDisk(), more: Partial<State> = {}) {
  let state = stateWith({ plan, ...more })
  const months = createPlanMonths({
    keeper: disk.keeper,
    edge: edgeAt(NOW),
    months: () => [...disk.files.keys()].flatMap((name) => /^plan-(.*)$/.exec(name)?.[1] ?? []),
    rhythm: () => state.rhythm,
    plan,
  })
  const dispatch = (intent: Intent): void => {
    for (const read of months.before(intent, state)) dispatch(read)
    const { state: after } = reduce(state, intent, NOW)
    if (intent.type !== 'plan.months') saveChanges({ keeper: disk.keeper, now: NOW, months }, state, after)
    state = after
  }
  const look = (date: string): void => {
    const start = instantAt(date, '00:00', 'Europe/Lisbon')
    months.reading({ start, end: start + DAY }).forEach(dispatch)
  }
  const putAway = async (): Promise<void> => (await months.putAway(() => state)).forEach(dispatch)
  return { disk, months, dispatch, look, putAway, state: () => state }
}

const ids = (state: State): string[] => Object.keys(state.plan).toSorted()
const fileIds = (disk: ReturnType<typeof fakeDisk>, name: string): string[] =>
  Object.keys(disk.files.get(name) ?? {}).toSorted()

describe('old months', () => {
  test('the edge is the month before this one, over the turn of the year too', () => {
    expect(edgeAt(Date.UTC(2026, 0, 3))).toBe('2025-12')
    expect(edgeAt(Date.UTC(2026, 10, 30))).toBe('2026-10')
    const start = Date.UTC(2025, 11, 31)
    expect(monthsBefore('2026-05', { start, end: start + DAY })).toEqual(['2025-12', '2026-01'])
  })

  test('are put away once, and come back when a day of them is looked at', async () => {
    const { disk, putAway, look, state } = app(planOf(old, older, now))
    await putAway()
    expect(ids(state())).toEqual(['now'])
    expect(fileIds(disk, 'plan')).toEqual(['now'])
    expect(fileIds(disk, 'plan-2019-03')).toEqual(['old'])
    look('2018-12-01')
    expect(ids(state())).toEqual(['now', 'older'])
  })

  test('nothing is lost by a change before they are put away', async () => {
    const { disk, dispatch, putAway, months, state } = app(planOf(old, older, now))
    dispatch({ type: 'plan.change', id: 'now', change: { title: 'Draft' } })
    expect(fileIds(disk, 'plan')).toEqual(['now', 'old', 'older'])
    await putAway()
    expect(Object.keys(months.whole(state())).toSorted()).toEqual(['now', 'old', 'older'])
  })

  test('a block of an old month is changed, moved here, undone and removed in its own file', async () => {
    const { disk, putAway, look, dispatch } = app(planOf(old, older, now))
    await putAway()
    look('2019-03-05')
    dispatch({ type: 'plan.change', id: 'old', change: { title: 'Then' } })
    expect(disk.files.get('plan-2019-03')).toMatchObject({ old: { title: 'Then' } })
    dispatch({ type: 'plan.change', id: 'old', change: { start: now.start } })
    expect(fileIds(disk, 'plan-2019-03')).toEqual([])
    expect(fileIds(disk, 'plan')).toEqual(['now', 'old'])
    dispatch({ type: 'plan.undo' })
    expect(fileIds(disk, 'plan-2019-03')).toEqual(['old'])
    expect(fileIds(disk, 'plan')).toEqual(['now'])
    dispatch({ type: 'plan.remove', id: 'old' })
    expect(fileIds(disk, 'plan-2019-03')).toEqual([])
  })

  test('those that nobody looked at for long leave memory, and undo still finds their blocks', async () => {
    const many = Array.from({ length: 12 }, (_none, at) =>
      block('focus', `2020-${String(at + 1).padStart(2, '0')}-15`, '09:00', 60, { id: `m${at + 1}` }),
    )
    const { disk, putAway, look, dispatch, state } = app(planOf(...many, now))
    await putAway()
    look('2020-01-15')
    dispatch({ type: 'plan.remove', id: 'm1' })
    for (let month = 2; month <= 12; month += 1) look(`2020-${String(month).padStart(2, '0')}-15`)
    expect(ids(state())).toHaveLength(7)
    dispatch({ type: 'plan.undo' })
    expect(fileIds(disk, 'plan-2020-01')).toEqual(['m1'])
    expect(state().plan['m1']).toBeDefined()
  })

  test('an exception put away before its block was parted belongs to the half that has its date', async () => {
    const rhythm = rhythmOf(rhythmBlock('deep', '09:00', '11:00', {}))
    const moved = block('focus', '2020-05-04', '14:00', 60, { id: '2020-05-04@deep' })
    const { putAway, look, dispatch, state } = app(planOf(moved, now), fakeDisk(), { rhythm })
    await putAway()
    dispatch({
      type: 'rhythm.change',
      id: 'deep',
      change: { title: 'New' },
      from: '2026-11-20',
      as: 'before',
    })
    look('2020-05-04')
    expect(state().plan['2020-05-04@before']).toMatchObject({ minutes: 60 })
    expect(state().plan['2020-05-04@deep']).toBeUndefined()
  })

  test('a block that is removed from an old date on takes its old exceptions with it', async () => {
    const rhythm = rhythmOf(rhythmBlock('deep', '09:00', '11:00', {}))
    const exception = (date: string) => block('focus', date, '14:00', 60, { id: `${date}@deep` })
    const plan = planOf(exception('2020-05-04'), exception('2020-05-20'), exception('2020-07-01'), now)
    const { disk, putAway, dispatch } = app(plan, fakeDisk(), { rhythm })
    await putAway()
    dispatch({ type: 'rhythm.remove', id: 'deep', from: '2020-05-12' })
    expect(fileIds(disk, 'plan-2020-05')).toEqual(['2020-05-04@deep'])
    expect(fileIds(disk, 'plan-2020-07')).toEqual([])
  })

  test('parting again keeps the whole line of ancestors', () => {
    const first = { plan: {}, rhythm: rhythmOf(rhythmBlock('a', '09:00', '11:00', {})) }
    const once = changeRhythm(first, 'a', { title: 'x' }, { from: '2026-11-20', as: 'b', today: '2026-11-26' })
    if (typeof once === 'string') throw new Error(once)
    const twice = changeRhythm(once, 'b', { title: 'y' }, { from: '2026-11-10', as: 'c', today: '2026-11-26' })
    if (typeof twice === 'string') throw new Error(twice)
    expect(twice.rhythm.blocks['c']?.was).toEqual(['b', 'a'])
  })
})

test('a full disk while a block changes months leaves it in one of them', async () => {
  const { disk, putAway, look, dispatch, months, state } = app(planOf(old, now))
  await putAway()
  look('2019-03-05')
  disk.refuse('disk_full')
  expect(() => dispatch({ type: 'plan.change', id: 'old', change: { start: now.start } })).toThrow('disk_full')
  disk.refuse(null)
  expect(Object.keys(months.whole(state())).toSorted()).toEqual(['now', 'old'])
})
