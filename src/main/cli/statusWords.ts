/** My own state in words. */
import { sayAvailability } from '../../core/availability/say.ts'
import type { MuteReport, StatusReport } from '../../core/app/report/status.ts'
import type { TeamSummary } from '../../core/app/report/team.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { sentence, text } from '../text.ts'
import { type Times, timesIn } from '../times.ts'
import { plain } from './plain.ts'

/** What runs or holds now, whether the desktop is muted, own words, and one line a team. */
export function statusLines(report: StatusReport): string[] {
  const times = timesIn(report.zone, report.clock)
  const first = [nowSentence(report, times), ...muteSentence(report)].join(' ')
  return [
    first,
    ...otherwise(report, times),
    ...waitingLines(report, times),
    ...wordsLine(report, times),
    ...report.teams.map((team) => teamLine(team, times)),
  ]
}

/** What waits for a word: a gap, a strict session's question, a block about to start, a break to take. */
function waitingLines({ gap, next, session, endAsked, now, today }: StatusReport, times: Times): string[] {
  const lines: string[] = []
  if (gap !== null) {
    const values = { kind: gap.kind, from: times.moment(gap.start, now), to: times.moment(gap.end, now) }
    lines.push(text('cli.status.gap', { ...values, length: times.length(gap.taken) }))
  }
  if (endAsked !== null && session !== null) lines.push(text('cli.status.endAsked'))
  if (session?.suggested === true) lines.push(text('cli.status.suggested'))
  if (next !== null)
    lines.push(
      text('cli.status.next', {
        name: plain(next.title),
        titled: next.title === '' ? 'no' : 'yes',
        at: times.moment(next.at, now),
      }),
    )
  if (today.target !== null) {
    const done = times.length(Math.floor(today.focused / MINUTE) * MINUTE)
    lines.push(text('cli.status.today', { done, target: times.length(today.target) }))
  }
  return lines
}

function nowSentence(report: StatusReport, times: Times): string {
  const { session, now } = report
  if (session === null) return availabilitySentence(report, times)
  const { left, until } = session.stretch
  const title = plain(session.title)
  if (left === null || until === null) {
    const values = { soFar: times.length(Math.floor(session.focused / MINUTE) * MINUTE), title }
    if (session.phase === 'paused') return text('cli.status.pausedOpen', values)
    return text(title === '' ? 'cli.status.flow' : 'cli.status.flowOn', values)
  }
  const values = { left: times.length(left), title, until: times.moment(until, now) }
  if (session.phase === 'paused') return text('cli.status.paused', values)
  if (session.phase === 'break') return text('cli.status.break', values)
  return text(title === '' ? 'cli.status.focusing' : 'cli.status.focusingOn', values)
}

function availabilitySentence({ availability, now }: StatusReport, times: Times): string {
  const { key, at } = sayAvailability(availability)
  return text('cli.sentence', { text: text(key, at === null ? {} : { at: times.moment(at, now) }) })
}

/** Nothing where nothing is muted and nothing should be. */
function muteSentence({ mute, session }: StatusReport): string[] {
  const { problem, held, mode, level } = mute
  if (mute.alreadyMuted) return [text('cli.mute.already')]
  if (held && problem === null) return [mutedSentence(mute)]
  if (!held && session?.phase !== 'running' && mode !== 'always') return []
  if (mode === 'never') return [text('cli.mute.never')]
  if (level === 'unsupported' || problem === 'unsupported') return [text('cli.mute.unsupported')]
  return [problem === null ? text('cli.mute.notYet') : sentence(`settings.mute.problem.${problem}`)]
}

function mutedSentence({ level, label }: MuteReport): string {
  return label === '' ? text('cli.mute.held', { level }) : text('cli.mute.heldBy', { level, label: plain(label) })
}

/** A status set during focus changes what others read; then both are said. */
function otherwise(report: StatusReport, times: Times): string[] {
  if (report.session === null || report.availability.state === 'focusing') return []
  return [text('cli.status.othersRead', { text: availabilitySentence(report, times) })]
}

function wordsLine({ status, now }: StatusReport, times: Times): string[] {
  const words = [status?.emoji, status?.text].map((word) => plain(word ?? '')).filter((word) => word !== '')
  if (status === null || words.length === 0) return []
  return [text('cli.status.words', { words: words.join(' '), until: times.moment(status.until, now) })]
}

export function teamLine({ name, link, people, reachable }: TeamSummary, times: Times): string {
  const team = plain(name)
  if (link.status === 'online') {
    const counts = text('cli.team.online', { team, people, reachable })
    if (link.publishedAt === null) return counts
    return `${counts} ${text('cli.team.published', { time: times.time(link.publishedAt) })}`
  }
  const reason = link.reason === null ? '' : sentence(`cli.link.${link.reason}`)
  return [text(`cli.team.${link.status}`, { team, since: times.time(link.since) }), reason].join(' ').trim()
}
