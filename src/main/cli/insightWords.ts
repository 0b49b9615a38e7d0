/** Focus and interruptions in words. */
import type { InsightsReport } from '../../core/app/report/insights.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { inZone } from '../../core/time/zone.ts'
import { text } from '../text.ts'
import { type Times, timesIn } from '../times.ts'
import { plain } from './plain.ts'

/** Today, this week, and how the week's interruptions came. */
export function insightLines({ today, week, zone, clock, research }: InsightsReport): string[] {
  const times = timesIn(zone, clock)
  return [
    figuresLine('cli.insights.today', today, times),
    figuresLine('cli.insights.week', week, times),
    ...channelLine(week),
    refocusLine(week, research, times),
  ]
}

/** One line an interruption, oldest first. */
export function logLines({ log, zone, clock }: InsightsReport): string[] {
  if (log.length === 0) return [text('cli.log.empty')]
  const times = timesIn(zone, clock)
  return log.map(({ at, answers: { who, channel, urgent, note }, refocus }) =>
    [
      `${inZone(at, zone).slice(0, 10)} ${times.time(at)}`,
      text(`channel.${channel ?? 'unsaid'}`),
      ...(who === undefined ? [] : [plain(who)]),
      ...(urgent === true ? [text('cli.log.urgent')] : []),
      ...(refocus === null ? [] : [text('cli.log.refocus', { length: times.length(refocus) })]),
      ...(note === undefined ? [] : [plain(note)]),
    ].join(' · '),
  )
}

type Figures = InsightsReport['week']

function figuresLine(key: 'cli.insights.today' | 'cli.insights.week', figures: Figures, times: Times): string {
  const { focus, sessions, interruptions } = figures
  // A minute that was not finished does not count here.
  const length = times.length(Math.floor(focus / MINUTE) * MINUTE)
  return text(key, { focus: length, sessions, interruptions })
}

function channelLine({ channels }: Figures): string[] {
  if (channels.length === 0) return []
  return [channels.map(({ channel, count }) => `${text(`channel.${channel}`)} ${count}`).join(' · ')]
}

function refocusLine({ refocus: { median, known }, interruptions }: Figures, research: number, times: Times): string {
  if (median === null) return text('cli.insights.noRefocus')
  const values = { median: times.length(median), known, interruptions, research: times.length(research) }
  return text('cli.insights.refocus', values)
}
