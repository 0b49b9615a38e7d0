/** What a team agreed upon, as this device knows it. */
import type { Agreement } from '../sync/documents.ts'
import type { TeamDocs } from '../team/docs.ts'
import type { Responses } from '../team/replyBy.ts'
import type { State } from './state.ts'

/** Empty where the team has no agreement, or one that this app cannot read. */
export function agreementIn(docs: TeamDocs): Agreement {
  const { agreement } = docs
  return agreement?.kind === 'agreement' ? agreement.body : {}
}

export const agreementOf = (state: Pick<State, 'docs'>, team: string): Agreement => agreementIn(state.docs[team] ?? {})

export const responsesOf = (state: Pick<State, 'docs'>, team: string): Responses =>
  agreementOf(state, team).responses ?? {}
