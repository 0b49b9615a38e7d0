// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '../../src/core/sync/records.ts'
import { HOUR, SECOND } from '../../src/core/time/instant.ts'
import { TeamScreen } from '../../src/renderer/team/TeamScreen.tsx'
import { atlas, described, listed, news, NOW, person, row, ZONE } from './atlas.ts'
import { show, withLayout } from './screen.tsx'

const ROW = 50
beforeEach(() => withLayout({ window: 600, row: ROW }))

/** By name as by number. */
const many = Array.from({ length: 100 }, (_, index) => person(`p${index}`, `Person ${String(index).padStart(2, '0')}`))
const named = (index: number): Person => many[index] ?? person('none', 'None')
const focusing = (index: number): Person => ({
  ...named(index),
  presence: { rule: 2, state: 'focusing', until: NOW + HOUR, zone: ZONE },
})

const scroller = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('.team-scroller')
  if (found === null) throw new Error('There is no list.')
  return found
}
async function scrollTo(top: number): Promise<void> {
  await act(async () => {
    scroller().scrollTop = top
    scroller().dispatchEvent(new Event('scroll'))
  })
}
/** How far below the top of the view this person's row is. */
function below(name: string): number {
  const item = row(name).closest('li')
  return Number.parseInt(item?.style.top ?? '', 10) - scroller().scrollTop
}

describe('news of somebody above what is in sight', () => {
  const REST = 300

  test('move nothing that is in sight', async () => {
    const shown = await show(TeamScreen, atlas(many), NOW)
    await scrollTo(20 * ROW + 7)
    await shown.pass(REST)
    const before = below('Person 25')
    news(shown, focusing(3), focusing(4))
    await shown.pass(1)
    expect(below('Person 25')).toBe(before)
    expect(scroller().scrollTop).toBe(18 * ROW + 7)
  })

  test('at the top of the list are seen there', async () => {
    const shown = await show(TeamScreen, atlas(many), NOW)
    news(shown, { ...named(90), name: 'Aaron' })
    await shown.pass(1)
    expect(listed().slice(0, 4)).toEqual(['Noor', 'Reachable or together', 'Aaron', 'Person 00'])
    expect(scroller().scrollTop).toBe(0)
  })

  test('hold the view at somebody of whom there is none', async () => {
    const shown = await show(TeamScreen, atlas(many), NOW)
    await scrollTo(20 * ROW)
    await shown.pass(REST)
    const before = below('Person 22')
    news(shown, focusing(2), focusing(19), focusing(20), focusing(21))
    await shown.pass(1)
    expect(below('Person 22')).toBe(before)
  })
})

describe('while somebody scrolls', () => {
  test('a row says what is new at once, and stands where it stood until they rest', async () => {
    const shown = await show(TeamScreen, atlas(many), NOW)
    await scrollTo(20 * ROW)
    news(shown, focusing(22))
    await shown.pass(1)
    expect(described('Person 22')).toContain('focusing')
    expect(listed()).toContain('Person 22')
    expect(below('Person 23') - below('Person 22')).toBe(ROW)
    await scrollTo(20 * ROW + 24)
    await shown.pass(200)
    expect(listed()).toContain('Person 22')
    const before = below('Person 20')
    await shown.pass(101)
    expect(listed()).not.toContain('Person 22')
    expect(below('Person 20')).toBe(before)
    expect(below('Person 23') - below('Person 21')).toBe(ROW)
  })

  test('the order does not wait for ever', async () => {
    const shown = await show(TeamScreen, atlas(many), NOW)
    await scrollTo(20 * ROW)
    news(shown, focusing(22))
    for (let time = 0; time < 6 * SECOND; time += 200) {
      await scrollTo(20 * ROW + (time % 400) / 10)
      await shown.pass(200)
    }
    expect(listed()).not.toContain('Person 22')
  })

  test('somebody who searches is answered at once', async () => {
    const shown = await show(TeamScreen, atlas(many), NOW)
    await scrollTo(20 * ROW)
    await shown.user.keyboard('/')
    await scrollTo(20 * ROW + 24)
    await shown.user.keyboard('42')
    expect(listed()).toEqual(['Reachable or together', 'Person 42'])
  })
})

test('the focus stays on a row that the news put elsewhere', async () => {
  const shown = await show(TeamScreen, atlas(many), NOW)
  act(() => row('Person 03').focus())
  news(shown, focusing(3))
  await shown.pass(1)
  expect(document.activeElement).toBe(row('Person 03'))
  expect(row('Person 03').closest('li')?.getAttribute('aria-setsize')).toBe('1')
  expect(screen.getAllByRole('button', { name: 'Person 03' })).toHaveLength(1)
})

describe('the news of many at once', () => {
  test('are worked out over several frames and then shown together, with those that came meanwhile', async () => {
    const shown = await show(TeamScreen, atlas(many), NOW)
    news(shown, ...Array.from({ length: 70 }, (_, index) => focusing(index)))
    await shown.pass(1)
    expect(screen.getByText(/reachable now/).textContent).toBe('100 of 100 reachable now')
    await shown.pass(20)
    news(shown, focusing(80))
    await shown.pass(20)
    expect(screen.getByText(/reachable now/).textContent).toBe('100 of 100 reachable now')
    await shown.pass(200)
    expect(screen.getByText(/reachable now/).textContent).toBe('29 of 100 reachable now')
    expect(listed().slice(0, 4)).toEqual(['Noor', 'Reachable or together', 'Person 70', 'Person 71'])
    expect(listed()).not.toContain('Person 80')
  })

  test('that never end are shown once a second, also where each frame brings more than it can work out', async () => {
    const shown = await show(TeamScreen, atlas(many), NOW)
    const more = Array.from({ length: 70 }, (_, index) => focusing(index))
    for (let frame = 0; frame < 75; frame += 1) {
      news(shown, ...more.map((one) => ({ ...one, asOf: NOW + frame })))
      await shown.pass(16)
    }
    expect(screen.getByText(/reachable now/).textContent).toBe('30 of 100 reachable now')
  })

  test('that come whole are shown, too', async () => {
    const shown = await show(TeamScreen, atlas(many), NOW)
    const set = many.slice(0, 60).map((_, index) => focusing(index))
    shown.bridge.report({ type: 'roster.report', team: 't1', name: 'Team Atlas', full: true, set, gone: [] })
    await shown.pass(400)
    expect(screen.getByText(/reachable now/).textContent).toBe('0 of 60 reachable now')
  })
})
