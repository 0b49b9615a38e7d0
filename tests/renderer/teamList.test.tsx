// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { TeamDoc } from '../../src/core/team/docs.ts'
import { HOUR, SECOND } from '../../src/core/time/instant.ts'
import { TeamScreen } from '../../src/renderer/team/TeamScreen.tsx'
import { Ribbon } from '../../src/renderer/ui/Ribbon.tsx'
import { ana, at, atlas, described, listed, news, NOW, person, row, TEAM, ZONE } from './atlas.ts'
import { show, withLayout } from './screen.tsx'

// Every row draws one ribbon, and nothing else does: counting them counts redrawn rows.
vi.mock(import('../../src/renderer/ui/Ribbon.tsx'), async (original) => {
  const real = await original()
  return { ...real, Ribbon: vi.fn(real.Ribbon) }
})

beforeEach(() => withLayout({ window: 600, row: 50 }))

describe('when a knock is seen and answered', () => {
  const agreement: TeamDoc = {
    ...{ id: 'agreement', v: 1, by: 'ana', at: 0, kind: 'agreement' },
    body: { responses: { whenever: 30 } },
  }
  test('is said in an open row by the plan of the person and the agreement of the team', async () => {
    const shown = await show(TeamScreen, atlas(TEAM), NOW)
    await shown.user.click(row('Chiara Rossi'))
    expect(screen.getByText('A knock sent now is seen tomorrow 06:00 your time.')).toBeDefined()
    await act(async () => {
      shown.bridge.report({ type: 'docs.report', team: 't1', full: true, set: [agreement], gone: [] })
    })
    expect(screen.getByText(/^A knock sent now .* Expect an answer by tomorrow 06:30/)).toBeDefined()
  })

  test('is not said of myself', async () => {
    const { user } = await show(TeamScreen, atlas(TEAM), NOW)
    await user.click(row('Noor'))
    expect(screen.queryByText(/knock/)).toBeNull()
  })
})

describe('who can be reached', () => {
  test('is grouped by when, with myself on top', async () => {
    await show(TeamScreen, atlas(TEAM), NOW)
    expect(listed()).toEqual([
      'Noor',
      'Reachable or together',
      'Ana Duarte',
      'Later',
      'Ben Okafor',
      'Chiara Rossi',
      'Not sure',
      'Dev Patel',
    ])
    expect(screen.getByText(/reachable now/).textContent).toBe('1 of 4 reachable now')
  })

  test('is said in sentences, in my time, with the weekday where it is not today', async () => {
    await show(TeamScreen, atlas(TEAM), NOW)
    expect(described('Ana Duarte')).toBe('available until 12:00, 09:06 Lisbon')
    expect(described('Ben Okafor')).toBe('focusing, back 14:30, 10:06 Lagos · coworking')
    expect(described('Chiara Rossi')).toBe('off, back Fri 06:00, 17:06 Taipei')
    expect(described('Dev Patel')).toBe('not known · as of 07:40, 11:00 by plan, 14:51 Kathmandu')
  })

  test('follows the news, and redraws the one row that it is about', async () => {
    const shown = await show(TeamScreen, atlas(TEAM), NOW)
    vi.mocked(Ribbon).mockClear()
    news(shown, { ...ana, presence: { rule: 2, state: 'focusing', until: at('10:15'), zone: ZONE } })
    await shown.pass(1)
    expect(described('Ana Duarte')).toBe('focusing, back 10:15, 09:06 Lisbon')
    expect(Ribbon).toHaveBeenCalledTimes(1)
  })

  test('every row is redrawn when the minute is over, and none before', async () => {
    const shown = await show(TeamScreen, atlas(TEAM), NOW)
    vi.mocked(Ribbon).mockClear()
    await shown.pass(59 * SECOND)
    expect(Ribbon).not.toHaveBeenCalled()
    await shown.pass(2 * SECOND)
    expect(Ribbon).toHaveBeenCalledTimes(5)
    expect(described('Ana Duarte')).toContain('09:07')
  })

  test('an end between two minutes is an end at its second, though nobody says so', async () => {
    const short = { ...ana, presence: { rule: 2, state: 'focusing', until: NOW + 90 * SECOND, zone: ZONE } as const }
    const shown = await show(TeamScreen, atlas([short]), NOW)
    await shown.pass(89 * SECOND)
    expect(listed()).toContain('Later')
    await shown.pass(2 * SECOND)
    expect(listed()).toEqual(['Noor', 'Reachable or together', 'Ana Duarte'])
  })

  test('own words stand in the row while they last', async () => {
    const shown = await show(
      TeamScreen,
      atlas([{ ...ana, manual: { emoji: '🦷', text: 'At the dentist', until: NOW + HOUR } }]),
      NOW,
    )
    expect(screen.getByText(/At the dentist/).textContent).toBe('🦷 At the dentist')
    await shown.pass(HOUR + SECOND)
    expect(screen.queryByText(/At the dentist/)).toBeNull()
  })

  test('of thousands only those in sight are drawn', async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => person(`p${index}`, `Person ${index}`))
    await show(TeamScreen, atlas(many), NOW)
    expect(screen.getByText(/of 5,000 reachable now/)).toBeTruthy()
    expect(listed().length).toBeGreaterThan(8)
    expect(listed().length).toBeLessThan(40)
  })
})

describe('a window that was closed and stays for a while', () => {
  test('goes back to how it opens, and need not ask for its people again', async () => {
    const shown = await show(TeamScreen, atlas(TEAM), NOW)
    await shown.user.click(row('Chiara Rossi'))
    expect(row('Chiara Rossi').getAttribute('aria-expanded')).toBe('true')
    const call = vi.spyOn(shown.bridge, 'call')
    await act(async () => shown.bridge.closed())
    await shown.pass(1)
    expect(row('Chiara Rossi').getAttribute('aria-expanded')).toBe('false')
    expect(
      call.mock.calls.filter(([name, names]) => name === 'watch' && JSON.stringify(names).includes('roster')),
    ).toEqual([])
  })
})

describe('a row', () => {
  test('opens to tell the rest, and closes again', async () => {
    const { user } = await show(TeamScreen, atlas(TEAM), NOW)
    await user.click(row('Chiara Rossi'))
    expect(row('Chiara Rossi').getAttribute('aria-expanded')).toBe('true')
    expect(screen.getByText('Off, back tomorrow 06:00')).toBeTruthy()
    expect(screen.getByText('17:06 in Taipei, 8 h ahead of you')).toBeTruthy()
    const tomorrow = within(screen.getByRole('table')).getAllByRole('row')[1]
    expect(tomorrow?.textContent).toBe('06:00–08:0014:00–16:00 available')
    await user.keyboard('{Escape}')
    expect(row('Chiara Rossi').getAttribute('aria-expanded')).toBe('false')
  })

  test('of someone who is gone says that the plan alone speaks, and since when', async () => {
    const { user } = await show(TeamScreen, atlas(TEAM), NOW)
    await user.click(row('Dev Patel'))
    expect(screen.getByText(/No device of Dev Patel is connected/)).toBeTruthy()
    expect(screen.getByText('As of 07:40, when this was last published.')).toBeTruthy()
  })

  test('arrows walk the rows, Enter opens one, Tab stops at one only', async () => {
    const { user } = await show(TeamScreen, atlas(TEAM), NOW)
    row('Noor').focus()
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(document.activeElement).toBe(row('Ben Okafor'))
    await user.keyboard('{Enter}')
    expect(row('Ben Okafor').getAttribute('aria-expanded')).toBe('true')
    await user.keyboard('{End}')
    expect(document.activeElement).toBe(row('Dev Patel'))
    await user.keyboard('{Home}{ArrowUp}')
    expect(document.activeElement).toBe(row('Noor'))
    const stops = [...document.querySelectorAll('[data-row]')].filter((one) => one.getAttribute('tabindex') === '0')
    expect(stops).toEqual([row('Noor')])
  })

  test('a slash finds by name; Down goes on to the rows, Escape leaves', async () => {
    const { user } = await show(TeamScreen, atlas(TEAM), NOW)
    await user.keyboard('/')
    await user.keyboard('ros')
    expect(listed()).toEqual(['Later', 'Chiara Rossi'])
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(row('Chiara Rossi'))
    await user.click(screen.getByRole('searchbox'))
    await user.keyboard('zzz')
    expect(
      screen.getByText('Nobody here is found by “roszzz”. Names, places, cities and skills are looked at.'),
    ).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(listed()).toHaveLength(8)
  })
})
