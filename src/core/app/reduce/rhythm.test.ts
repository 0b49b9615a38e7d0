import { describe, expect, test } from 'vitest'
import { rhythmBlock, rhythmOf, stateWith } from '../../../../tests/fakes/state.ts'
import { dayWindow } from '../../planner/day.ts'
import { plannedIn } from '../../planner/planned.ts'
import { HOUR } from '../../time/instant.ts'
import { instantAt } from '../../time/zone.ts'
import { myAvailability, outgoingFor } from '../desired.ts'
import { type Intent, readWish } from '../intent.ts'
import { reduce } from '../reduce.ts'
import { statusReport } from '../report/status.ts'
import { planReport } from '../report/plan.ts'
import type { State } from '../state.ts'

const TODAY = '2026-11-26'
const NOW = instantAt(TODAY, '09:06', 'Europe/Lisbon')
const deep = rhythmBlock('deep', '09:00', '11:00', { days: [1, 2, 3, 4, 5], title: 'Deep work' })
const mail = rhythmBlock('mail', '11:00', '12:00', { kind: 'open' })
const lived = stateWith({ rhythm: rhythmOf(deep, mail) })

function after(state: State, ...intents: readonly Intent[]): State {
  return intents.reduce((before, intent) => {
    const { state: next, outcome } = reduce(before, intent, NOW)
    if (!outcome.ok) throw new Error(outcome.code)
    return next
  }, state)
}
const shown = (state: State, date = TODAY): string[] =>
  plannedIn(state, dayWindow(date, 'Europe/Lisbon')).map(({ id, start }) => `${id} ${start.slice(11, 16)}`)

describe('changing the rhythm', () => {
  const anew = {
    type: 'rhythm.change',
    id: 'deep',
    change: { start: '08:00', end: '10:00' },
    from: TODAY,
    as: 'old',
  } as const

  test('is one step to undo, together with the plan', () => {
    const one = after(lived, { type: 'plan.remove', id: `${TODAY}@mail` }, anew)
    expect(shown(one)).toEqual([`${TODAY}@deep 08:00`])
    expect(shown(after(one, { type: 'plan.undo' }))).toEqual([`${TODAY}@deep 09:00`])
    const back = after(one, { type: 'plan.undo' }, { type: 'plan.undo' })
    expect([back.plan, back.rhythm]).toEqual([lived.plan, lived.rhythm])
    expect(shown(after(back, { type: 'plan.redo' }, { type: 'plan.redo' }))).toEqual(shown(one))
  })

  test('a change of a block on a day is for that day only', () => {
    const moved = after(lived, { type: 'plan.change', id: `${TODAY}@deep`, change: { minutes: 30 } })
    expect(moved.plan[`${TODAY}@deep`]?.minutes).toBe(30)
    expect(moved.rhythm).toBe(lived.rhythm)
    expect(shown(after(moved, { type: 'rhythm.restore', id: 'deep', date: TODAY }))).toEqual(shown(lived))
  })

  test('a removed exception does not bring the occurrence back', () => {
    const moved = after(lived, { type: 'plan.change', id: `${TODAY}@deep`, change: { minutes: 30 } })
    expect(shown(after(moved, { type: 'plan.remove', id: `${TODAY}@deep` }))).toEqual([`${TODAY}@mail 11:00`])
  })

  test('days off and back', () => {
    const off = after(lived, { type: 'rhythm.dayOff', dates: [TODAY, '2026-11-27'], name: 'Away' })
    expect([shown(off), shown(off, '2026-11-27'), shown(off, '2026-11-30').length]).toEqual([[], [], 2])
    expect(shown(after(off, { type: 'rhythm.dayOn', dates: [TODAY] }))).toHaveLength(2)
  })

  test.each([
    [{ type: 'rhythm.add', blocks: [deep] }, 'block_exists'],
    [{ type: 'rhythm.skip', id: 'none', date: TODAY }, 'no_such_block'],
    [{ type: 'plan.remove', id: `2026-11-28@deep` }, 'no_such_block'],
    [
      {
        type: 'plan.add',
        block: {
          id: `${TODAY}@deep`,
          kind: 'open',
          title: '',
          start: `${TODAY}T10:00:00+00:00[Europe/Lisbon]`,
          minutes: 30,
        },
      },
      'block_exists',
    ],
  ] as const)('%j is refused: %s', (intent, code) =>
    expect(reduce(lived, intent as Intent, NOW).outcome).toMatchObject({ ok: false, code }),
  )

  test('what makes no sense does not come through the door', () => {
    expect(readWish({ ...anew, from: '2026-02-30' })).toMatchObject({ refusal: { code: 'bad_date' } })
    expect(readWish({ type: 'rhythm.add', blocks: [{ ...deep, end: '09:00' }] })).toMatchObject({
      refusal: { code: 'block_too_short' },
    })
    expect(readWish(anew)).toMatchObject({ wish: anew })
  })
})

describe('everything that reads the plan reads the rhythm', () => {
  test('availability and what a team gets', () => {
    expect(myAvailability(lived, NOW)).toMatchObject({ state: 'focusing', back: NOW + 114 * 60_000, source: 'plan' })
    const { plan } = outgoingFor(lived, { shares: { place: false } }, NOW)
    expect(plan?.intervals[0]?.start).toBe(instantAt('2026-11-25', '09:00', 'Europe/Lisbon'))
    expect(plan?.intervals).toHaveLength(30)
  })

  test('a click on the tray focuses until the end of the block', () => {
    const focused = after(lived, { type: 'focus.toggle' })
    expect(statusReport(focused, NOW).session).toMatchObject({
      title: 'Deep work',
      block: `${TODAY}@deep`,
      until: NOW + 114 * 60_000,
    })
  })

  test('a block of the rhythm announces itself and starts itself, once', () => {
    const auto = stateWith({ rhythm: rhythmOf({ ...deep, focus: { auto: true } }) })
    const early = instantAt(TODAY, '08:56', 'Europe/Lisbon')
    const announced = reduce(auto, { type: 'look' }, early).state
    expect(announced.starts[`${TODAY}@deep`]).toMatchObject({ is: 'waiting' })
    const begun = reduce(announced, { type: 'look' }, early + 4 * 60_000).state
    expect(begun.session.current?.[0]).toMatchObject({ block: `${TODAY}@deep`, by: 'plan' })
  })

  test('the list of a day, and a block by the start of its id', () => {
    expect(planReport(lived, {}, NOW).blocks.map(({ id }) => id)).toEqual([`${TODAY}@deep`, `${TODAY}@mail`])
    expect(planReport(lived, { id: `${TODAY}@d` }, NOW).blocks).toMatchObject([{ id: `${TODAY}@deep` }])
  })

  test('a day that ends at four lists the night before', () => {
    const owl = stateWith({ rhythm: rhythmOf(rhythmBlock('owl', '01:00', '03:00', {})) })
    const late = { ...owl, settings: { ...owl.settings, dayEndsAt: 4 } }
    const night = instantAt('2026-11-27', '02:00', 'Europe/Lisbon')
    expect(planReport(late, {}, night)).toMatchObject({ date: TODAY, blocks: [{ id: '2026-11-27@owl' }] })
    expect(planReport(late, {}, night + 3 * HOUR).date).toBe('2026-11-27')
  })
})

test('a private block of the rhythm sends nothing', () => {
  const school = rhythmBlock('school', '08:00', '08:45', { kind: 'personal', title: 'School run' })
  const seen = (state: State): string => JSON.stringify(outgoingFor(state, { shares: { place: true } }, NOW))
  const added = after(lived, { type: 'rhythm.add', blocks: [school] })
  const changed = after(added, { type: 'rhythm.change', id: 'school', change: { end: '09:30' }, from: TODAY, as: 'x' })
  expect([seen(added), seen(changed)]).toEqual([seen(lived), seen(lived)])
})
