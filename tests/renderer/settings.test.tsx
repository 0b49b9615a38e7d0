// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { noMute, type MuteSlice, type State } from '../../src/core/app/state.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { SettingsScreen } from '../../src/renderer/settings/SettingsScreen.tsx'
import { stateWith, system, teamWith } from '../fakes/state.ts'
import { show } from './screen.tsx'

const NOW = instantAt('2026-11-26', '09:06', 'Europe/Lisbon')
const base = stateWith()
const named: State = { ...base, settings: { ...base.settings, name: 'Noor' } }
const dunst: MuteSlice = { ...noMute, level: 'verified', label: 'dunst 1.9.0' }
const change = (given: object) => ({ type: 'settings.change', change: given })

describe('changes hold at once', () => {
  test('a number shows what is set, whatever it steps by, and steps to whole multiples', async () => {
    const odd = { ...base.settings, focus: { ...base.settings.focus, rest: 7 } }
    const { user, bridge } = await show(SettingsScreen, { ...base, settings: odd }, NOW)
    const field = screen.getByLabelText<HTMLInputElement>('A break on its own')
    expect(field.value).toBe('7 minutes')
    await user.click(screen.getByRole('button', { name: 'Increase A break on its own' }))
    expect(bridge.state().settings.focus.rest).toBe(10)
    await user.type(field, '{ArrowDown}{ArrowDown}')
    expect(bridge.state().settings.focus.rest).toBe(1)
    await user.clear(field)
    await user.type(field, '13{Enter}')
    expect(bridge.state().settings.focus.rest).toBe(13)
  })

  test('my name once the field is left; Escape takes it back', async () => {
    const { user, bridge } = await show(SettingsScreen, named, NOW)
    const field = screen.getByLabelText('Your name')
    await user.type(field, ' Haddad{Escape}')
    expect(field).toHaveProperty('value', 'Noor')
    await user.type(field, ' Haddad')
    expect(bridge.wishes).toEqual([])
    await user.tab()
    expect(bridge.wishes).toEqual([change({ name: 'Noor Haddad' })])
    expect(bridge.state().settings.name).toBe('Noor Haddad')
  })

  test('a name that is refused says why at its field, and nothing is changed', async () => {
    const { user, bridge } = await show(SettingsScreen, named, NOW)
    const field = screen.getByLabelText('Your name')
    await user.clear(field)
    await user.type(field, 'Noor\u202E{Enter}')
    expect(screen.getByText(/cannot be shown to others/)).toBeTruthy()
    expect(bridge.state().settings.name).toBe('Noor')
  })

  test('theme, clock, mute and the usual length', async () => {
    const { user, bridge } = await show(SettingsScreen, named, NOW)
    await user.click(screen.getByRole('radio', { name: 'Dark' }))
    await user.click(screen.getByRole('radio', { name: '13:30' }))
    await user.click(screen.getByRole('radio', { name: 'Always' }))
    await user.click(screen.getAllByRole('button', { name: /Increase/ })[0] ?? document.body)
    await user.click(screen.getByRole('switch', { name: /Start Tideline/ }))
    expect(bridge.state().settings).toMatchObject({
      theme: 'dark',
      clock: '24',
      mute: 'always',
      defaultMinutes: 55,
      startAtLogin: true,
    })
    expect(screen.getByText('Notifications are held back as long as Tideline runs.')).toBeTruthy()
  })
})

describe.each([
  ['shortcut', 'Start and end focus from anywhere'],
  ['interruptShortcut', 'Note an interruption from anywhere'],
] as const)('the key of %s', (setting, label) => {
  const field = () => within(screen.getByRole('group', { name: label }))

  test('is the next combination pressed; plain letters are not taken, Escape keeps the present one', async () => {
    const { user, bridge } = await show(SettingsScreen, named, NOW)
    const button = field().getByRole('button', { name: 'Change' })
    await user.click(button)
    fireEvent.keyDown(button, { key: 'g', code: 'KeyG' })
    expect(screen.getByText('Press the keys…')).toBeTruthy()
    fireEvent.keyDown(button, { key: 'Escape', code: 'Escape' })
    expect(screen.queryByText('Press the keys…')).toBeNull()
    await user.click(button)
    fireEvent.keyDown(button, { key: 'g', code: 'KeyG', ctrlKey: true, shiftKey: true })
    expect(bridge.wishes).toEqual([change({ [setting]: 'CommandOrControl+Shift+G' })])
  })

  test('can be removed, and is said where it could not be had', async () => {
    const { user, bridge, pass } = await show(SettingsScreen, named, NOW)
    bridge.report({ type: 'system.report', system: { [`${setting}Taken`]: false } })
    await pass(1)
    expect(screen.getByText(/could not be had/)).toBeTruthy()
    await user.click(field().getByRole('button', { name: 'Remove' }))
    expect(bridge.state().settings[setting]).toBe('')
    expect(screen.queryByText(/could not be had/)).toBeNull()
  })
})

describe('muting is told honestly', () => {
  test.each([
    ['verified', 'dunst 1.9.0', 'dunst 1.9.0: muting is verified'],
    ['requested', 'macOS', 'macOS: asked for, cannot be checked'],
    ['unsupported', '', 'This desktop: cannot be muted'],
  ] as const)('%s', async (level, label, words) => {
    await show(SettingsScreen, { ...named, mute: { ...dunst, level, label } }, NOW)
    expect(screen.getByText(words)).toBeTruthy()
  })

  test('with what went wrong', async () => {
    await show(SettingsScreen, { ...named, mute: { ...dunst, problem: 'not_applied' } }, NOW)
    expect(screen.getByText('Your desktop did not keep the change, so it is not muted.')).toBeTruthy()
  })

  test.each([
    ['No, nothing came', 'held', 'verified', 'Good: nothing came through.'],
    ['Yes, I saw it', 'shown', 'requested', 'still showed a notice'],
  ] as const)('and can be tried: %s', async (answer, test, level, words) => {
    const { user, bridge } = await show(SettingsScreen, { ...named, mute: dunst }, NOW, () => ({
      ok: true,
      value: 'verified',
    }))
    await user.click(screen.getByRole('button', { name: 'Test it' }))
    expect(screen.getByText(/Did you see it\?$/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: answer }))
    expect(bridge.wishes.map(({ type }) => type)).toEqual(['mute.selfTest', 'mute.saw'])
    expect(bridge.state().settings.muteTests).toEqual({ [dunst.label]: test })
    expect(bridge.state().mute.level).toBe(level)
    expect(screen.getByText(new RegExp(words))).toBeTruthy()
  })

  test('quiet hours can be had, but not where nothing may be muted', async () => {
    const { user, bridge } = await show(SettingsScreen, { ...named, mute: dunst }, NOW)
    const quiet = () => screen.getByRole('switch', { name: /^Also quiet outside my plan/ })
    await user.click(quiet())
    expect(bridge.state().settings.quietHours).toBe(true)
    await user.click(screen.getByRole('radio', { name: 'Never' }))
    expect(quiet().hasAttribute('disabled')).toBe(true)
  })

  test.each([
    ['kde', 'Show in Do Not Disturb mode'],
    ['cinnamon', 'Tideline keeps no list of exceptions of its own'],
  ])('what comes through on %s', async (adapter, words) => {
    await show(SettingsScreen, { ...named, mute: { ...dunst, adapter } }, NOW)
    expect(screen.getByText(new RegExp(words))).toBeTruthy()
  })

  test('also where the trial fails', async () => {
    const { user } = await show(SettingsScreen, { ...named, mute: dunst }, NOW, () => ({
      ok: false,
      code: 'mute_timeout',
    }))
    await user.click(screen.getByRole('button', { name: 'Test it' }))
    expect(screen.getByRole('alert').textContent).toContain('did not answer within five seconds')
    expect(screen.queryByText(/Did you see it/)).toBeNull()
  })
})

describe('the program that runs with focus', () => {
  const field = (): HTMLElement => screen.getByLabelText('Run a program with focus')

  test('is asked for with its arguments, one a line; nothing is asked before', async () => {
    const { user, bridge } = await show(SettingsScreen, named, NOW, () => ({ ok: true }))
    await user.type(field(), '/bin/light{Enter}red and blue')
    expect(bridge.wishes).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(bridge.wishes).toEqual([{ type: 'hook.set', argv: ['/bin/light', 'red and blue'] }])
  })

  test('a no is said at the field, and taking it away needs one click', async () => {
    const state = { ...named, settings: { ...named.settings, hook: ['/bin/light'] } }
    const { user, bridge } = await show(SettingsScreen, state, NOW, () => ({ ok: false, code: 'not_confirmed' }))
    await user.type(field(), '{Enter}on')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(screen.getByText('It was not confirmed, so nothing changed.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Run nothing' }))
    expect(bridge.wishes.at(-1)).toEqual({ type: 'hook.set', argv: [] })
  })
})

describe('this computer', () => {
  test('says where things are kept, and that there is no keyring and no tray', async () => {
    const state = { ...named, system: { ...system, vault: 'file', trayHost: false, dataDir: '/data' } as const }
    const { user, bridge } = await show(SettingsScreen, state, NOW, () => ({ ok: true }))
    expect(screen.getByText('No keyring was found: tokens are kept in a file only you can open.')).toBeTruthy()
    expect(screen.getByText(/shows no tray icons/)).toBeTruthy()
    expect(screen.getByText('/data')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Show folder' }))
    expect(bridge.wishes).toEqual([{ type: 'data.reveal' }])
  })
})

describe('teams', () => {
  const state: State = { ...named, teams: { t1: teamWith(NOW, { team: 't1', name: 'Team Atlas' }) } }

  test('are told with their hubs; sharing places is off until I say so', async () => {
    const { user, bridge } = await show(SettingsScreen, state, NOW)
    expect(screen.getByText('https://hub.example')).toBeTruthy()
    await user.click(screen.getByRole('switch', { name: /Share where you are/ }))
    expect(bridge.wishes).toEqual([{ type: 'team.share', team: 't1', place: true }])
    expect(bridge.state().teams['t1']?.shares.place).toBe(true)
  })

  test('that are told when I am away say after how long, and only they', async () => {
    const { user, bridge } = await show(SettingsScreen, state, NOW)
    expect(screen.queryByLabelText('Away after')).toBeNull()
    await user.click(screen.getByRole('switch', { name: /Tell this team when I am away/ }))
    await user.click(screen.getByRole('button', { name: 'Decrease Away after' }))
    expect(bridge.wishes.at(-1)).toEqual(change({ awayAfterMinutes: 5 }))
  })

  test('are left after a warning', async () => {
    const { user, bridge } = await show(SettingsScreen, state, NOW, () => ({ ok: true }))
    await user.click(screen.getByRole('button', { name: 'Leave Team Atlas…' }))
    await user.click(screen.getByRole('button', { name: 'Leave and delete' }))
    expect(bridge.wishes).toEqual([{ type: 'team.leave', team: 't1' }])
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

test('my limits, in hours and halves of them', async () => {
  const { user, bridge } = await show(SettingsScreen, base, NOW)
  const field = screen.getByLabelText<HTMLInputElement>('Least rest')
  expect(field.value).toBe('11 hours')
  await user.clear(field)
  await user.type(field, '9.5{Enter}')
  expect(bridge.state().settings.limits.rest).toBe(570)
  await user.click(screen.getByRole('button', { name: 'Increase Least rest' }))
  expect(bridge.state().settings.limits.rest).toBe(600)
})
