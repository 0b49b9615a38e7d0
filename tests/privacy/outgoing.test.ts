/** What a team gets is a function of the shared part alone: two lives that differ in private things only send equal bytes. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outgoingFor } from '../../src/core/app/desired.ts'
import type { State } from '../../src/core/app/state.ts'
import { BLOCK_KINDS } from '../../src/core/planner/block.ts'
import { ClientFrame } from '../../src/core/sync/protocol.ts'
import { advance, initialLink, type LinkState } from '../../src/core/sync/link.ts'
import { MINUTE } from '../../src/core/time/instant.ts'
import { block, planOf, stateWith, system } from '../fakes/state.ts'
import { forbiddenFields, nameOf, PLACE_FIELD, SKILLS_FIELD } from './allowed.ts'
import { lifeOf, NOW, type Private, privatePart, type Shared, sharedPart } from './lives.ts'

const RUNS = { numRuns: 300 }

const bytes = (state: State, place: boolean): string => JSON.stringify(outgoingFor(state, { shares: { place } }, NOW))

describe('what a team gets', () => {
  test('is byte for byte the same, whatever the private part of the life', () => {
    fc.assert(
      fc.property(sharedPart, privatePart, privatePart, fc.boolean(), (shared, one, other, running) => {
        expect(bytes(lifeOf(shared, one, running), false)).toBe(bytes(lifeOf(shared, other, running), false))
      }),
      RUNS,
    )
  })

  test('is the same with places shared too, where the places of shared blocks are', () => {
    fc.assert(
      fc.property(sharedPart, privatePart, privatePart, fc.boolean(), (shared, one, other, running) => {
        const mine = bytes(lifeOf(shared, one, running, one.places), true)
        expect(bytes(lifeOf(shared, other, running, one.places), true)).toBe(mine)
      }),
      RUNS,
    )
  })

  test('holds no place unless places are shared, and none of a private block ever', () => {
    const plan = planOf(
      block('open', '2026-11-26', '10:00', 60, { place: 'kitchen' }),
      block('personal', '2026-11-26', '12:00', 60, { place: 'school' }),
    )
    expect(bytes(stateWith({ plan }), false)).not.toMatch(/kitchen|school/)
    expect(bytes(stateWith({ plan }), true)).toMatch(/kitchen/)
    expect(bytes(stateWith({ plan }), true)).not.toMatch(/school/)
  })

  test('holds that I am away only where I share it, and then no more than the word', () => {
    const idle = stateWith({ system: { ...system, here: { input: 'idle', locked: true, asleep: false } } })
    expect(bytes(idle, false)).toBe(bytes(stateWith(), false))
    const shared = outgoingFor(idle, { shares: { place: false, away: true } }, NOW).presence
    expect(shared).toEqual({ rule: 5, state: 'away', zone: system.zone })
    const frame = { t: 'put', id: 1, hlc: 'x', kind: 'presence', body: shared }
    expect(forbiddenFields(nameOf(frame), frame)).toEqual([])
  })

  test('holds what I can be asked about only where I share it, and then no more than the words', () => {
    const skilled = stateWith()
    const life = { ...skilled, settings: { ...skilled.settings, skills: ['Rust', 'invoices'] } }
    expect(bytes(life, true)).toBe(bytes(stateWith(), true))
    const { plan } = outgoingFor(life, { shares: { place: false, skills: true } }, NOW)
    expect(plan).toEqual({
      ...outgoingFor(stateWith(), { shares: { place: false } }, NOW).plan,
      skills: ['Rust', 'invoices'],
    })
    const frame = { t: 'plan', id: 1, hlc: '0'.repeat(16), body: plan }
    expect(ClientFrame.safeParse(frame).success).toBe(true)
    expect(new Set(forbiddenFields(nameOf(frame), frame))).toEqual(new Set([SKILLS_FIELD]))
    expect(forbiddenFields(nameOf(frame), frame, [SKILLS_FIELD])).toEqual([])
  })

  test('is the same whatever the plan, where the plan is not shared', () => {
    const unshared = (shared: Shared, own: Private, running: boolean): string => {
      const state = { ...lifeOf(shared, own, running), calendars: {}, busy: {} }
      return JSON.stringify(outgoingFor(state, { shares: { place: true, skills: true, plan: false } }, NOW))
    }
    fc.assert(
      fc.property(sharedPart, sharedPart, privatePart, fc.boolean(), (one, other, own, running) => {
        expect(unshared(one, own, running)).toBe(unshared(other, own, running))
      }),
      RUNS,
    )
    expect(outgoingFor(stateWith(), { shares: { place: true, plan: false } }, NOW).plan).toBeNull()
  })

  test('is the same wherever the clock is, where that is not shared', () => {
    const plan = planOf(
      block('open', '2026-11-26', '10:00', 60),
      block('focus', '2026-12-12', '00:30', 60),
      block('together', '2026-11-24', '23:30', 60),
    )
    const inZone = (zone: string): string =>
      JSON.stringify(
        outgoingFor(stateWith({ plan, system: { ...system, zone } }), { shares: { place: true, zone: false } }, NOW),
      )
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Niue', 'Asia/Kathmandu', 'Europe/Lisbon'])
      expect(inZone(zone)).toBe(inZone('UTC'))
    expect(inZone('Asia/Kathmandu')).not.toContain('Kathmandu')
  })

  test.each(BLOCK_KINDS)('a block of the kind %s is noticed, or not at all', (kind) => {
    const before = planOf(block('open', '2026-11-26', '10:00', 60))
    const after = { ...before, ...planOf(block(kind, '2026-11-26', '14:00', 60)) }
    const isShared = !['personal', 'rest'].includes(kind)
    expect(bytes(stateWith({ plan: before }), false) !== bytes(stateWith({ plan: after }), false)).toBe(isShared)
  })
})

describe('the link', () => {
  test('says nothing new when the private part alone changes, and only allowed fields when it speaks', () => {
    fc.assert(
      fc.property(
        sharedPart,
        privatePart,
        privatePart,
        fc.boolean(),
        fc.boolean(),
        (shared, one, other, running, place) => {
          const first = publish(onlineLink(), lifeOf(shared, one, running, one.places), place)
          expect(first.frames.length).toBeGreaterThan(0)
          for (const frame of first.frames) {
            expect(ClientFrame.safeParse(frame).success).toBe(true)
            expect(forbiddenFields(nameOf(frame), frame, place ? [PLACE_FIELD] : [])).toEqual([])
          }
          expect(publish(first.link, lifeOf(shared, other, running, one.places), place).frames).toEqual([])
        },
      ),
      RUNS,
    )
  })
})

const moment = { now: NOW, luck: 0 }

function onlineLink(): LinkState {
  const connecting = advance(initialLink('d_1', 'tideline', null, NOW), { type: 'start' }, moment).state
  const greeting = advance(connecting, { type: 'opened' }, moment).state
  const held = { presence: null, manual: null, plan: null }
  const welcome = {
    t: 'welcome',
    v: 1,
    me: 'p_1',
    team: { id: 't_1', name: 'Atlas' },
    now: NOW,
    epoch: '0'.repeat(16),
    ping: MINUTE,
    silent: MINUTE,
    held,
  } as const
  return advance(greeting, { type: 'frame', frame: welcome }, moment).state
}

function publish(link: LinkState, life: State, place: boolean): { link: LinkState; frames: unknown[] } {
  const { state, commands } = advance(
    link,
    { type: 'publish', out: outgoingFor(life, { shares: { place } }, NOW) },
    moment,
  )
  return { link: state, frames: commands.flatMap((command) => (command.do === 'send' ? [command.frame] : [])) }
}
