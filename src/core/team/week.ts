/** What a team wrote down in seven days, for those who were away. Words that people chose to say; no numbers of anybody. */
import { agreementOf } from '../agreement/team.ts'
import type { Person } from '../sync/records.ts'
import type { Instant } from '../time/instant.ts'
import { addDays, dateIn, dayStart, type PlainDate, type Zone } from '../time/zone.ts'
import { type CheckInOf, checkInsIn } from './checkIn.ts'
import { docsOf, type TeamDocs } from './docs.ts'
import { type Wait, waitsIn } from './waiting.ts'

export interface TeamWeek {
  readonly from: PlainDate
  readonly to: PlainDate
  /** Days with check-ins, the earliest first; on each by name. */
  readonly days: readonly { readonly date: PlainDate; readonly checkIns: readonly CheckInOf[] }[]
  /** Proposals that were adopted in these days, the earliest first. */
  readonly changes: readonly { readonly at: Instant; readonly author: string | null; readonly why: string }[]
  /** 1 (Monday) to 7 (Sunday). */
  readonly officeDays: readonly number[]
  readonly waits: readonly Wait[]
}

const DAYS = 7

export function teamWeek(
  docs: TeamDocs,
  roster: Readonly<Record<string, Pick<Person, 'name'>>>,
  zone: Zone,
  now: Instant,
): TeamWeek {
  const to = dateIn(now, zone)
  const from = addDays(to, 1 - DAYS)
  const since = dayStart(from, zone)
  const nameOf = ({ person }: CheckInOf): string => roster[person]?.name ?? ''
  const told = checkInsIn(docs).filter(({ date }) => date >= from && date <= addDays(to, 1))
  return {
    from,
    to,
    days: [...new Set(told.map(({ date }) => date))].toSorted().map((date) => ({
      date,
      checkIns: told.filter((one) => one.date === date).toSorted((a, b) => nameOf(a).localeCompare(nameOf(b))),
    })),
    changes: docsOf(docs, 'proposal')
      .filter(({ at, body }) => body.state === 'adopted' && at >= since)
      .map(({ at, body }) => ({ at, author: body.author ?? null, why: body.why ?? '' }))
      .toSorted((a, b) => a.at - b.at),
    officeDays: (agreementOf(docs).rules.officeDays ?? []).toSorted((a, b) => a - b),
    waits: waitsIn(docs),
  }
}
