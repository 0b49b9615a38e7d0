/** What goes over the control socket: one JSON value a line, in both directions (docs/cli.md). */
import { z } from 'zod'
import { OverlapAsk } from '../../core/app/report/overlap.ts'
import { isPlainDate } from '../../core/time/zone.ts'
import { SECOND } from '../../core/time/instant.ts'

/** Bytes and milliseconds. */
export interface ControlLimits {
  /** Longest request. */
  readonly line: number
  readonly connections: number
  /** A line must be whole this long after its first byte. */
  readonly halfLine: number
  /** A connection without any request is closed after this. */
  readonly idle: number
}
export const CONTROL_LIMITS: ControlLimits = {
  line: 64 * 1024,
  connections: 16,
  halfLine: 5 * SECOND,
  idle: 60 * SECOND,
}

/** Chosen by who asks, and given back with the answer. */
const Id = z.union([z.string().max(64), z.int()])
export type RequestId = z.infer<typeof Id>

const Ask = z.discriminatedUnion('ask', [
  z.strictObject({ id: Id, ask: z.literal('status') }),
  z.strictObject({
    id: Id,
    ask: z.literal('plan'),
    date: z.string().refine(isPlainDate, { error: 'bad_date' }).optional(),
    /** Blocks of any date whose id starts so. */
    block: z.string().min(1).max(64).optional(),
  }),
  z.strictObject({ id: Id, ask: z.literal('rhythm') }),
  z.strictObject({ id: Id, ask: z.literal('team') }),
  z.strictObject({ id: Id, ask: z.literal('settings') }),
  z.strictObject({ id: Id, ask: z.literal('inbox') }),
  z.strictObject({ id: Id, ask: z.literal('calendars') }),
  z.strictObject({ id: Id, ask: z.literal('insights') }),
  z.strictObject({ id: Id, ask: z.literal('knocks') }),
  z.strictObject({ id: Id, ask: z.literal('agreement') }),
  z.strictObject({ id: Id, ask: z.literal('overlap'), ...OverlapAsk }),
])
/** `do` is checked as a wish in a second step, so that its refusal can say what is wrong with it. */
const Do = z.strictObject({ id: Id, do: z.looseObject({}) })
export type ControlRequest = z.infer<typeof Ask> | z.infer<typeof Do>

const Values = z.record(z.string(), z.union([z.string(), z.number()]))
export const Answer = z.discriminatedUnion('ok', [
  z.object({ id: Id.nullable(), ok: z.literal(true), value: z.unknown().optional() }),
  z.object({
    id: Id.nullable(),
    ok: z.literal(false),
    code: z.string(),
    values: Values.optional(),
    /** One sentence for a person. */
    message: z.string(),
  }),
])
export type Answer = z.infer<typeof Answer>

export interface BadRequest {
  readonly id: RequestId | null
  readonly code: string
  readonly field: string
}

/** A request from a line, or what is wrong with the line. */
export function readRequest(line: string): ControlRequest | BadRequest {
  const input = readJson(line)
  if (input === undefined) return { id: null, code: 'control_not_json', field: 'request' }
  const asks = typeof input === 'object' && input !== null && 'ask' in input
  const parsed = asks ? Ask.safeParse(input) : Do.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const named = issue !== undefined && /^[a-z][a-z_]+$/.test(issue.message) ? issue.message : 'control_bad_request'
  return { id: idOf(input), code: named, field: issue?.path.join('.') || 'request' }
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function idOf(input: unknown): RequestId | null {
  const parsed = z.object({ id: Id }).safeParse(input)
  return parsed.success ? parsed.data.id : null
}
