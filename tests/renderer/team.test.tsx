// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Outcome } from '../../src/core/app/intent.ts'
import type { TeamBook } from '../../src/core/app/teamWishes.ts'
import { MINUTE, SECOND } from '../../src/core/time/instant.ts'
import { TeamScreen } from '../../src/renderer/team/TeamScreen.tsx'
import { stateWith } from '../fakes/state.ts'
import { at, atlas, described, linkIs, listed, NOW, team, TEAM } from './atlas.ts'
import { show, withLayout } from './screen.tsx'

beforeEach(() => withLayout({ window: 600, row: 50 }))

describe('the connection', () => {
  test('says when my status was published', async () => {
    await show(TeamScreen, atlas(TEAM), NOW)
    expect(screen.getByRole('contentinfo').textContent).toBe('onlinepublished ✓ 09:05')
  })

  test('that is lost is told at once with its reason, and soon nobody is green', async () => {
    const shown = await show(TeamScreen, atlas(TEAM), NOW)
    linkIs(shown, { status: 'offline', reason: 'hub_unreachable', since: NOW })
    await shown.pass(10)
    expect(screen.getByText('Offline since 09:06.').parentElement?.textContent).toContain('The hub does not answer.')
    await shown.pass(5 * SECOND)
    expect(listed()).not.toContain('Reachable or together')
    expect(described('Ana Duarte')).toContain('not known · as of 09:05')
    expect(described('Noor')).toContain('available')
    await shown.user.click(screen.getByRole('button', { name: 'Retry' }))
    expect(shown.bridge.wishes).toContainEqual({ type: 'team.retry', team: 't1' })
  })

  test('to a computer that hosts may be lost because its address changed, which is said', async () => {
    const shown = await show(TeamScreen, atlas(TEAM, { fingerprint: 'ab'.repeat(32) }), NOW)
    linkIs(shown, { status: 'offline', reason: 'hub_unreachable', since: NOW })
    await shown.pass(10)
    expect(screen.getByText(/you stay who you are/)).toBeTruthy()
  })

  test('that only blinks changes no row', async () => {
    const shown = await show(TeamScreen, atlas(TEAM), NOW)
    linkIs(shown, { status: 'offline', reason: 'restarting', since: NOW })
    await shown.pass(2 * SECOND)
    linkIs(shown, { status: 'connecting', since: NOW })
    await shown.pass(2 * SECOND)
    linkIs(shown, {})
    await shown.pass(10 * SECOND)
    expect(described('Ana Duarte')).toBe('available until 12:00, 09:06 Lisbon')
    expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull()
  })

  test('that is refused says what to do; a reason nobody knows is named', async () => {
    const shown = await show(TeamScreen, atlas(TEAM), NOW)
    linkIs(shown, { status: 'refused', reason: 'removed', since: NOW })
    await shown.pass(10)
    expect(screen.getByText(/Ask a teammate for a new invite/)).toBeTruthy()
    linkIs(shown, { status: 'refused', reason: 'moonbeam', since: NOW })
    await shown.pass(10)
    expect(screen.getByText(/“moonbeam”/)).toBeTruthy()
  })
})

describe('without a team', () => {
  const refuse = (code: string) => (): Outcome => ({ ok: false, code })

  test('an invite is asked for, and what is wrong with it stands beside it', async () => {
    const { user, bridge } = await show(TeamScreen, stateWith(), NOW, refuse('invite_invalid'))
    expect(screen.getByRole('heading', { name: 'Just you.' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Join team' }))
    expect(screen.getByText('Paste the invite that a teammate sent you.')).toBeTruthy()
    expect(bridge.wishes).toEqual([])
    await user.type(screen.getByLabelText('Invite link'), 'https://hub.example/i/abc')
    await user.type(screen.getByLabelText('Your name'), 'Noor')
    await user.click(screen.getByRole('button', { name: 'Join team' }))
    expect(bridge.wishes).toEqual([{ type: 'team.join', invite: 'https://hub.example/i/abc', person: 'Noor' }])
    const field = screen.getByLabelText('Invite link')
    expect(field.getAttribute('aria-describedby')).toBe(screen.getByText(/used up, expired/).id)
    await user.type(field, 'd')
    expect(screen.queryByText(/used up, expired/)).toBeNull()
  })

  test('hosting asks for a name, and says what the network switch means', async () => {
    const { user, bridge } = await show(TeamScreen, stateWith(), NOW, refuse('hub_not_started'))
    await user.click(screen.getByRole('radio', { name: 'Host on this computer' }))
    await user.type(screen.getByLabelText('Team name'), ' Atlas ')
    await user.type(screen.getByLabelText('Your name'), 'Noor')
    expect(screen.getByText(/Only this computer can reach the team/)).toBeTruthy()
    await user.click(screen.getByRole('switch'))
    expect(screen.getByText(/Computers on your local network can join/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Host team' }))
    expect(bridge.wishes).toEqual([{ type: 'team.host', name: 'Atlas', person: 'Noor', lan: true }])
    expect(screen.getByRole('alert').textContent).toMatch(/could not be hosted|could not be started/)
  })
})

describe('a team', () => {
  test('of one shows the invite to send, and copies it', async () => {
    const { user } = await show(TeamScreen, atlas([], { invite: 'https://hub.example/i/abc' }), NOW)
    expect(listed()).toEqual(['Noor'])
    await user.click(screen.getByRole('button', { name: 'Copy' }))
    expect(await navigator.clipboard.readText()).toBe('https://hub.example/i/abc')
    expect(screen.getByRole('button', { name: 'Copied' })).toBeTruthy()
  })

  test('makes an invite once it is asked for', async () => {
    const shown = await show(TeamScreen, atlas(TEAM), NOW, (_errand, bridge) => {
      bridge.report({ type: 'team.invited', team: 't1', invite: 'https://hub.example/i/new' })
      return { ok: true }
    })
    await shown.user.click(screen.getByRole('button', { name: 'Team Atlas' }))
    await shown.user.click(screen.getByRole('menuitem', { name: 'Invite people…' }))
    await shown.pass(1)
    expect(shown.bridge.wishes).toEqual([{ type: 'team.invite', team: 't1' }])
    expect(screen.getByLabelText('Invite link')).toHaveProperty('value', 'https://hub.example/i/new')
  })

  test('shows its people and my computers, and asks before it takes anything away', async () => {
    const book: TeamBook = {
      role: 'owner',
      people: [
        { id: 'me', name: 'Noor', role: 'owner', joined: at('07:00') },
        { id: 'ben', name: 'Ben Okafor', role: 'member', joined: at('08:00') },
      ],
      devices: [
        { id: 'd', name: 'computer', live: true },
        { id: 'd2', name: 'computer', live: false },
      ],
      invites: [{ id: 'i1', expires: at('12:00'), uses: 24, for: 'person' }],
    }
    const { user, bridge, pass } = await show(TeamScreen, atlas(TEAM), NOW, (errand, fake) => {
      if (errand.type === 'team.pair') return { ok: true, value: 'https://hub.example/j/pair' }
      if (errand.type === 'team.people') fake.report({ type: 'team.book', team: 't1', book })
      return errand.type === 'team.removePerson' ? { ok: false, code: 'hub_unreachable' } : { ok: true }
    })
    await user.click(screen.getByRole('button', { name: 'Team Atlas' }))
    await user.click(screen.getByRole('menuitem', { name: 'People and computers…' }))
    await vi.waitFor(() => screen.getByRole('dialog'))
    await pass(10)
    const dialog = within(screen.getByRole('dialog'))
    expect(dialog.getByRole('region', { name: 'Your computers' }).textContent).toContain(
      'Another computer · not connected',
    )
    expect(dialog.getByText('Lets 24 more people in, until 12:00')).toBeTruthy()

    await user.click(dialog.getByRole('button', { name: 'Add a computer…' }))
    expect(dialog.getByLabelText('Invite link')).toHaveProperty('value', 'https://hub.example/j/pair')

    await user.click(dialog.getByRole('button', { name: 'Sign out: Another computer · not connected' }))
    expect(document.activeElement?.textContent).toBe('Keep as it is')
    expect(bridge.wishes.map(({ type }) => type)).toEqual(['team.people', 'team.pair'])
    await user.click(dialog.getByRole('button', { name: 'Sign out' }))
    expect(bridge.wishes.at(-1)).toEqual({ type: 'team.removeDevice', team: 't1', device: 'd2' })

    await user.click(dialog.getByRole('button', { name: 'What to do with Ben Okafor' }))
    await user.click(screen.getByRole('menuitem', { name: 'Remove from team…' }))
    await user.click(dialog.getByRole('button', { name: 'Remove' }))
    expect(bridge.wishes.at(-1)).toEqual({ type: 'team.removePerson', team: 't1', person: 'ben' })
    expect(dialog.getByRole('alert').textContent).toContain('The hub does not answer')

    const name = dialog.getByLabelText('Team name')
    await user.clear(name)
    await user.type(name, 'Boreas{Enter}')
    expect(bridge.wishes.at(-1)).toEqual({ type: 'team.rename', team: 't1', name: 'Boreas' })
  })

  test('is left only after the warning, and a refusal stays in sight', async () => {
    const { user, bridge } = await show(TeamScreen, atlas(TEAM), NOW, () => ({ ok: false, code: 'hub_unreachable' }))
    await user.click(screen.getByRole('button', { name: 'Team Atlas' }))
    await user.click(screen.getByRole('menuitem', { name: 'Leave Team Atlas…' }))
    expect(screen.getByRole('dialog').textContent).toContain('Your data on that hub is deleted')
    expect(bridge.wishes).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Leave and delete' }))
    expect(bridge.wishes).toEqual([{ type: 'team.leave', team: 't1' }])
    expect(screen.getByRole('alert').textContent).toContain('The hub does not answer')
  })

  test('can be one of several', async () => {
    const first = atlas(TEAM)
    const state = { ...first, teams: { ...first.teams, t2: team({ team: 't2', name: 'Band' }) } }
    const { user } = await show(TeamScreen, state, NOW)
    await user.click(screen.getByRole('button', { name: 'Band' }))
    await user.click(screen.getByRole('menuitem', { name: 'Team Atlas' }))
    await vi.waitFor(() => expect(listed()).toContain('Ana Duarte'))
  })
})

describe('my status', () => {
  test('is set in my words with an end, and can be cleared', async () => {
    const { user, bridge } = await show(TeamScreen, atlas(TEAM), NOW)
    await user.click(screen.getByRole('button', { name: 'Your status: available' }))
    expect(screen.getByRole('button', { name: 'Set status' })).toHaveProperty('disabled', true)
    await user.click(screen.getByRole('radio', { name: 'away' }))
    await user.type(screen.getByLabelText('In your words'), 'School run')
    await user.click(screen.getByRole('radio', { name: '🚶' }))
    await user.click(screen.getByRole('radio', { name: '30 min' }))
    await user.click(screen.getByRole('button', { name: 'Set status' }))
    const status = { state: 'away', emoji: '🚶', text: 'School run', until: NOW + 30 * MINUTE }
    expect(bridge.wishes).toEqual([{ type: 'status.set', status }])
    expect(described('Noor')).toContain('away')
    await user.click(screen.getByRole('button', { name: 'Your status: away' }))
    await user.click(screen.getByRole('button', { name: 'Clear' }))
    expect(bridge.wishes.at(-1)).toEqual({ type: 'status.clear' })
    expect(screen.getByRole('button', { name: 'Your status: available' })).toBeTruthy()
  })
})
