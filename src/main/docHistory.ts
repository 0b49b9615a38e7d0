/** Asks a team's hub for the versions of a document that it still keeps. */
import { readDoc, type TeamDoc } from '../core/team/docs.ts'
import { askTeam, type TeamAccess } from './hubLink.ts'

/** Throws the hub's code where it cannot be asked. */
export async function docHistory(known: TeamAccess | null, doc: string): Promise<readonly TeamDoc[]> {
  if (known === null) throw new Error('no_such_team')
  const answer = await askTeam(known, '/v1/docs/history', { doc })
  if (!answer.ok) throw new Error(answer.code)
  return answer.value.versions.map((version) => readDoc({ ...version, d: doc, r: 0 })).filter((read) => read !== null)
}
