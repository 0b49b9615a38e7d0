/** Teammates in words: who can be reached, and the others when. */
import type { PersonReport, TeamReport } from '../../core/app/report/team.ts'
import { sayAvailability } from '../../core/availability/say.ts'
import { cityOf } from '../../core/team/names.ts'
import { text } from '../text.ts'
import { type Times, timesIn } from '../times.ts'
import { columns, plain } from './plain.ts'
import { teamLine } from './statusWords.ts'

const GLYPHS = { available: '●', focusing: '◐', together: '◆', away: '☾', off: '○', unknown: '?' } as const

export function teamLines(report: TeamReport): string[] {
  const times = timesIn(report.zone, report.clock)
  if (report.teams.length === 0) return [text('cli.team.none')]
  return report.teams.flatMap((team) => [
    teamLine(team, times),
    ...columns(team.members.map((person) => personRow(person, report.now, times))),
  ])
}

function personRow(person: PersonReport, now: number, times: Times): string[] {
  const words = [person.emoji, person.text].map(plain).filter((word) => word !== '')
  return [
    `  ${GLYPHS[person.state]} ${plain(person.name)}`,
    [stateWords(person, now, times), ...asOf(person, now, times), ...replyWords(person, now, times)].join(', '),
    whereWords(person, now, times),
    words.join(' '),
  ]
}

function stateWords(person: PersonReport, now: number, times: Times): string {
  const { key, at } = sayAvailability(person)
  const words = text(key, at === null ? {} : { at: times.moment(at, now) })
  return person.byPlan && person.state !== 'unknown' ? text('cli.team.byPlan', { words }) : words
}

const replyWords = ({ replyBy }: PersonReport, now: number, times: Times): string[] =>
  replyBy === null ? [] : [text('cli.team.replyBy', { at: times.moment(replyBy, now) })]

const asOf = ({ asOf: at }: PersonReport, now: number, times: Times): string[] =>
  at === null ? [] : [text('cli.team.asOf', { time: times.moment(at, now) })]

function whereWords({ zone, place }: PersonReport, now: number, times: Times): string {
  if (zone === null) return plain(place ?? '')
  const here = text('cli.team.clock', { time: times.time(now, zone), city: cityOf(plain(zone)) })
  return place === null ? here : `${here} · ${plain(place)}`
}
