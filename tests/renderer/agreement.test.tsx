// @vitest-environment happy-dom
import { act, cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { State } from '../../src/core/app/state.ts'
import type { Agreement, Proposal } from '../../src/core/sync/documents.ts'
import type { Person } from '../../src/core/sync/records.ts'
import type { TeamDoc } from '../../src/core/team/docs.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { AgreementDialog } from '../../src/renderer/team/agreement/AgreementDialog.tsx'
import { AgreementLine } from '../../src/renderer/team/agreement/AgreementLine.tsx'
import { block, planOf, stateWith, teamWith } from '../fakes/state.ts'
import { showScreen } from '../fakes/screen.tsx'
import type { FakeBridgeOptions } from '../fakes/bridge.ts'

const ZONE = 'Europe/Lisbon'
const at = (time: string, date = '2026-11-26'): number => instantAt(date, time, ZONE)
const NOW = at('09:06')

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true, now: NOW }))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const team = teamWith(NOW)
const person = (id: string, name: string): Person => ({
  id,
  name,
  live: true,
  gone: null,
  presence: { rule: 4, zone: ZONE },
  manual: null,
  plan: { zone: ZONE, intervals: [{ start: at('10:00'), end: at('18:00'), state: 'available' }] },
  asOf: NOW,
})
const agreed = (v: number, body: Agreement): TeamDoc => ({
  id: 'agreement',
  v,
  by: 'ben',
  at: NOW,
  kind: 'agreement',
  body,
})
const proposed = (id: string, body: Partial<Proposal>): TeamDoc => ({
  id: `proposal.${id}`,
  v: 1,
  by: 'ben',
  at: NOW,
  kind: 'proposal',
  body: { base: 1, agreement: {}, state: 'open', author: 'ben', draft: 1, votes: {}, ...body },
})

function world(docs: readonly TeamDoc[], more: Partial<State> = {}): State {
  const { settings } = stateWith()
  return stateWith({
    settings: { ...settings, clock: '24' },
    teams: { t: team },
    rosters: { t: { ben: person('ben', 'Ben'), chi: person('chi', 'Chi') } },
    docs: { t: Object.fromEntries(docs.map((doc) => [doc.id, doc])) },
    papers: { t: {} },
    ...more,
  })
}

async function show(state: State, options: FakeBridgeOptions = {}) {
  const shown = await showScreen('team', <AgreementDialog team={team} onClose={() => {}} />, state, options)
  const papers = () => Object.values(shown.bridge.state().papers['t'] ?? {}).map(({ paper }) => paper)
  return { ...shown, papers }
}
const press = async (user: { click(node: Element): Promise<void> }, name: RegExp): Promise<void> => {
  await act(async () => user.click(screen.getByRole('button', { name })))
}

describe('an agreement', () => {
  test('begins with a template, is shown as what it changes, and goes out with the vote of who proposes it', async () => {
    const { user, papers } = await show(world([]))
    await press(user, /As few as possible/)
    expect(screen.getByRole('region', { name: 'What it changes' }).textContent).toContain('today: 4 h')
    await press(user, /^Propose$/)
    const [written, vote] = papers()
    expect(written).toMatchObject({ t: 'doc', base: 0, body: { base: 0, agreement: { responses: { today: 240 } } } })
    expect(vote).toMatchObject({ t: 'vote', draft: 1, yes: true })
    expect(screen.getByRole('article', { name: 'Your proposal' }).textContent).toContain('On its way')
  })

  test('that contradicts itself says so while it is written, and cannot be proposed', async () => {
    const rules: Agreement = {
      coreHours: [{ days: [1], start: '10:00', end: '12:00' }],
      quietHours: [{ days: [1], start: '20:00', end: '07:00' }],
    }
    const { user, papers } = await show(world([agreed(1, rules)]))
    await press(user, /Propose a change/)
    const until = within(screen.getByRole('group', { name: 'Core hours, 1' })).getByRole('textbox', { name: 'Until' })
    await user.clear(until)
    await user.type(until, '9')
    expect(screen.getByText(/Core hours: These hours end before they start/)).toBeDefined()
    expect(screen.getByRole('button', { name: /^Propose$/ }).hasAttribute('disabled')).toBe(true)
    expect(papers()).toEqual([])
  })

  test('tells its rules, since when and by whom, and asks to look at it again on its day', async () => {
    await show(
      world([
        agreed(2, {
          reviewOn: '2026-11-25',
          text: 'Be kind',
          coreHours: [{ days: [1, 2, 3], start: '10:00', end: '12:00', zone: ZONE }],
        }),
        proposed('old', { state: 'adopted', votes: { ben: true, me: true } }),
      ]),
    )
    expect(screen.getByText('Mon–Wed 10:00–12:00 Lisbon time')).toBeDefined()
    expect(screen.getByText(/Version 2, since .*26.* Agreed by Ben, you./)).toBeDefined()
    expect(screen.getByText(/look at this again by .*25/)).toBeDefined()
  })
})

describe('a proposal', () => {
  const change: Agreement = { responses: { today: 120 } }

  test('shows its changes in words, who agreed and who is missing, and takes a vote and its taking back', async () => {
    const { user, papers } = await show(
      world([agreed(1, { responses: { today: 240 } }), proposed('one', { agreement: change, votes: { ben: true } })]),
    )
    const card = within(screen.getByRole('article', { name: 'Ben proposes' }))
    expect(card.getByText('today: 4 h').closest('dd')?.textContent).toContain('No longer:')
    expect(card.getByText('today: 2 h').closest('dd')?.textContent).toContain('New:')
    expect(card.getByText('Agreed: Ben')).toBeDefined()
    expect(card.getByText('Not yet: Chi, you')).toBeDefined()
    await press(user, /^Agree$/)
    await press(user, /^You agree$/)
    expect(papers().map((paper) => ('yes' in paper ? paper.yes : undefined))).toEqual([true, null])
  })

  test('of mine that was overtaken keeps what it changed, takes the rest from the new agreement, and is a new draft', async () => {
    const mine = proposed('mine', {
      author: 'me',
      draft: 2,
      agreement: { text: 'old', quorum: 66 },
      votes: { me: true },
    })
    const { user, papers } = await show(world([agreed(2, { text: 'new', officeDays: [2] }), mine]), {
      history: [agreed(1, { text: 'old' }), agreed(2, { text: 'new', officeDays: [2] })],
    })
    expect(screen.getByText(/Your words are kept/)).toBeDefined()
    await press(user, /Bring up to date/)
    await press(user, /^Propose$/)
    expect(papers()).toMatchObject([
      { doc: 'proposal.mine', base: 1, body: { base: 2, agreement: { text: 'new', officeDays: [2], quorum: 66 } } },
      { t: 'vote', draft: 3 },
    ])
  })

  test('of mine that was overtaken is all mine where the hub cannot say what it followed, and says so', async () => {
    const mine = proposed('mine', { author: 'me', agreement: { quorum: 66 }, votes: { me: true } })
    const { user } = await show(world([agreed(2, { text: 'new' }), mine]))
    await press(user, /Bring up to date/)
    expect(screen.getByText(/everything below is as you wrote it/)).toBeDefined()
    expect(screen.getByRole('region', { name: 'What it changes' }).textContent).toContain('No longer: new')
  })

  test('that was not taken is kept with the reason, until it is sent again or let go', async () => {
    const refused = {
      ref: 'r',
      at: NOW,
      paper: { t: 'doc', doc: 'proposal.x', base: 0, body: { base: 0, agreement: change } },
      refusal: { code: 'too_many' },
    } as const
    const { user, bridge, papers } = await show(world([agreed(1, { text: 'x' })], { papers: { t: { r: refused } } }))
    expect(screen.getByText(/as its hub can hold. Nothing of it is lost/)).toBeDefined()
    await press(user, /send again/)
    await press(user, /^Propose$/)
    expect(bridge.state().papers['t']?.['r']).toBeUndefined()
    expect(papers()[0]).toMatchObject({ base: 0, body: { base: 1, agreement: change } })
  })
})

test('core hours that I miss are named, and one click moves my own block', async () => {
  const hours = [{ days: [4], start: '15:00', end: '16:00', zone: ZONE }]
  const { user, bridge } = await show(
    world([agreed(1, { coreHours: hours })], {
      plan: planOf(
        block('open', '2026-11-26', '12:00', 120, { id: 'mail' }),
        block('open', '2026-12-03', '14:00', 180, { id: 'kept' }),
      ),
    }),
  )
  const part = within(screen.getByRole('region', { name: /Core hours in the next/ }))
  expect(part.getByText(/You are not there 15:00–16:00/)).toBeDefined()
  expect(part.getByText(/Nothing planned: Ben, Chi/)).toBeDefined()
  await press(user, /Move mine to 14:00/)
  expect(bridge.state().plan['mail']?.start).toContain('2026-11-26T14:00')
  expect(part.queryByText(/You are not there/)).toBeNull()
})

const inOffice = (id: string, name: string, dates: readonly string[]): Person => ({
  ...person(id, name),
  plan: {
    zone: ZONE,
    intervals: dates.map((date) => ({
      start: at('09:00', date),
      end: at('17:00', date),
      state: 'available',
      place: 'Office',
    })),
  },
})

test('of a full office some are named, and the others are asked for', async () => {
  const many = Array.from({ length: 25 }, (_, n) => inOffice(`p${n + 10}`, `Guest ${n + 10}`, ['2026-12-01']))
  const rosters = { t: Object.fromEntries(many.map((one) => [one.id, one])) }
  const state = world([agreed(1, { officeDays: [2] })], { rosters })
  const { user } = await showScreen('team', <AgreementDialog team={team} onClose={() => {}} />, state)
  const part = within(screen.getByRole('region', { name: 'Who is in when' }))
  expect(part.getByText(/Guest 29 09:00/)).toBeDefined()
  expect(part.queryByText(/Guest 30/)).toBeNull()
  await press(user, /and 5 more/)
  expect(part.getByText(/Guest 34 09:00/)).toBeDefined()
  expect(part.queryByText(/more$/)).toBeNull()
})

test('who is in the office when, and a word to me alone where another day is less full', async () => {
  const rosters = { t: { ben: inOffice('ben', 'Ben', ['2026-12-01']), chi: inOffice('chi', 'Chi', ['2026-12-01']) } }
  const plan = planOf(block('open', '2026-12-01', '10:00', 120, { place: 'office' }))
  const state = world([agreed(1, { officeDays: [2, 3], spreadOffice: true })], { rosters, plan })
  const shared = { ...team, shares: { place: true } }
  await showScreen('team', <AgreementDialog team={shared} onClose={() => {}} />, { ...state, teams: { t: shared } })
  const part = screen.getByRole('region', { name: 'Who is in when' })
  expect(part.textContent).toContain('Ben 09:00–17:00 · Chi 09:00–17:00 · you 10:00–12:00')
  expect(part.textContent).toMatch(/on Tue.* there are 3 in, on Wed.* 0/)
})

describe('the line in the team window', () => {
  const line = async (state: State): Promise<string> => {
    const { container } = await showScreen('team', <AgreementLine team={team} onOpen={() => {}} />, state)
    return container.querySelector('.team-counts')?.textContent ?? ''
  }
  const refusal = { code: 'too_many' }
  const paper = { t: 'doc', doc: 'proposal.x', base: 0, body: { base: 0, agreement: {} } } as const

  test.each<[string, State, string]>([
    ['nothing waits', world([agreed(1, {})]), ''],
    ['a proposal that wants my vote', world([agreed(1, {}), proposed('a', {})]), '1 change is proposed'],
    ['one that I voted on', world([agreed(1, {}), proposed('a', { votes: { me: false } })]), ''],
    [
      'mine, overtaken',
      world([agreed(2, {}), proposed('a', { author: 'me', votes: { me: true } })]),
      'Your proposal was overtaken',
    ],
    [
      'mine, refused',
      world([agreed(1, {})], { papers: { t: { r: { ref: 'r', at: NOW, paper, refusal } } } }),
      'A proposal of yours was not taken',
    ],
    ['the review day', world([agreed(1, { reviewOn: '2026-11-26' })]), 'Time to look at how you work'],
  ])('%s', async (_name, state, said) => expect(await line(state)).toBe(said))
})
