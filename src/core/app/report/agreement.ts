/** What each team agreed on, what is proposed, and where the core hours are not kept. */
import { z } from 'zod'
import { checkCoreHours } from '../../agreement/coreHours.ts'
import { agreementOf, proposalsOf } from '../../agreement/team.ts'
import { Agreement } from '../../sync/documents.ts'
import type { Instant } from '../../time/instant.ts'
import { sharesPlan } from '../../availability/cut.ts'
import { sharedOf } from '../shared.ts'
import type { State, TeamSlice } from '../state.ts'
import { instant, maybe, reading, readingOf } from './common.ts'

const Names = z.array(z.string())
const Span = z.object({ start: instant, end: instant })

const TeamAgreement = z.object({
  id: z.string(),
  name: z.string(),
  /** 0 where nothing is agreed yet. */
  version: z.number(),
  since: maybe,
  rules: Agreement,
  agreedBy: Names,
  proposals: z.array(
    z.object({
      id: z.string(),
      author: z.string(),
      why: z.string(),
      rules: Agreement,
      agreed: Names,
      against: Names,
      undecided: Names,
      needed: z.number(),
      /** The agreement changed since, so it cannot be adopted as it is. */
      overtaken: z.boolean(),
    }),
  ),
  /** Core hours of the next 14 days that somebody's shared plan does not keep. `off`: nothing is planned that day. */
  missed: z.array(z.object({ who: z.string(), core: Span, missing: z.array(Span), off: z.boolean() })),
  /** Who shares no plan, and who shares theirs without their clock while core hours are on everybody's own: nothing is known of them. */
  noPlan: Names,
  noClock: Names,
})
export type TeamAgreement = z.infer<typeof TeamAgreement>

export const AgreementReport = z.object({ ...reading, teams: z.array(TeamAgreement) })
export type AgreementReport = z.infer<typeof AgreementReport>

export const agreementReport = (state: State, now: Instant): AgreementReport => ({
  ...readingOf(state, now),
  teams: Object.values(state.teams).map((team) => ofTeam(state, team, now)),
})

function ofTeam(state: State, team: TeamSlice, now: Instant): TeamAgreement {
  const { team: id, me, name } = team
  const docs = state.docs[id] ?? {}
  const roster = state.rosters[id] ?? {}
  const names = (people: readonly string[]): string[] =>
    people.map((person) => (person === me ? state.settings.name : (roster[person]?.name ?? person)))
  const { version, since, rules, agreedBy } = agreementOf(docs)
  const others = Object.values(roster).filter((person) => person.id !== me)
  const mine = sharesPlan(team.shares) ? sharedOf(state, { place: false }, now) : null
  const { gaps, unknown, clockless } = checkCoreHours(rules.coreHours ?? [], [{ id: me, plan: mine }, ...others], now)
  return {
    id,
    name,
    version,
    since,
    rules,
    agreedBy: names(agreedBy),
    proposals: proposalsOf(docs, [...new Set([...Object.keys(roster), me])], me).map((proposal) => ({
      id: proposal.id,
      author: names(proposal.author === null ? [] : [proposal.author])[0] ?? '',
      why: proposal.why,
      rules: proposal.rules,
      agreed: names(proposal.agreed),
      against: names(proposal.against),
      undecided: names(proposal.undecided),
      needed: proposal.needed,
      overtaken: proposal.isOvertaken,
    })),
    missed: gaps.map(({ person, core, missing, isOff }) => ({
      who: names([person])[0] ?? '',
      core: { start: core.start, end: core.end },
      missing: missing.map(({ start, end }) => ({ start, end })),
      off: isOff,
    })),
    noPlan: names(unknown),
    noClock: names(clockless),
  }
}
