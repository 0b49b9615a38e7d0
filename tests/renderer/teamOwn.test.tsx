// @vitest-environment happy-dom
import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { outgoingFor } from '../../src/core/app/desired.ts'
import type { State } from '../../src/core/app/state.ts'
import { Calendar } from '../../src/core/calendar/calendar.ts'
import { TeamScreen } from '../../src/renderer/team/TeamScreen.tsx'
import { block, planOf } from '../fakes/state.ts'
import { at, atlas, listed, NOW, person, row, team, TEAM } from './atlas.ts'
import { show, type Shown, withLayout } from './screen.tsx'

beforeEach(() => withLayout({ window: 600, row: 50 }))

describe('my own card', () => {
  const mine = (over: Partial<State> = {}): State => ({
    ...atlas(TEAM),
    plan: planOf(
      block('open', '2026-11-26', '10:00', 60, { title: 'Mail', place: 'home' }),
      block('personal', '2026-11-26', '12:00', 60, { title: 'School', place: 'school' }),
    ),
    ...over,
  })
  const fields = (): Record<string, string> =>
    Object.fromEntries(
      [...document.querySelectorAll('dt')].map((name) => [
        name.textContent,
        name.nextElementSibling?.textContent ?? '',
      ]),
    )

  test('stays on top however far the list is scrolled', async () => {
    const many = Array.from({ length: 500 }, (_, index) => person(`p${index}`, `Person ${index}`))
    const { user } = await show(TeamScreen, atlas(many), NOW)
    row('Noor').focus()
    await user.keyboard('{End}')
    expect(listed()[0]).toBe('Noor')
    expect(row('Noor').closest('li')?.getAttribute('data-pinned')).toBe('true')
  })

  test('says field by field what they see, and shows the very bytes', async () => {
    const { user, pass } = await show(TeamScreen, mine(), NOW)
    await user.click(row('Noor'))
    expect(fields()).toEqual({
      Name: 'Noor',
      Now: 'Away, back 10:00',
      Plan: 'One stretch of today, 1 in all until Fri, Dec 11: start, end, and whether you focus, are available or together.',
      Places: 'Not shared.',
      Skills: 'Not shared.',
      'Your words': 'None.',
      Clock: 'Lisbon (Europe/Lisbon)',
    })
    await user.click(screen.getByRole('button', { name: 'Show the exact data' }))
    const data = await vi.waitFor(async () => {
      await pass(1)
      return screen.getByRole('region', { name: 'The exact data' })
    })
    const shown = JSON.parse(data.textContent) as unknown
    expect(shown).toEqual(outgoingFor(mine(), team(), NOW))
  })

  test('each field has a switch; what it does is told at once', async () => {
    const { user, bridge, pass } = await show(TeamScreen, mine(), NOW)
    await user.click(row('Noor'))
    await user.click(screen.getByRole('switch', { name: 'Share where you are' }))
    await pass(1)
    expect(bridge.wishes).toContainEqual({ type: 'team.share', team: 't1', place: true })
    expect(fields()['Places']).toBe('home')
    await user.click(screen.getByRole('switch', { name: /away from my computer/ }))
    await pass(1)
    expect(bridge.state().teams['t1']?.shares).toEqual({ place: true, away: true })
  })

  test('the whole plan and the clock have one, too: off, words and bytes say so, and what goes with them waits', async () => {
    const { user, bridge, pass } = await show(TeamScreen, mine(), NOW)
    await user.click(row('Noor'))
    await user.click(screen.getByRole('switch', { name: 'Share your plan' }))
    await user.click(screen.getByRole('switch', { name: 'Share your clock' }))
    await pass(1)
    expect(bridge.wishes).toContainEqual({ type: 'team.share', team: 't1', place: false, plan: false })
    expect(fields()).toMatchObject({
      Now: 'Available',
      Plan: 'Not shared. They read how you are now, and not when you can be reached next.',
      Places: 'Not shared.',
      Clock: 'Not shared.',
    })
    const place = screen.getByRole('switch', { name: 'Share where you are' })
    expect(place).toHaveProperty('disabled', true)
    expect(place.getAttribute('aria-describedby')).not.toBeNull()
    expect(row('Noor').closest('li')?.textContent).toContain('shares no plan')
    await user.click(screen.getByRole('button', { name: 'Show the exact data' }))
    const data = await vi.waitFor(async () => {
      await pass(1)
      return screen.getByRole('region', { name: 'The exact data' })
    })
    expect(JSON.parse(data.textContent)).toEqual({
      presence: { rule: 4, zone: 'Etc/UCT' },
      manual: null,
      plan: null,
    })
  })

  test('what I can be asked about is set once, shared by a switch, and found', async () => {
    const { user, bridge, pass } = await show(TeamScreen, mine(), NOW)
    await user.click(row('Noor'))
    await user.click(screen.getByRole('switch', { name: 'Share what you can be asked about' }))
    await pass(1)
    expect(fields()['Skills']).toBe('Shared, but you have named none.')
    await user.type(screen.getByLabelText('You can be asked about'), '#Rust, invoices, rust,{Enter}')
    await pass(1)
    expect(bridge.state().settings.skills).toEqual(['Rust', 'invoices'])
    expect(fields()['Skills']).toBe('Rust, invoices')
    await user.click(row('Noor'))
    await user.keyboard('/#invo')
    await pass(1)
    expect(listed()).toEqual(['Noor'])
  })

  test('counts appointments of calendars, as they are sent', async () => {
    const work = Calendar.parse({ id: 'c', name: 'Work', source: { kind: 'url', host: 'calendar.example' } })
    const busy = { c: [{ start: at('15:00'), end: at('15:30'), as: 'together' as const }] }
    const { user } = await show(TeamScreen, mine({ calendars: { c: work }, busy }), NOW)
    await user.click(row('Noor'))
    expect(fields()['Plan']).toMatch(
      /^2 stretches of today.*One appointment of your calendars is in it, as time only\.$/,
    )
  })
})

describe('how people are shown', () => {
  const choose = async ({ user }: Shown, name: string): Promise<void> => {
    await user.click(screen.getByRole('button', { name: 'How people are shown' }))
    await user.click(screen.getByRole('menuitem', { name }))
  }

  test('is a choice: by place, by clock, by state; kept for the next time', async () => {
    const shown = await show(TeamScreen, atlas(TEAM), NOW)
    await choose(shown, 'Group by place')
    await shown.pass(1)
    expect(listed()).toEqual([
      'Noor',
      'coworking',
      'Ben Okafor',
      'No place shared',
      'Ana Duarte',
      'Chiara Rossi',
      'Dev Patel',
    ])
    await choose(shown, 'Group by clock')
    await shown.pass(1)
    expect(listed()).toEqual([
      'Noor',
      'Lisbon, 09:06',
      'Ana Duarte',
      'Lagos, 10:06',
      'Ben Okafor',
      'Kathmandu, 14:51',
      'Dev Patel',
      'Taipei, 17:06',
      'Chiara Rossi',
    ])
    await choose(shown, 'Always a table')
    await shown.pass(1)
    expect(document.querySelector('.team-sheet')?.getAttribute('data-look')).toBe('table')
    expect(shown.bridge.state().settings).toMatchObject({ teamGroup: 'zone', teamLook: 'table' })
  })

  test('a place, a city or a region finds people, too', async () => {
    const { user, pass } = await show(TeamScreen, atlas(TEAM), NOW)
    await user.keyboard('/')
    await user.keyboard('asia')
    await pass(1)
    expect(listed()).toEqual(['Later', 'Chiara Rossi', 'Not sure', 'Dev Patel'])
    await user.keyboard(' kath')
    await pass(1)
    expect(listed()).toEqual(['Not sure', 'Dev Patel'])
  })

  test('a ribbon is told in words, with where another day begins', async () => {
    await show(TeamScreen, atlas(TEAM), NOW)
    expect(
      screen.getByRole('img', {
        name: 'Dev Patel, this day: focusing 08:00–10:00, available 11:00–12:00. Their next day starts at 18:15.',
      }),
    ).toBeTruthy()
    expect(
      screen.getByRole('img', { name: 'Chiara Rossi, this day: nothing shared. Their next day starts at 16:00.' }),
    ).toBeTruthy()
  })

  test('core hours that the team agreed upon are marked, said in words and counted down to', async () => {
    const agreed = { coreHours: [{ days: [4], start: '15:00', end: '16:00', zone: 'Europe/Lisbon' }] }
    const docs = {
      t1: { agreement: { kind: 'agreement', id: 'agreement', v: 1, by: 'ana', at: NOW, body: agreed } },
    } as const
    const { pass } = await show(TeamScreen, { ...atlas(TEAM), docs }, NOW)
    await pass(1)
    expect(screen.getByText(/of 4 reachable now/).textContent).toContain('core hours at 15:00')
    expect(screen.getByRole('img', { name: /^Ana Duarte/ }).getAttribute('aria-label')).toContain(
      'Core hours 15:00–16:00.',
    )
    expect(screen.getAllByRole('img', { name: /Core hours/ })).toHaveLength(5)
  })
})
