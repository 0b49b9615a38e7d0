/** When a knock is claimed and its receipt sent is a function of the shared part alone: it must not tell what the plan does not. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reduce } from '../../src/core/app/reduce.ts'
import type { State, TeamSlice } from '../../src/core/app/state.ts'
import type { InboxItem } from '../../src/core/sync/protocol.ts'
import { HOUR, MINUTE } from '../../src/core/time/instant.ts'
import { inZone } from '../../src/core/time/zone.ts'
import { block, planOf, stateWith, system, teamWith } from '../fakes/state.ts'
import { forbiddenFields, nameOf } from './allowed.ts'

const NOW = Date.UTC(2026, 10, 26, 9, 0)
const team = teamWith(NOW)
const URGENCIES = ['whenever', 'today', 'urgent'] as const
const items: readonly InboxItem[] = URGENCIES.map((urgency) => ({
  ...{ i: urgency.padEnd(16, '-'), from: 'ana', at: NOW, claim: null },
  body: { kind: 'knock', urgency, text: 'The contract?' },
}))

const stretch = { start: fc.integer({ min: 0, max: 96 }), length: fc.integer({ min: 1, max: 20 }) }
const sharedPart = fc.array(fc.record({ ...stretch, kind: fc.constantFrom('focus', 'open', 'together') }), {
  maxLength: 6,
})
const privatePart = fc.record({
  blocks: fc.array(fc.record({ ...stretch, kind: fc.constantFrom('personal', 'rest') }), { maxLength: 6 }),
  title: fc.string({ maxLength: 20 }),
  locked: fc.boolean(),
})
type Part = readonly {
  readonly start: number
  readonly length: number
  readonly kind: 'focus' | 'open' | 'together' | 'personal' | 'rest'
}[]

const blocksOf = (part: Part, title: string) =>
  part.map(({ start, length, kind }, index) => ({
    ...block(kind, '2026-11-26', '09:00', length * 15),
    ...{ id: `${kind}${index}`, title, start: inZone(NOW + start * 15 * MINUTE, system.zone) },
  }))

/** Everything that this device says of the items, and at which quarter of an hour. */
function saidBy(
  shared: Part,
  own: { blocks: Part; title: string; locked: boolean },
  shares: TeamSlice['shares'] = team.shares,
): string[] {
  const here = { input: own.locked ? 'idle' : 'active', locked: own.locked, asleep: false } as const
  const plan = planOf(...blocksOf(shared, own.title), ...blocksOf(own.blocks, own.title))
  let state: State = stateWith({ plan, teams: { t: { ...team, shares } }, system: { ...system, here } })
  const said: string[] = []
  const step = (intent: Parameters<typeof reduce>[1], now: number): void =>
    void (state = reduce(state, intent, now).state)
  step({ type: 'items.report', team: 't', full: true, items, gone: [] }, NOW)
  for (let now = NOW; now < NOW + 30 * HOUR; now += 15 * MINUTE) {
    step({ type: 'look' }, now)
    for (
      let asked = Object.values(state.papers['t'] ?? {});
      asked.length > 0;
      asked = Object.values(state.papers['t'] ?? {})
    )
      for (const { ref, paper } of asked) {
        expect(forbiddenFields(nameOf(paper), paper)).toEqual([])
        said.push(`${(now - NOW) / MINUTE} ${JSON.stringify(paper)}`)
        step({ type: 'papers.answered', team: 't', ref, answer: { ok: true } }, now)
      }
  }
  return said
}

test('what is said of a knock and when is the same, whatever the private part of the life', () => {
  fc.assert(
    fc.property(sharedPart, privatePart, privatePart, (shared, one, other) => {
      const said = saidBy(shared, one)
      expect(said).toEqual(saidBy(shared, other))
      // The urgent one at least: claimed, done with on the hub, and told to its sender.
      expect(said.length).toBeGreaterThanOrEqual(3)
    }),
    { numRuns: 60 },
  )
})

test('and the same whatever the plan, to a team that is not told it', () => {
  const shares = { place: false, plan: false }
  fc.assert(
    fc.property(sharedPart, sharedPart, privatePart, (one, other, own) => {
      expect(saidBy(one, own, shares)).toEqual(saidBy(other, own, shares))
    }),
    { numRuns: 60 },
  )
})
