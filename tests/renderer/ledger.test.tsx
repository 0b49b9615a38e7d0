// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { noSession, type State } from '../../src/core/app/state.ts'
import type { Session } from '../../src/core/focus/session.ts'
import { MINUTE } from '../../src/core/time/instant.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { DigestCard } from '../../src/renderer/ledger/DigestCard.tsx'
import { InterruptedCard } from '../../src/renderer/ledger/InterruptedCard.tsx'
import { WeekCard } from '../../src/renderer/ledger/WeekCard.tsx'
import { stateWith } from '../fakes/state.ts'
import { show } from './screen.tsx'

const NOW = instantAt('2026-11-26', '09:06', 'Europe/Lisbon')
const at = (minutes: number): number => NOW + minutes * MINUTE
const started = { type: 'started', at: at(-30), session: 's', until: at(20), title: 'Draft' } as const
const focusing = (...more: Session[1][]): State => stateWith({ session: { ...noSession, current: [started, ...more] } })

describe('after an interruption', () => {
  const tapped = focusing({ type: 'interrupted', at: at(-2), session: 's' })

  test('one tap each says how it came and who it was, and another that one is back', async () => {
    const settings = { ...tapped.settings, clock: '24' as const }
    const state = { ...tapped, settings, ledger: { ...tapped.ledger, people: ['Ana', 'Ben'] } }
    const { user, bridge } = await show(InterruptedCard, state, NOW)
    expect(screen.getByRole('heading', { name: 'Interrupted at 09:04' })).toBeTruthy()
    await user.click(screen.getByRole('radio', { name: 'chat' }))
    await user.click(screen.getByRole('radio', { name: 'Ben' }))
    await user.click(screen.getByRole('switch', { name: 'It was urgent' }))
    expect(screen.getByRole('radio', { name: 'chat' }).getAttribute('aria-checked')).toBe('true')
    await user.click(screen.getByRole('button', { name: 'Back at it' }))
    expect(bridge.wishes).toEqual([
      { type: 'focus.describe', of: at(-2), channel: 'chat' },
      { type: 'focus.describe', of: at(-2), who: 'Ben' },
      { type: 'focus.describe', of: at(-2), urgent: true },
      { type: 'focus.back', of: at(-2) },
    ])
    expect(screen.queryByRole('heading')).toBeNull()
  })

  test('somebody new is typed, and offered from then on', async () => {
    const { user, bridge } = await show(InterruptedCard, tapped, NOW)
    await user.type(screen.getByRole('textbox', { name: 'Who was it?' }), '  Chiara {Enter}')
    expect(bridge.state().ledger.people).toEqual(['Chiara'])
    expect(screen.getByRole('radio', { name: 'Chiara' }).getAttribute('aria-checked')).toBe('true')
  })

  test('the question can be left, and goes by itself; the entry stays', async () => {
    const { user, bridge, pass } = await show(InterruptedCard, tapped, NOW)
    await user.click(screen.getByRole('button', { name: 'Leave it as it is' }))
    expect(screen.queryByRole('heading')).toBeNull()
    bridge.report({ type: 'focus.interrupt' })
    await pass(0)
    expect(screen.getByRole('heading')).toBeTruthy()
    await pass(31 * MINUTE)
    expect(screen.queryByRole('heading')).toBeNull()
    expect(bridge.state().session.current).toHaveLength(3)
  })
})

describe('at the end of a session', () => {
  const over = focusing({ type: 'ended', at: at(0), session: 's', how: 'completed' })
  const withHeld = (held: { count: number | null; senders: { app: string; count: number }[] }): State => ({
    ...over,
    ledger: { ...over.ledger, digest: { session: 's', endedAt: at(0), held } },
  })

  test.each([
    [
      {
        count: 3,
        senders: [
          { app: 'Mail', count: 2 },
          { app: 'Chat', count: 1 },
        ],
      },
      '3 notices were held back: Mail 2, Chat',
    ],
    [{ count: 1, senders: [] }, '1 notice was held back.'],
    [{ count: 0, senders: [] }, 'Nothing was held back.'],
    [{ count: null, senders: [] }, 'This desktop does not tell what it held back.'],
  ])('what was held back is said, no more than is known: %j', async (held, words) => {
    await show(DigestCard, withHeld(held), NOW)
    expect(screen.getByText(words)).toBeTruthy()
    expect(screen.getByText(/30 min/)).toBeTruthy()
  })

  test('a line of what came of it is kept, and the card is put away', async () => {
    const { user, bridge } = await show(DigestCard, withHeld({ count: 0, senders: [] }), NOW)
    await user.type(screen.getByRole('textbox', { name: 'What came of it?' }), 'Half of the spec{Enter}')
    expect(bridge.state().session.current?.at(-1)).toMatchObject({ type: 'outcome', text: 'Half of the spec' })
    await user.click(screen.getByRole('button', { name: 'Put away' }))
    expect(bridge.state().ledger.digest).toBeNull()
    expect(screen.queryByRole('heading')).toBeNull()
  })

  test('nothing is there while the session goes on', async () => {
    const running = focusing()
    const digest = { session: 's', endedAt: null, held: { count: 2, senders: [] } }
    await show(DigestCard, { ...running, ledger: { ...running.ledger, digest } }, NOW)
    expect(screen.queryByRole('heading')).toBeNull()
  })
})

describe('this week', () => {
  test('focus by day, interruptions by channel, and the time it took to get back', async () => {
    const life = focusing(
      { type: 'interrupted', at: at(-25), session: 's', channel: 'chat' },
      { type: 'back', at: at(-13), session: 's', of: at(-25) },
    )
    const { bridge, pass } = await show(WeekCard, life, NOW)
    const days = within(screen.getByRole('list', { name: 'Focus by day' })).getAllByRole('listitem')
    expect(days).toHaveLength(7)
    expect(days[3]?.textContent).toContain('30 min of focus, 1 interruption')
    expect(screen.getByText('12 min')).toBeTruthy()
    expect(screen.getByText('In the middle, 1 of 1 measured. Research says 23 min.')).toBeTruthy()
    bridge.report({ type: 'focus.interrupt', channel: 'mail' })
    await pass(0)
    expect(screen.getByText('mail')).toBeTruthy()
  })

  test('where nothing was measured that is said, with what would help', async () => {
    await show(WeekCard, stateWith(), NOW)
    expect(screen.getByText('not known')).toBeTruthy()
    expect(screen.getByText(/Pause and resume/)).toBeTruthy()
  })
})
