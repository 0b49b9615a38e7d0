/** A team's week as Markdown, to be read anywhere. */
import type { State } from '../../core/app/state.ts'
import { teamWeek } from '../../core/team/week.ts'
import { addDays, dateIn } from '../../core/time/zone.ts'
import type { Instant } from '../../core/time/instant.ts'
import { locale, text } from '../text.ts'
import { timesIn } from '../times.ts'

/** A Monday: weekdays have names without a week. */
const MONDAY = '2024-01-01'

export function weekFile(state: State, team: string, now: Instant): string {
  const { zone } = state.system
  const roster = state.rosters[team] ?? {}
  const week = teamWeek(state.docs[team] ?? {}, roster, zone, now)
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  const times = timesIn(zone, state.settings.clock)
  const nameOf = (id: string | null): string => escaped(roster[id ?? '']?.name ?? text('today.somebody'))
  const said = (line: string | undefined, key: 'did' | 'next' | 'waiting'): string[] =>
    line === undefined ? [] : [`- ${text(`today.${key}`)}: ${escaped(line)}`]
  const part = (title: string, lines: readonly string[], none: string): string[] => [
    `## ${title}`,
    '',
    ...(lines.length === 0 ? [none] : lines),
    '',
  ]
  const days = week.days.flatMap(({ date, checkIns }) => [
    `### ${times.date(date)}`,
    '',
    ...checkIns.flatMap(({ person, said: { did, next, waiting } }) => [
      `**${nameOf(person)}**`,
      '',
      ...said(did, 'did'),
      ...said(next, 'next'),
      ...said(waiting, 'waiting'),
      '',
    ]),
  ])
  const values = { team: escaped(state.teams[team]?.name ?? ''), from: times.date(week.from), to: times.date(week.to) }
  return [
    `# ${text('week.file', values)}`,
    '',
    ...part(text('week.checkIns'), days, text('week.checkIns.none')),
    ...part(
      text('week.changes'),
      week.changes.map(({ at, author, why }) => {
        const change = { date: times.date(dateIn(at, zone)), name: nameOf(author), why: escaped(why) }
        return `- ${text(why === '' ? 'week.change' : 'week.change.why', change)}`
      }),
      text('week.changes.none'),
    ),
    ...part(
      text('week.office'),
      week.officeDays.map((day) => `- ${weekdays.format(new Date(addDays(MONDAY, day - 1)))}`),
      text('week.office.none'),
    ),
    ...part(
      text('today.waits'),
      week.waits.map(
        ({ who, on, what }) =>
          `- ${text('today.wait.others', { who: nameOf(who), on: nameOf(on), what: escaped(what) })}`,
      ),
      text('today.waits.none'),
    ),
  ]
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
}

/** What people wrote is text, whatever it would mean to Markdown. */
const escaped = (line: string): string =>
  line
    .replace(/[\\`*_[\]<>#|]/g, '\\$&')
    .replace(/\s*\n+\s*/g, ' ')
    .trim()
