/** Who can be reached now, and the others when, in every team. */
import { z } from 'zod'
import { sharesPlan } from '../../availability/cut.ts'
import { evidenceOf } from '../../availability/decide.ts'
import { AvailabilityState, type Person } from '../../sync/records.ts'
import { replyBy, type ReplyBy } from '../../team/replyBy.ts'
import { type RosterRow, type RosterView, viewRoster } from '../../team/roster.ts'
import type { Instant } from '../../time/instant.ts'
import type { State, TeamSlice } from '../state.ts'
import { responsesOf } from '../agreed.ts'
import { TeamBook } from '../teamWishes.ts'
import { instant, maybe, reading, readingOf } from './common.ts'

const LinkReport = z.object({
  status: z.enum(['connecting', 'online', 'offline', 'refused']),
  reason: z.string().nullable(),
  since: instant,
  publishedAt: maybe,
})

export const TeamSummary = z.object({
  id: z.string(),
  name: z.string(),
  hosted: z.enum(['no', 'loopback', 'lan']),
  link: LinkReport,
  /** What this team may see beside when I can be reached. */
  shares: z.object({
    plan: z.boolean(),
    zone: z.boolean(),
    place: z.boolean(),
    away: z.boolean(),
    skills: z.boolean(),
  }),
  /** Teammates without me. */
  people: z.number(),
  /** Of these, available or together now. */
  reachable: z.number(),
})
export type TeamSummary = z.infer<typeof TeamSummary>

const viewOf = (state: State, team: TeamSlice, now: Instant): RosterView =>
  viewRoster(Object.values(state.rosters[team.team] ?? {}), { me: team.me, linked: team.link.status === 'online', now })

export function teamSummary(state: State, team: TeamSlice, now: Instant): TeamSummary {
  const { counts } = viewOf(state, team, now)
  const { status, reason, since, publishedAt } = team.link
  return {
    id: team.team,
    name: team.name,
    hosted: team.hosted,
    link: { status, reason, since, publishedAt },
    shares: {
      plan: sharesPlan(team.shares),
      zone: team.shares.zone !== false,
      place: team.shares.place,
      away: team.shares.away === true,
      skills: team.shares.skills === true,
    },
    people: counts.people,
    reachable: counts.available + counts.together,
  }
}

const PersonReport = z.object({
  id: z.string(),
  name: z.string(),
  state: AvailabilityState,
  until: maybe,
  /** When they can be reached next; null while they can, or where nothing is planned. */
  back: maybe,
  /** When a knock would be seen at the latest, and by when it would be answered; null where nothing promises it. */
  seen: maybe,
  replyBy: maybe,
  byPlan: z.boolean(),
  asOf: maybe,
  zone: z.string().nullable(),
  place: z.string().nullable(),
  text: z.string(),
  emoji: z.string(),
})
export type PersonReport = z.infer<typeof PersonReport>

export const TeamReport = z.object({
  ...reading,
  teams: z.array(TeamSummary.extend({ members: z.array(PersonReport), book: TeamBook.nullable(), device: z.string() })),
})
export type TeamReport = z.infer<typeof TeamReport>

export const teamReport = (state: State, now: Instant): TeamReport => ({
  ...readingOf(state, now),
  teams: Object.values(state.teams).map((team) => withMembers(state, team, now)),
})

function withMembers(state: State, team: TeamSlice, now: Instant): TeamReport['teams'][number] {
  const agreed = responsesOf(state, team.team)
  const replies = (person: Person): ReplyBy =>
    replyBy(evidenceOf(person, team.link.status === 'online'), agreed, 'whenever', now)
  const members = viewOf(state, team, now).groups.flatMap(({ rows }) =>
    rows.map((row) => personReport(row, replies(row.person))),
  )
  return { ...teamSummary(state, team, now), members, book: team.book ?? null, device: team.device }
}

function personReport({ person, standing }: RosterRow, { seen, reply }: ReplyBy): PersonReport {
  const { state, until, back, byPlan, asOf, zone, place, words } = standing
  const { id, name } = person
  const told = { text: words?.text ?? '', emoji: words?.emoji ?? '' }
  return { id, name, state, until, back, seen, replyBy: reply, byPlan, asOf, zone, place, ...told }
}
