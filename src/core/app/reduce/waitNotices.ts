/** Who is waited for hears of it once, in a line that stays until it is read; who waited, when somebody else settled it. */
import { type Wait, waitsIn } from '../../team/waiting.ts'
import type { TeamDocs } from '../../team/docs.ts'
import type { Instant } from '../../time/instant.ts'
import type { State } from '../state.ts'
import { withNotice } from './notices.ts'

export function withWaitNotices(state: State, team: string, before: TeamDocs, after: TeamDocs, now: Instant): State {
  const me = state.teams[team]?.me
  const nameOf = (id: string): string => state.rosters[team]?.[id]?.name ?? ''
  const told = (from: State, key: string, name: string, what: string): State =>
    name === '' ? withNotice(from, `${key}.somebody`, { what }, now) : withNotice(from, key, { name, what }, now)
  const asked = waitsIn(after).filter(({ id, on, who }) => on === me && who !== me && before[id] === undefined)
  const settled = waitsIn(before).filter(({ id, who, on }) => who === me && on !== me && after[id] === undefined)
  const withAsked = asked.reduce((next, { who, what }) => told(next, 'notice.waitedFor', nameOf(who), what), state)
  return settled
    .filter(({ id }) => !isMine(state, team, id))
    .reduce((next, { on, what }: Wait) => told(next, 'notice.waitSettled', nameOf(on), what), withAsked)
}

/** Whether I took it back myself, which needs no news. */
const isMine = ({ papers }: State, team: string, doc: string): boolean =>
  Object.values(papers[team] ?? {}).some(({ paper }) => paper.t === 'doc' && paper.doc === doc && paper.body === null)
