/** One device that gets and sends knocks, at an instant. */
import { block, planOf, stateWith, teamWith } from './state.ts'
import type { ItemBody, Urgency } from '../../src/core/sync/items.ts'
import type { InboxItem } from '../../src/core/sync/protocol.ts'
import type { PaperAnswer } from '../../src/core/sync/linkState.ts'
import type { Person } from '../../src/core/sync/records.ts'
import { openLetters } from '../../src/core/team/letters.ts'
import type { Instant } from '../../src/core/time/instant.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { announce } from '../../src/core/app/announce.ts'
import type { Intent } from '../../src/core/app/intent.ts'
import { reduce } from '../../src/core/app/reduce.ts'
import type { State } from '../../src/core/app/state.ts'

export const ZONE = 'Europe/Lisbon'
export const at = (time: string, date = '2026-11-26'): Instant => instantAt(date, time, ZONE)
export const NOW = at('09:30')
export const ID = 'aaaaaaaaaaaaaaaa'
export const OTHER = 'bbbbbbbbbbbbbbbb'

export const ana: Person = {
  ...{ id: 'ana', name: 'Ana', live: true, gone: null, manual: null, asOf: NOW, plan: null },
  presence: { rule: 4, zone: ZONE },
}
export const team = teamWith(NOW)
/** Focus from nine to eleven, open from eleven to one, and again the next day. */
export const day = stateWith({
  teams: { t: team },
  rosters: { t: { ana, me: { ...ana, id: 'me', name: 'Me' } } },
  plan: planOf(
    block('focus', '2026-11-26', '09:00', 120),
    block('open', '2026-11-26', '11:00', 120),
    block('open', '2026-11-27', '10:00', 60),
  ),
})

/** One device at an instant: what is told of each step is collected. */
export function device(first: State = day, start: Instant = NOW) {
  let state = first
  let now = start
  const told: string[] = []
  const step = (intent: Intent): ReturnType<typeof reduce>['outcome'] => {
    const before = state
    const { state: after, outcome } = reduce(before, intent, now)
    if (!outcome.ok) return outcome
    state = after
    for (const { key, values } of announce(before, after, now)) told.push(`${key} ${values['title']}`)
    return outcome
  }
  return {
    told,
    step,
    state: () => state,
    look(to: Instant) {
      now = to
      step({ type: 'look' })
    },
    asked: () => Object.keys(state.papers['t'] ?? {}),
    hear: (...items: InboxItem[]) => step({ type: 'items.report', team: 't', full: false, items, gone: [] }),
    answer: (ref: string, answer: PaperAnswer = { ok: true }) =>
      step({ type: 'papers.answered', team: 't', ref, answer }),
    open: () => openLetters(state.letters).map(({ id }) => id),
    link: (status: 'online' | 'offline') => step({ type: 'link.report', team: 't', link: { ...team.link, status } }),
  }
}

export const item = (body: ItemBody, id = ID, from = 'ana'): InboxItem => ({ i: id, from, at: NOW, body, claim: null })
export const knock = (urgency: Urgency): ItemBody => ({ kind: 'knock', urgency, text: 'The contract?' })
