/** Builds the first state from what is kept on disk, and tells what could not be read. */
import { ledgerFrom } from '../core/app/ledger.ts'
import { emptyState, noSession, type Notice, type State, type SystemSlice, type TeamSlice } from '../core/app/state.ts'
import { openTail, recentSessions } from '../core/focus/session.ts'
import { kept, type KeptName, type KeptValue } from '../core/persist/kept.ts'
import { dayAt } from '../core/planner/day.ts'
import type { Instant } from '../core/time/instant.ts'
import type { Journal, Keeper } from './ports.ts'

export function restoreState(keeper: Keeper, journal: Journal, system: SystemSlice, now: Instant): State {
  const notices: Notice[] = []
  const read = <Name extends KeptName>(name: Name): KeptValue<Name> | null => {
    const { value, problem } = keeper.load(name)
    if (problem !== null) {
      const key = `notice.file.${problem.code}${problem.recovered ? '.recovered' : ''}`
      notices.push({ id: `${key}:${name}`, key, values: { name, file: problem.keptAs }, at: now, tone: 'problem' })
    }
    const parsed = value === null ? null : kept[name].schema.safeParse(value)
    return parsed?.success === true ? (parsed.data as KeptValue<Name>) : null
  }
  const empty = emptyState(system)
  const { events, unreadable } = journal.recent()
  if (unreadable > 0) {
    notices.push({
      id: 'notice.journal',
      key: 'notice.journal',
      values: { lines: unreadable },
      at: now,
      tone: 'problem',
    })
  }
  const memberships = read('teams') ?? {}
  const rosters = read('rosters') ?? {}
  const docs = read('docs') ?? {}
  const papers = read('papers') ?? {}
  const link = { status: 'connecting', reason: null, since: now, publishedAt: null } as const
  const teams = Object.entries(memberships).map(([id, team]): [string, TeamSlice] => [
    id,
    { ...team, link, invite: null },
  ])
  const settings = read('settings') ?? empty.settings
  const history = read('history')
  const today = dayAt(now, system.zone, settings.dayEndsAt)
  return {
    ...empty,
    settings,
    history: history?.day === today ? { past: history.past, future: history.future } : empty.history,
    plan: read('plan') ?? empty.plan,
    rhythm: read('rhythm') ?? empty.rhythm,
    inbox: read('inbox') ?? empty.inbox,
    calendars: read('calendars') ?? empty.calendars,
    busy: read('busy') ?? empty.busy,
    status: read('status')?.status ?? empty.status,
    ledger: ledgerFrom(events, now),
    session: { ...noSession, current: openTail(events), past: recentSessions(events, now) },
    letters: read('letters') ?? empty.letters,
    starts: read('starts') ?? empty.starts,
    teams: Object.fromEntries(teams),
    rosters: Object.fromEntries(teams.map(([id]) => [id, rosters[id] ?? {}])),
    docs: Object.fromEntries(teams.map(([id]) => [id, docs[id] ?? {}])),
    papers: Object.fromEntries(teams.map(([id]) => [id, papers[id] ?? {}])),
    notices,
  }
}
