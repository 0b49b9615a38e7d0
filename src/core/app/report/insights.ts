/** Focus, interruptions and refocus time, for the planner's panel and the command line of this same person. */
import { z } from 'zod'
import { Answers, CHANNELS } from '../../focus/answers.ts'
import type { SessionEvent } from '../../focus/session.ts'
import { energyCurve } from '../../insights/energy.ts'
import { insightsOf, todayWindow, weekWindow } from '../../insights/insights.ts'
import { KNOWN_REFOCUS, ledgerOf } from '../../insights/refocus.ts'
import { focusOnTasks } from '../../planner/taskTime.ts'
import type { Instant } from '../../time/instant.ts'
import type { State } from '../state.ts'
import { instant, maybe, reading, readingOf } from './common.ts'

const millis = z.number()

const Figures = z.object({
  start: instant,
  end: instant,
  focus: millis,
  sessions: z.number(),
  interruptions: z.number(),
  urgent: z.number(),
  channels: z.array(z.object({ channel: z.enum([...CHANNELS, 'unsaid']), count: z.number() })),
  refocus: z.object({ median: millis.nullable(), known: z.number() }),
  days: z.array(z.object({ date: z.string(), focus: millis, interruptions: z.number() })),
})

export const InsightsReport = z.object({
  ...reading,
  today: Figures,
  week: Figures,
  /** What research found an interruption to cost on average, in milliseconds. */
  research: millis,
  /** Focus in the blocks of each task, in milliseconds. */
  tasks: z.record(z.string(), millis),
  /** By the hour of the clock, 1 to 3; null before there are enough taps. */
  energy: z.object({ taps: z.number(), days: z.number(), mean: z.number(), hours: z.array(z.number()) }).nullable(),
  /** This week's interruptions, oldest first. */
  log: z.array(
    z.object({
      at: instant,
      session: z.string().nullable(),
      answers: Answers,
      back: maybe,
      refocus: millis.nullable(),
    }),
  ),
})
export type InsightsReport = z.infer<typeof InsightsReport>

function curveOf(events: readonly SessionEvent[], { settings, system }: State, now: Instant): InsightsReport['energy'] {
  const curve = settings.energy ? energyCurve(events, system.zone, now) : null
  return curve === null ? null : { ...curve, hours: [...curve.hours] }
}

/** From the events of the journal; the two newest months are enough. */
export function insightsReport(events: readonly SessionEvent[], state: State, now: Instant): InsightsReport {
  const { zone } = state.system
  const week = weekWindow(now, zone)
  const figures = (window: typeof week): InsightsReport['week'] => {
    const { channels, days, ...rest } = insightsOf(events, window, zone, now)
    return { ...rest, channels: [...channels], days: [...days] }
  }
  return {
    ...readingOf(state, now),
    today: figures(todayWindow(now, zone)),
    week: figures(week),
    research: KNOWN_REFOCUS,
    tasks: focusOnTasks(events, state.plan, now),
    energy: curveOf(events, state, now),
    log: ledgerOf(events, now).filter(({ at }) => at >= week.start && at < week.end),
  }
}
