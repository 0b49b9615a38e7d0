/** What a team agreed on, in words for a terminal. */
import { diffAgreements } from '../../core/agreement/diff.ts'
import { linesOf } from '../../core/agreement/rules.ts'
import { type RuleWords, ruleWords } from '../../core/agreement/words.ts'
import type { AgreementReport, TeamAgreement } from '../../core/app/report/agreement.ts'
import { addDays, dateIn, dayStart, instantAt } from '../../core/time/zone.ts'
import { locale, text } from '../text.ts'
import { type Times, timesIn } from '../times.ts'
import { columns, plain } from './plain.ts'

/** A Monday, to name weekdays by. */
const MONDAY = '2024-01-01'

export function agreementLines({ teams, zone, clock }: AgreementReport): string[] {
  const times = timesIn(zone, clock)
  const short = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const words = ruleWords({
    text,
    weekday: (day) => short.format(dayStart(addDays(MONDAY, day - 1), 'UTC')),
    wall: (wall) => times.time(instantAt(MONDAY, wall, zone)),
    length: times.length,
    date: times.date,
  })
  return teams.flatMap((team) => [
    text('cli.agreement.team', { team: plain(team.name), version: team.version }),
    ...ruleLines(team, words),
    ...team.proposals.flatMap((proposal) => proposalLines(team, proposal, words)),
    ...missedLines(team, times, zone),
  ])
}

function ruleLines({ rules, version }: TeamAgreement, words: RuleWords): string[] {
  const lines = linesOf(rules)
  if (lines.length === 0) return version === 0 ? [text('cli.agreement.none')] : []
  return columns(lines.map((line) => [`  ${text(`agreement.rule.${line.rule}`)}`, plain(words.line(line))]))
}

function proposalLines(team: TeamAgreement, one: TeamAgreement['proposals'][number], words: RuleWords): string[] {
  const values = { name: plain(one.author), agreed: one.agreed.length, needed: one.needed }
  const changes = diffAgreements(team.rules, one.rules).flatMap(({ rule, removed, added }) => [
    ...removed.map((line) => [`  − ${text(`agreement.rule.${rule}`)}`, plain(words.line(line))]),
    ...added.map((line) => [`  + ${text(`agreement.rule.${rule}`)}`, plain(words.line(line))]),
  ])
  return [
    text(one.overtaken ? 'cli.agreement.overtaken' : 'cli.agreement.proposal', values),
    ...(one.why === '' ? [] : [`  ${plain(one.why)}`]),
    ...columns(changes),
  ]
}

function missedLines({ missed, rules, noPlan, noClock }: TeamAgreement, times: Times, zone: string): string[] {
  if (rules.coreHours === undefined) return []
  const rows = missed
    .filter(({ off }) => !off)
    .map(({ who, missing, core }) => [
      `  ${times.date(dateIn(core.start, zone))}`,
      plain(who),
      missing.map(({ start, end }) => `${times.time(start)}–${times.time(end)}`).join(', '),
    ])
  return [
    ...(rows.length === 0 ? [text('cli.agreement.kept')] : [text('cli.agreement.missed'), ...columns(rows)]),
    ...(noPlan.length === 0 ? [] : [text('agreement.check.unknown', { names: listed(noPlan) })]),
    ...(noClock.length === 0 ? [] : [text('agreement.check.clockless', { names: listed(noClock) })]),
  ]
}

/** So many are named; the check of a team of thousands is read for its gaps. */
const NAMED = 8

const listed = (names: readonly string[]): string => plain(names.slice(0, NAMED).join(', '))
