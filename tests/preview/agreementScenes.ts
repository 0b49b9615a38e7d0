/** A team that agrees: nothing yet, an agreement with a proposal, and one that was overtaken. */
import type { State } from '../../src/core/app/state.ts'
import type { Agreement, Proposal } from '../../src/core/sync/documents.ts'
import type { Person } from '../../src/core/sync/records.ts'
import type { TeamDoc, TeamDocs } from '../../src/core/team/docs.ts'
import { DAY, type Instant } from '../../src/core/time/instant.ts'
import { instantAt } from '../../src/core/time/zone.ts'
import { block } from '../fakes/state.ts'
import type { Scene } from './scenes.ts'

const open = (zone: string, from: string, to: string, dates: readonly string[], place?: string) => ({
  zone,
  intervals: dates.map((date) => ({
    start: instantAt(date, from, zone),
    end: instantAt(date, to, zone),
    state: 'available' as const,
    ...(place === undefined ? {} : { place }),
  })),
})
const DATES = ['2026-11-26', '2026-11-27', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-08', '2026-12-09']

const person = (id: string, name: string, plan: Person['plan'], now: Instant): Person => ({
  id,
  name,
  live: true,
  gone: null,
  presence: { rule: 4, zone: plan?.zone ?? 'Europe/Lisbon' },
  manual: null,
  plan,
  asOf: now,
})

const RULES: Agreement = {
  coreHours: [{ days: [2, 3, 4], start: '15:00', end: '17:00', zone: 'Europe/Lisbon' }],
  quietHours: [{ days: [1, 2, 3, 4, 5, 6, 7], start: '20:00', end: '07:00' }],
  responses: { today: 240, whenever: 1_440 },
  urgent: { perDay: 2, reasons: 'somebody is stuck, or something is down' },
  officeDays: [2, 3],
  spreadOffice: true,
  text: 'Core hours are for questions and decisions.\nEverything else can wait.',
  reviewOn: '2026-11-25',
}

const proposal = (id: string, author: string, body: Partial<Proposal>): TeamDoc => ({
  id: `proposal.${id}`,
  v: 3,
  by: author,
  at: 0,
  kind: 'proposal',
  body: { base: 2, agreement: RULES, state: 'open', author, draft: 1, votes: {}, ...body },
})

export function agreementScenes(lived: State, now: Instant): Readonly<Record<string, Scene>> {
  const roster = Object.fromEntries(
    [
      person('ana', 'Ana Duarte', open('Europe/Lisbon', '09:00', '17:00', DATES, 'office'), now),
      person('ben', 'Ben Okafor', open('America/Los_Angeles', '08:00', '12:00', DATES), now),
      person('chi', 'Chiara Rossi', open('Europe/Rome', '10:00', '18:00', DATES, 'Office, 2nd floor'), now),
      person('dev', 'Dev Rai', null, now),
    ].map((one) => [one.id, one]),
  )
  const base: State = {
    ...lived,
    settings: { ...lived.settings, name: 'Noor' },
    plan: { ...lived.plan, late: block('open', '2026-12-01', '12:00', 150, { id: 'late' }) },
    rosters: { atlas: roster },
  }
  const agreement: TeamDoc = { id: 'agreement', v: 2, by: 'ben', at: now - 30 * DAY, kind: 'agreement', body: RULES }
  const adopted = proposal('old', 'ana', { base: 1, state: 'adopted', votes: { ana: true, ben: true, me: true } })
  const with_ = (docs: readonly TeamDoc[]): State => ({
    ...base,
    docs: { atlas: Object.fromEntries(docs.map((doc) => [doc.id, doc])) satisfies TeamDocs },
  })
  const next: Agreement = {
    ...RULES,
    coreHours: [{ days: [2, 3], start: '16:00', end: '17:30', zone: 'Europe/Lisbon' }],
    responses: { today: 120, whenever: 1_440 },
    reviewOn: '2027-01-25',
  }
  const proposed = proposal('new', 'ben', {
    agreement: next,
    why: 'Thursday afternoons are hard for those with small children.',
    votes: { ben: true, ana: true, chi: false },
  })
  const mine = proposal('mine', 'me', { base: 1, agreement: { ...RULES, quorum: 66 }, votes: { me: true } })
  return {
    agreeEmpty: { state: base, now },
    agreed: { state: with_([agreement, adopted]), now },
    proposed: { state: with_([agreement, adopted, proposed]), now },
    overtaken: { state: with_([agreement, adopted, mine]), now },
  }
}
