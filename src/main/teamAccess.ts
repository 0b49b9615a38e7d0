/** How a team's hub is asked as this device, and what its refusal is to whoever wished. */
import { type Outcome, refused } from '../core/app/intent.ts'
import type { TeamSlice } from '../core/app/state.ts'
import type { HubRefusal, TeamAccess } from './hubLink.ts'
import { tokenName } from './links.ts'
import type { Vault } from './ports.ts'

/** Null where this device has no token for it, or there is no such team. */
export function access(team: TeamSlice | undefined, vault: Pick<Vault, 'get'>): TeamAccess | null {
  const token = team === undefined ? null : vault.get(tokenName(team.team))
  if (team === undefined || token === null) return null
  return { url: team.url, token, ...(team.fingerprint === undefined ? {} : { fingerprint: team.fingerprint }) }
}

export const refusedByHub = ({ code, retryMs }: HubRefusal): Outcome =>
  refused(code, retryMs === undefined ? undefined : { seconds: Math.ceil(retryMs / 1_000) })
