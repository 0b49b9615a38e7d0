/** What is kept on disk, by name: its schema today, its version, and how older versions become this one, one step each. */
import { z } from 'zod'
import { BusyTime, Calendar } from '../calendar/calendar.ts'
import { Block } from '../planner/block.ts'
import { Step } from '../planner/history.ts'
import { Rhythm } from '../planner/rhythm.ts'
import { Task } from '../planner/task.ts'
import { ToldManual, ToldPlan, ToldPresence } from '../sync/told.ts'
import { TeamDoc } from '../team/docs.ts'
import { Letter } from '../team/letters.ts'
import { KeptPaper } from '../app/papers.ts'
import { Membership, PlannedStart, Settings, Status } from '../app/state.ts'

/** From the version of its place in the list to the next one. Never edited once released. */
export type Migration = (value: unknown) => unknown

export interface Kept<Value> {
  readonly schema: z.ZodType<Value>
  readonly migrations: readonly Migration[]
}

const PersonKept = z.strictObject({
  id: z.string(),
  name: z.string(),
  live: z.boolean(),
  gone: z.enum(['quit', 'lost']).nullable(),
  presence: ToldPresence.nullable(),
  manual: ToldManual.nullable(),
  plan: ToldPlan.nullable(),
  asOf: z.number().nullable(),
})

/** Blocks by their id: the near plan, and each month that was put away. */
const KeptPlan = z.record(z.string(), Block)

/** Undo and redo of one day; on another day they are forgotten. */
const KeptHistory = z.strictObject({ day: z.string(), past: z.array(Step), future: z.array(Step) })

export const kept = {
  settings: { schema: Settings, migrations: [] },
  plan: { schema: KeptPlan, migrations: [] },
  history: { schema: KeptHistory, migrations: [] },
  rhythm: { schema: Rhythm, migrations: [] },
  inbox: { schema: z.record(z.string(), Task), migrations: [] },
  calendars: { schema: z.record(z.string(), Calendar), migrations: [] },
  busy: { schema: z.record(z.string(), z.array(BusyTime)), migrations: [] },
  starts: { schema: z.record(z.string(), PlannedStart), migrations: [] },
  status: { schema: z.strictObject({ status: Status }), migrations: [] },
  teams: { schema: z.record(z.string(), Membership), migrations: [] },
  /** What each team's link has not published yet; the link itself checks what it finds. */
  outboxes: { schema: z.record(z.string(), z.unknown()), migrations: [] },
  rosters: { schema: z.record(z.string(), z.record(z.string(), PersonKept)), migrations: [] },
  docs: { schema: z.record(z.string(), z.record(z.string(), TeamDoc)), migrations: [] },
  letters: { schema: z.record(z.string(), Letter), migrations: [] },
  papers: { schema: z.record(z.string(), z.record(z.string(), KeptPaper)), migrations: [] },
} as const satisfies Record<string, Kept<unknown>>

export type KeptName = keyof typeof kept
export type KeptValue<Name extends KeptName> = z.infer<(typeof kept)[Name]['schema']>

/** The version that is written today: 1 before any migration was ever needed. */
export const versionOf = (name: KeptName): number => kept[name].migrations.length + 1

export class NewerVersion extends Error {}

/**
 * Brings a kept value up to today's version and checks it.
 * Throws `NewerVersion` for a value written by a newer Tideline, and a zod error for one that is broken.
 */
export function upgrade<Name extends KeptName>(name: Name, version: number, value: unknown): KeptValue<Name> {
  const { schema, migrations }: Kept<unknown> = kept[name]
  if (version > versionOf(name)) throw new NewerVersion(`${name} version ${version}`)
  const upgraded = migrations.slice(version - 1).reduce((old, step) => step(old), value)
  return schema.parse(upgraded) as KeptValue<Name>
}
