/** Windows for the people who are chosen, by what this window knows of everybody. */
import { useMemo, useState } from 'react'
import { agreementOf } from '../../../core/agreement/team.ts'
import type { TeamSlice } from '../../../core/app/state.ts'
import type { Person } from '../../../core/sync/records.ts'
import { type DocOf, docsOf } from '../../../core/team/docs.ts'
import { findOverlap, type Overlap } from '../../../core/team/overlap.ts'
import { agreedTimes } from '../../../core/team/overlap/agreed.ts'
import { attendeeOf } from '../../../core/team/overlap/attendee.ts'
import { type Tally, tallyOf } from '../../../core/team/overlap/tally.ts'
import { DAY, type Instant, minutes } from '../../../core/time/instant.ts'
import { UNKNOWN_CLOCK, type Zone } from '../../../core/time/zone.ts'
import { useTeamDocs, useZone } from '../../lib/app.tsx'
import { useText } from '../../lib/intl.tsx'
import { useNow } from '../../lib/useNow.ts'
import { useCalmRoster } from '../useCalmRoster.ts'
import { useMyself } from '../useTeam.ts'

/** More than these are found by name only. */
const FEW = 12

export const LENGTHS = ['15', '30', '45', '60', '90', '120'] as const
export const HORIZONS = ['3', '7', '14'] as const

export interface OverlapForm {
  /** Ids, in no order. */
  readonly chosen: ReadonlySet<string>
  /** Minutes. */
  readonly length: (typeof LENGTHS)[number]
  /** Days from now. */
  readonly horizon: (typeof HORIZONS)[number]
}

export interface OverlapReading {
  /** Everybody, myself first, the others by name. */
  readonly people: readonly Person[]
  readonly form: OverlapForm
  readonly change: (change: Partial<OverlapForm>) => void
  readonly overlap: Overlap
  readonly tally: Tally
  /** That were noted. */
  readonly meetings: readonly DocOf<'meeting'>[]
  /** `UNKNOWN_CLOCK` where it is not shared. */
  readonly zoneOf: (id: string) => Zone
  /** Where the search begins: the next quarter of an hour. */
  readonly now: Instant
}

const bodyOf = ({ body }: DocOf<'meeting'>): DocOf<'meeting'>['body'] => body

/** Looking again each minute would let suggestions jump while they are read. */
const STEP = minutes(15)

export function useOverlap(team: TeamSlice, asked: readonly string[]): OverlapReading {
  const roster = useCalmRoster(team.team)
  const docs = useTeamDocs(team.team)
  const text = useText()
  const mine = useZone()
  const myself = useMyself(team, roster[team.me])
  const me = useMemo(() => (myself.name === '' ? { ...myself, name: text('team.row.you') } : myself), [myself, text])
  const minute = useNow('minute')
  const now = minute - (minute % STEP) + STEP
  const people = useMemo(() => {
    const others = Object.values(roster).filter(({ id }) => id !== me.id)
    return [me, ...others.toSorted((a, b) => a.name.localeCompare(b.name))]
  }, [roster, me])
  const [said, setForm] = useState<Partial<OverlapForm>>({})
  const form = useMemo((): OverlapForm => {
    const isAll = people.length <= FEW && asked.length === 0
    const chosen = new Set(isAll ? people.map(({ id }) => id) : [me.id, ...asked])
    return { chosen, length: '60', horizon: '7', ...said }
  }, [people, asked, me.id, said])
  const linked = team.link.status === 'online'
  const meetings = useMemo(() => docsOf(docs, 'meeting'), [docs])
  const tally = useMemo(() => tallyOf(meetings.map(bodyOf), now), [meetings, now])
  // What is taken here counts from the next time on: suggestions do not jump under the hand.
  const [opened] = useState(minute)
  const before = useMemo(
    () => tallyOf(meetings.filter(({ at }) => at < opened).map(bodyOf), now),
    [meetings, opened, now],
  )
  const { rules } = useMemo(() => agreementOf(docs), [docs])
  const { overlap, zones } = useMemo(() => {
    const attendees = people
      .filter(({ id }) => form.chosen.has(id))
      .map((person) => attendeeOf(person, linked || person.id === team.me, now))
    const window = { start: now, end: now + Number(form.horizon) * DAY }
    const zones = attendees.map(({ zone }) => zone)
    const agreed = agreedTimes(rules, zones, window)
    return {
      overlap: findOverlap({ attendees, length: minutes(Number(form.length)), window, tally: before, ...agreed }),
      zones: new Map(attendees.map(({ id, zone }) => [id, zone])),
    }
  }, [people, form, linked, team.me, now, before, rules])
  return {
    people,
    form,
    change: (change) => setForm((before) => ({ ...before, ...change })),
    overlap,
    tally,
    meetings,
    zoneOf: (id) => (id === team.me ? mine : (zones.get(id) ?? UNKNOWN_CLOCK)),
    now,
  }
}
