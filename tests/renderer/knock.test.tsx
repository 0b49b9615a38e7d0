// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import type { State } from '../../src/core/app/state.ts'
import type { ItemBody } from '../../src/core/sync/items.ts'
import type { Person } from '../../src/core/sync/records.ts'
import type { TeamDoc } from '../../src/core/team/docs.ts'
import { HOUR } from '../../src/core/time/instant.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { KnockScreen } from '../../src/renderer/knock/KnockScreen.tsx'
import { TeamScreen } from '../../src/renderer/team/TeamScreen.tsx'
import { stateWith, teamWith } from '../fakes/state.ts'
import { show, type Shown, withLayout } from './screen.tsx'

const ZONE = 'Europe/Lisbon'
const at = (time: string): number => instantAt('2026-11-26', time, ZONE)
const NOW = at('09:06')
const ben: Person = {
  ...{ id: 'ben', name: 'Ben', live: true, gone: null, manual: null, asOf: NOW },
  presence: { rule: 2, state: 'focusing', until: at('11:30'), zone: 'Africa/Lagos' },
  plan: { zone: 'Africa/Lagos', intervals: [{ start: at('11:00'), end: at('12:30'), state: 'available' }] },
}
const team = teamWith(NOW)
const agreement: TeamDoc = {
  ...{ id: 'agreement', v: 1, by: 'ben', at: 0, kind: 'agreement' },
  body: { responses: { whenever: 15 }, urgent: { perDay: 2, reasons: 'Only for outages.' } },
}
const state: State = stateWith({
  teams: { t: team },
  rosters: { t: { ben } },
  docs: { t: { agreement } },
  settings: { ...stateWith().settings, clock: '24' },
})
const ID = 'aaaaaaaaaaaaaaaa'

const come = async ({ bridge }: Shown, body: ItemBody, id = ID): Promise<void> =>
  act(async () => {
    const item = { i: id, from: 'ben', at: NOW, body, claim: null }
    bridge.report({ type: 'items.report', team: 't', full: false, items: [item], gone: [] })
    bridge.report({ type: 'papers.answered', team: 't', ref: `claim:${id}`, answer: { ok: true } })
  })
const answer = async ({ bridge }: Shown, ref: string, code?: string): Promise<void> =>
  act(async () => {
    const refused = { ok: false, code: code ?? '', retryMs: 2 * HOUR } as const
    bridge.report({ type: 'papers.answered', team: 't', ref, answer: code === undefined ? { ok: true } : refused })
  })
const button = (name: string): HTMLElement => screen.getByRole('button', { name })
const lastWish = ({ bridge }: Shown) => bridge.wishes.at(-1)
const panel = () => screen.queryByRole('region', { name: 'Knocks' })

beforeEach(() => withLayout({ window: 600, row: 50 }))

describe('sending', () => {
  const open = async (): Promise<Shown> => {
    const shown = await show(TeamScreen, state, NOW)
    await shown.user.click(button('Ben'))
    await shown.user.click(button('Knock'))
    return shown
  }

  test('that I wait on them is said in their row, and stands there until it is settled', async () => {
    const shown = await show(TeamScreen, state, NOW)
    await shown.user.click(button('Ben'))
    await shown.user.click(button('I wait on them…'))
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'What do you wait on Ben for?' }))
    await shown.user.keyboard('the schema{Enter}')
    const wish = lastWish(shown)
    expect(wish).toMatchObject({ type: 'doc.write', team: 't', base: 0 })
    const body = { who: 'me', on: 'ben', what: 'the schema', since: NOW }
    expect(wish).toMatchObject({ body })
    await act(async () => {
      const set = [{ id: 'waiting.w', v: 1, by: 'me', at: NOW, kind: 'waiting' as const, body }]
      shown.bridge.report({ type: 'docs.report', team: 't', full: false, set, gone: [] })
    })
    expect(screen.getByText('You wait on Ben for the schema')).toBeDefined()
    expect(button('Knock')).toBeDefined()
  })

  test('says before when it is seen and answered, and what the team agreed on urgent ones', async () => {
    const { user } = await open()
    expect(screen.getByText('They will see it 11:30 your time. Expect an answer by 11:45.')).toBeDefined()
    await user.click(screen.getByRole('radio', { name: 'Urgent' }))
    expect(screen.getByText(/2 urgent knocks in 24 hours. Only for outages/)).toBeDefined()
    expect(screen.getByText(/They see it now/)).toBeDefined()
  })

  test('a text made harmless, a whole link, and the urgency go out; then it is listed until it is put away', async () => {
    const shown = await open()
    expect(button('Send').hasAttribute('disabled')).toBe(true)
    await shown.user.type(screen.getByLabelText('What is it about?'), 'The \u202Econtract')
    await shown.user.type(screen.getByLabelText('Link, if any'), 'loom.com/x')
    await shown.user.click(screen.getByRole('radio', { name: 'Today' }))
    await shown.user.click(button('Send'))
    expect(screen.getByText('Give a whole address that starts with https://')).toBeDefined()
    await shown.user.clear(screen.getByLabelText('Link, if any'))
    await shown.user.type(screen.getByLabelText('Link, if any'), 'https://loom.com/x')
    await shown.user.click(button('Send'))
    const wish = lastWish(shown)
    expect(wish).toMatchObject({ type: 'knock.send', to: 'ben', urgency: 'today', link: 'https://loom.com/x' })
    expect(wish).toMatchObject({ text: 'The  contract' })
    const id = wish?.type === 'knock.send' ? wish.id : ''
    expect(within(panel() as HTMLElement).getByText(/Kept here until/)).toBeDefined()
    await answer(shown, `send:${id}`)
    expect(within(panel() as HTMLElement).getByText(/in their next break, 11:30 your time/)).toBeDefined()
    await shown.user.click(button('Put away'))
    expect(panel()).toBeNull()
  })

  test('Escape loses nothing that is written; the keys of the form are not the list’s', async () => {
    const { user, bridge } = await open()
    const field = screen.getByLabelText('What is it about?')
    await user.type(field, 'Half a{Escape}{ArrowDown}')
    expect(screen.getByLabelText<HTMLTextAreaElement>('What is it about?').value).toBe('Half a')
    await user.type(field, '{Control>}{Enter}{/Control}')
    expect(bridge.wishes.at(-1)).toMatchObject({ type: 'knock.send', text: 'Half a' })
    await user.click(button('Knock'))
    await user.type(screen.getByLabelText('What is it about?'), '{Escape}')
    expect(screen.queryByLabelText('What is it about?')).toBeNull()
    expect(button('Knock')).toBeDefined()
  })

  test('refused for its urgency, the words are kept and can go out for today', async () => {
    const shown = await open()
    await shown.user.type(screen.getByLabelText('What is it about?'), 'Stuck')
    await shown.user.click(screen.getByRole('radio', { name: 'Urgent' }))
    await shown.user.click(button('Send'))
    const wish = lastWish(shown)
    await answer(shown, `send:${wish?.type === 'knock.send' ? wish.id : ''}`, 'quota')
    expect(screen.getByText(/used up. The next is possible 11:06/)).toBeDefined()
    await shown.user.click(button('Send for today instead'))
    expect(shown.bridge.wishes.at(-2)).toMatchObject({ type: 'knock.send', urgency: 'today', text: 'Stuck' })
    expect(screen.queryByText(/used up/)).toBeNull()
  })

  test('told when somebody can be reached: set, shown as set, and taken back', async () => {
    const shown = await show(TeamScreen, state, NOW)
    await shown.user.click(button('Ben'))
    await shown.user.click(button('Tell me when reachable'))
    expect(lastWish(shown)).toMatchObject({ type: 'alert.set', about: 'ben' })
    await shown.user.click(button('You will be told'))
    expect(lastWish(shown)).toMatchObject({ type: 'alert.drop', about: 'ben' })
    expect(button('Tell me when reachable')).toBeDefined()
  })
})

describe('what waits for me', () => {
  test('is nothing at first; then it is answered, put off, or done', async () => {
    const shown = await show(TeamScreen, state, NOW)
    expect(panel()).toBeNull()
    await come(shown, { kind: 'knock', urgency: 'today', text: 'The contract?', link: 'https://example.org/c' })
    expect(screen.getByRole('article', { name: 'Knock from Ben' }).textContent).toContain('The contract?')
    await shown.user.click(button('https://example.org/c'))
    expect(lastWish(shown)).toEqual({ type: 'knock.follow', id: ID })
    await shown.user.click(button('Reply'))
    await shown.user.type(screen.getByLabelText('Your answer'), 'Yes')
    await shown.user.click(button('Send answer'))
    expect(lastWish(shown)).toMatchObject({ type: 'knock.reply', to: ID, text: 'Yes' })
    expect(panel()).toBeNull()
    await come(shown, { kind: 'reply', re: 'rrrrrrrrrrrrrrrr', text: 'Fine' }, 'bbbbbbbbbbbbbbbb')
    expect(screen.queryByRole('button', { name: 'Reply' })).toBeNull()
    await shown.user.click(button('Done'))
    expect(panel()).toBeNull()
    await come(shown, { kind: 'knock', urgency: 'whenever', text: 'Later is fine' }, 'cccccccccccccccc')
    await shown.user.click(button('Later'))
    await shown.user.click(screen.getByRole('menuitem', { name: 'In an hour' }))
    expect(panel()?.textContent).toBe('1 knock put off, until 10:06 at the earliest.')
  })

  test('a held knock is not known to the window at all', async () => {
    const off = { ...state, status: { state: 'off', until: NOW + HOUR } as const }
    const shown = await show(TeamScreen, off, NOW)
    await come(shown, { kind: 'knock', urgency: 'whenever', text: 'Not yet' })
    expect(shown.bridge.state().letters[ID]?.is).toBe('held')
    expect(document.body.textContent).not.toContain('Not yet')
    expect(panel()).toBeNull()
  })

  test('an urgent one has a window of its own', async () => {
    const shown = await show(KnockScreen, state, NOW)
    expect(screen.getByText('Nothing urgent any more.')).toBeDefined()
    await come(shown, { kind: 'knock', urgency: 'today', text: 'Not here' })
    await come(shown, { kind: 'knock', urgency: 'urgent', text: 'The release is stuck' }, 'bbbbbbbbbbbbbbbb')
    expect(screen.getAllByRole('article').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('The release is stuck'),
    ])
  })
})
