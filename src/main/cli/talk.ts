/** What the commands ask of the running app. */
import type { z } from 'zod'
import type { Wish } from '../../core/app/intent.ts'
import { AgreementReport } from '../../core/app/report/agreement.ts'
import { CalendarsReport } from '../../core/app/report/calendars.ts'
import { InboxReport, SettingsReport } from '../../core/app/report/own.ts'
import { InsightsReport } from '../../core/app/report/insights.ts'
import { KnocksReport } from '../../core/app/report/knocks.ts'
import { OverlapReport } from '../../core/app/report/overlap.ts'
import { PlanReport } from '../../core/app/report/plan.ts'
import { RhythmReport } from '../../core/app/report/rhythm.ts'
import { StatusReport } from '../../core/app/report/status.ts'
import { TeamReport } from '../../core/app/report/team.ts'
import { SECOND } from '../../core/time/instant.ts'
import type { PlainDate } from '../../core/time/zone.ts'
import { findPath } from '../control/place.ts'
import { openConnection } from './connection.ts'
import { EXIT, problem } from './problem.ts'

export interface Talk {
  /** Grants the wish and gives its value, or throws `CliProblem` with the reason. */
  do(wish: Wish): Promise<string>
  /** Like `do`, for what a person at the screen is asked about first. */
  ask(wish: Wish): Promise<string>
  /** Like `do`, but an app that goes away without an answer did what it was asked. */
  quit(force: boolean): Promise<void>
  status(): Promise<StatusReport>
  plan(wanted: { date?: PlainDate; block?: string }): Promise<PlanReport>
  rhythm(): Promise<RhythmReport>
  team(): Promise<TeamReport>
  agreement(): Promise<AgreementReport>
  overlap(wanted: { team: string; people?: string[]; minutes?: number; days?: number }): Promise<OverlapReport>
  knocks(): Promise<KnocksReport>
  settings(): Promise<SettingsReport>
  inbox(): Promise<InboxReport>
  insights(): Promise<InsightsReport>
  calendars(): Promise<CalendarsReport>
  close(): void
}

/** A hub may be slow to answer, and a person to confirm. */
const DO_PATIENCE = 30 * SECOND
const ASK_PATIENCE = 120 * SECOND

export async function openTalk(dataDir: string): Promise<Talk> {
  const path = findPath(dataDir)
  if (path === null) throw problem(EXIT.notRunning, 'cli.problem.notRunning', { dataDir })
  const connection = await openConnection(path, dataDir)

  async function ask<Report>(body: Readonly<Record<string, unknown>>, schema: z.ZodType<Report>): Promise<Report> {
    const answer = await connection.request(body)
    const report = schema.safeParse(answer?.value)
    if (!report.success) throw problem(EXIT.noAnswer, answer === null ? 'cli.problem.silent' : 'cli.problem.garbage')
    return report.data
  }

  async function grant(wish: Wish, patience: number): Promise<string> {
    const answer = await connection.request({ do: wish }, patience)
    if (answer === null) throw problem(EXIT.noAnswer, 'cli.problem.silent')
    return typeof answer.value === 'string' ? answer.value : ''
  }

  return {
    do: (wish) => grant(wish, DO_PATIENCE),
    ask: (wish) => grant(wish, ASK_PATIENCE),
    async quit(force) {
      await connection.request({ do: { type: 'app.quit', force } satisfies Wish }, ASK_PATIENCE)
    },
    status: () => ask({ ask: 'status' }, StatusReport),
    plan: (wanted) => ask({ ask: 'plan', ...wanted }, PlanReport),
    rhythm: () => ask({ ask: 'rhythm' }, RhythmReport),
    team: () => ask({ ask: 'team' }, TeamReport),
    agreement: () => ask({ ask: 'agreement' }, AgreementReport),
    overlap: (wanted) => ask({ ask: 'overlap', ...wanted }, OverlapReport),
    knocks: () => ask({ ask: 'knocks' }, KnocksReport),
    settings: () => ask({ ask: 'settings' }, SettingsReport),
    inbox: () => ask({ ask: 'inbox' }, InboxReport),
    insights: () => ask({ ask: 'insights' }, InsightsReport),
    calendars: () => ask({ ask: 'calendars' }, CalendarsReport),
    close: () => connection.close(),
  }
}
