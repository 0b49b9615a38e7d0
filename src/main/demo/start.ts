/** `--demo`: a lived-in day, a hub on this computer, and six teammates. All of it through the same wishes as a person's. */
import type { Intent, Outcome } from '../../core/app/intent.ts'
import type { State } from '../../core/app/state.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Stop } from '../ports.ts'
import { text } from '../text.ts'
import { demoInbox, demoPlan } from './plan.ts'

export interface DemoParts {
  readonly dispatch: (intent: Intent) => Promise<Outcome>
  readonly state: () => State
  readonly now: () => Instant
  /** Starts the program of the teammates (out/main/demoTeam.js, with TIDELINE_DEMO_INVITE). */
  readonly startTeam: (invite: string) => Stop
}

/** What the teammates' program expects. */
export const demoTeamEnv = (invite: string): Readonly<Record<string, string>> => ({ TIDELINE_DEMO_INVITE: invite })

/** Fills a fresh data folder. The plan is there at once; the returned promise waits for the team. */
export async function startDemo(parts: DemoParts): Promise<Stop> {
  const { dispatch, state, now, startTeam } = parts
  const { zone } = state().system
  await dispatch({ type: 'settings.change', change: { name: text('demo.me'), welcomed: true } })
  await dispatch({ type: 'plan.addAll', blocks: demoPlan(now(), zone) })
  for (const { id, title } of demoInbox()) await dispatch({ type: 'inbox.add', id, title })
  await dispatch({ type: 'notice.tell', key: 'demo.notice' })
  const invite = await hostTeam(parts)
  if (invite.ok) return startTeam(invite.value ?? '')
  await dispatch({ type: 'notice.tell', key: 'demo.noTeam', values: { reason: invite.code }, tone: 'problem' })
  return () => {}
}

/** The invite that the teammates join with, or why there is none. */
async function hostTeam({ dispatch }: DemoParts): Promise<Outcome> {
  const hosted = await dispatch({ type: 'team.host', name: text('demo.team'), person: text('demo.me'), lan: false })
  if (!hosted.ok) return hosted
  const team = hosted.value ?? ''
  await dispatch({ type: 'team.share', team, place: true })
  return dispatch({ type: 'team.invite', team })
}
