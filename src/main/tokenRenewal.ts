/** A device's token does not stay the same for long: when the hub says that it is old, a new one takes its place. */
import { askTeam, type TeamAccess } from './hubLink.ts'
import { tokenName } from './links.ts'
import { log } from './log.ts'
import type { Vault } from './ports.ts'

/**
 * The new token, once it is kept; null where there is none. Until it is used the old one works, at most a week: a crash
 * in between, or a disk that refuses, loses nothing, and the hub says so again at the next connection.
 */
export async function renewToken(
  team: string,
  known: TeamAccess | null,
  vault: Pick<Vault, 'get' | 'set'>,
  askHub: typeof askTeam = askTeam,
): Promise<string | null> {
  if (known === null) return null
  const answer = await askHub(known, '/v1/token', {})
  // Whoever left meanwhile has no token any more, and gets none back.
  if (!answer.ok || vault.get(tokenName(team)) !== known.token) return null
  try {
    vault.set(tokenName(team), answer.value.token)
  } catch (error) {
    log('cannot keep the new token of a team; the old one stays', error)
    return null
  }
  return answer.value.token
}
