/** A team's people as this window reads them, again whenever they, the link or the time change them. */
import { useEffect, useMemo, useState } from 'react'
import { outgoingFor } from '../../core/app/desired.ts'
import type { LinkStatus, TeamSlice } from '../../core/app/state.ts'
import type { Person } from '../../core/sync/records.ts'
import type { BookView } from '../../core/team/book.ts'
import { noHead, viewOfHead } from '../../core/team/head.ts'
import { fullMinute, type Millis, SECOND } from '../../core/time/instant.ts'
import { NOBODY, useAppState, useSlice } from '../lib/app.tsx'
import { useLookAt, useNow } from '../lib/useNow.ts'
import { useNews } from './useNews.ts'
import type { People } from './usePeople.ts'
import { type Today, useToday } from './useToday.ts'

export interface TeamReading extends Today {
  readonly view: BookView
  readonly linked: boolean
}

export function useTeam(team: TeamSlice, { head, book, read, feed }: People): TeamReading {
  const { roster, news, heard } = useNews(feed, book.ahead)
  const begun = head?.people ?? NOBODY
  const me = useMyself(team, (roster === NOBODY ? begun : roster)[team.me])
  const linked = useLinked(team.link.status)
  const now = Math.max(useNow('minute'), heard)
  const { teamGroup } = useSlice('settings')
  const view = useMemo(() => {
    const at = { me: me.id, linked, now }
    if (roster !== NOBODY) return book.read(roster, me, at, teamGroup, news)
    book.begin(at, teamGroup)
    const isSo = head !== null && head.by === teamGroup && head.linked === linked
    return viewOfHead(isSo ? head : noHead(teamGroup), begun, me, at, read)
  }, [roster, news, me, linked, now, teamGroup, book, head, begun, read])
  useLookAt(view.holdsUntil)
  const { day, minute } = useToday(now)
  return useMemo(() => ({ view, linked, day, minute }), [view, linked, day, minute])
}

/** What I publish, as this device knows it: it needs no hub, and is never older than my last click. */
export function useMyself(team: TeamSlice, known: Person | undefined): Person {
  const app = useAppState()
  const minute = fullMinute(useNow('minute'))
  return useMemo(
    () => ({
      ...outgoingFor(app, team, minute),
      id: team.me,
      name: known?.name ?? app.settings.name,
      live: true,
      gone: null,
      asOf: known?.asOf ?? null,
    }),
    [app, team, minute, known?.name, known?.asOf],
  )
}

/** A link that comes back within this time was never away: the hub keeps everybody's lease for longer. */
export const BLINK: Millis = 5 * SECOND

function useLinked(status: LinkStatus): boolean {
  const online = status === 'online'
  const [linked, setLinked] = useState(online)
  useEffect(() => {
    const timer = setTimeout(() => setLinked(online), online ? 0 : BLINK)
    return () => clearTimeout(timer)
  }, [online])
  return online || (linked && status !== 'refused')
}
