import type { Instant } from '../../time/instant.ts'
import type { Shares } from '../../availability/cut.ts'
import type { HubAddress } from '../../sync/invite.ts'
import type { Intent } from '../intent.ts'
import { changed, type Reduced, refuse } from './result.ts'
import type { Roster, State, TeamSlice } from '../state.ts'

type TeamIntent = Extract<
  Intent,
  {
    type:
      | 'team.share'
      | 'team.joined'
      | 'team.invited'
      | 'team.left'
      | 'team.book'
      | 'team.announced'
      | 'team.followed'
      | 'team.nameTold'
      | 'team.moved'
      | 'link.report'
      | 'roster.report'
  }
>

export function reduceTeams(state: State, intent: TeamIntent, now: Instant): Reduced {
  if (intent.type === 'team.joined') {
    const link = { status: 'connecting', reason: null, since: now, publishedAt: null } as const
    const team: TeamSlice = { ...intent.membership, link, invite: intent.invite }
    return changed({
      ...state,
      teams: { ...state.teams, [team.team]: team },
      rosters: { ...state.rosters, [team.team]: {} },
      docs: { ...state.docs, [team.team]: {} },
      papers: { ...state.papers, [team.team]: {} },
    })
  }
  const team = state.teams[intent.team]
  if (team === undefined) return refuse(state, 'no_such_team')
  switch (intent.type) {
    case 'team.share':
      return changed(withTeam(state, { ...team, shares: sharesFrom(team, intent) }))
    case 'team.invited':
      return changed(withTeam(state, { ...team, invite: intent.invite }))
    case 'team.moved':
      return changed(withTeam(state, { ...team, url: intent.url }))
    case 'link.report':
      return changed(withTeam(state, { ...team, link: intent.link }))
    case 'team.announced': {
      const { movedTo: _before, ...rest } = team
      const isElsewhere = intent.to !== null && intent.to.url !== team.url
      return changed(withTeam(state, isElsewhere ? { ...rest, movedTo: intent.to } : rest))
    }
    case 'team.followed':
      return changed(withTeam(state, followed(team, intent.to)))
    case 'team.book':
      return changed(withTeam(state, { ...team, book: intent.book }))
    case 'team.nameTold':
      return changed(team.nameToTell === intent.name ? withTeam(state, withoutNameToTell(team)) : state)
    case 'team.left':
      return changed(withoutTeam(state, intent.team))
    case 'roster.report':
      return changed(
        withRoster(intent.name === team.name ? state : withTeam(state, { ...team, name: intent.name }), intent),
      )
  }
}

const withTeam = (state: State, team: TeamSlice): State => ({ ...state, teams: { ...state.teams, [team.team]: team } })

/** The hub that this computer runs stays there for those who have not heard yet. */
function followed(
  { movedTo: _there, fingerprint: _old, invite: _invite, ...team }: TeamSlice,
  to: HubAddress,
): TeamSlice {
  const kept = team.hosted === 'no' ? {} : { alsoHosts: team.hosted }
  return { ...team, ...kept, ...to, hosted: 'no', invite: null }
}

function withoutNameToTell({ nameToTell: _told, ...team }: TeamSlice): TeamSlice {
  return team
}

/** Every team is to hear my new name, as soon as its hub can be asked. */
export const withNameToTell = (teams: State['teams'], name: string): State['teams'] =>
  Object.fromEntries(Object.entries(teams).map(([id, team]) => [id, { ...team, nameToTell: name }]))

function withoutTeam(state: State, id: string): State {
  const { [id]: _team, ...teams } = state.teams
  const { [id]: _roster, ...rosters } = state.rosters
  const { [id]: _docs, ...docs } = state.docs
  const { [id]: _papers, ...papers } = state.papers
  const letters = Object.fromEntries(Object.entries(state.letters).filter(([, { team }]) => team !== id))
  return { ...state, teams, rosters, docs, papers, letters }
}

function withRoster(state: State, news: Extract<Intent, { type: 'roster.report' }>): State {
  const roster: Record<string, Roster[string]> = news.full ? {} : { ...state.rosters[news.team] }
  for (const person of news.set) roster[person.id] = person
  for (const id of news.gone) delete roster[id]
  return { ...state, rosters: { ...state.rosters, [news.team]: roster } }
}

/** What is not named stays as it was. */
function sharesFrom({ shares }: TeamSlice, said: Extract<Intent, { type: 'team.share' }>): Shares {
  const { type: _is, team: _of, ...named } = said
  return { ...shares, ...named }
}
