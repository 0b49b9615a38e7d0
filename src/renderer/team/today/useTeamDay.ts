/** What a team wrote down for today, with what I wrote and the hub has not confirmed yet. */
import { useMemo } from 'react'
import type { TeamSlice } from '../../../core/app/state.ts'
import { CheckIn, WaitingOn } from '../../../core/sync/documents.ts'
import type { Person } from '../../../core/sync/records.ts'
import { checkInId, type CheckInOf, todaysCheckIns } from '../../../core/team/checkIn.ts'
import { versionOfDoc } from '../../../core/team/docs.ts'
import { type Wait, waitsIn } from '../../../core/team/waiting.ts'
import type { Instant } from '../../../core/time/instant.ts'
import { dateIn, type PlainDate, UNKNOWN_CLOCK, type Zone } from '../../../core/time/zone.ts'
import { usePapers, useTeamDocs, useZone } from '../../lib/app.tsx'
import { useNow } from '../../lib/useNow.ts'
import { useCalmRoster } from '../useCalmRoster.ts'
import { useMyself } from '../useTeam.ts'

export interface TeamDay {
  readonly roster: Readonly<Record<string, Person>>
  /** My own date. */
  readonly date: PlainDate
  /** Of the document that my check-in of today is. */
  readonly mine: { readonly id: string; readonly version: number; readonly said: CheckIn | null }
  /** Of today, the newest first, without mine. */
  readonly others: readonly CheckInOf[]
  readonly waits: readonly Wait[]
  readonly now: Instant
}

export function useTeamDay(team: TeamSlice): TeamDay {
  const known = useCalmRoster(team.team)
  const me = useMyself(team, known[team.me])
  const roster = useMemo(() => ({ ...known, [me.id]: me }), [known, me])
  const docs = useTeamDocs(team.team)
  const papers = usePapers(team.team)
  const zone = useZone()
  const now = useNow('minute')
  const date = dateIn(now, zone)
  return useMemo(() => {
    const underWay = new Map<string, unknown>()
    for (const { paper } of Object.values(papers)) if (paper.t === 'doc') underWay.set(paper.doc, paper.body)
    const id = checkInId(team.me, date)
    const kept = docs[id]
    const written = underWay.has(id) ? CheckIn.nullable().safeParse(underWay.get(id)).data : undefined
    const said = written === undefined ? (kept?.kind === 'checkin' ? kept.body : null) : written
    const zoneOf = (person: string): Zone => {
      const theirs = roster[person]?.plan?.zone ?? UNKNOWN_CLOCK
      return theirs === UNKNOWN_CLOCK ? zone : theirs
    }
    const coming = [...underWay].flatMap(([doc, body]): Wait[] => {
      const wait = doc.startsWith('waiting.') && docs[doc] === undefined ? WaitingOn.safeParse(body).data : undefined
      return wait === undefined ? [] : [{ id: doc, version: 0, ...wait, link: wait.link ?? null }]
    })
    return {
      roster,
      date,
      mine: { id, version: versionOfDoc(docs, id), said },
      others: todaysCheckIns(docs, zoneOf, now).filter(({ person }) => person !== team.me),
      waits: [...waitsIn(docs).filter((wait) => underWay.get(wait.id) !== null), ...coming],
      now,
    }
  }, [roster, docs, papers, zone, date, now, team.me])
}
