/** What a client said, or the name of what is wrong with it. */
import type { z } from 'zod'
import { DOC_KINDS, docKind } from '../core/sync/documents.ts'
import { type Hlc, msOf } from '../core/sync/hlc.ts'
import { LIMITS, type NackCode } from '../core/sync/limits.ts'
import { ClientFrame, type PutFrame } from '../core/sync/protocol.ts'
import type { SharedPlan } from '../core/sync/records.ts'
import { quickHello, quickPut } from './quickRead.ts'

export interface Refusal {
  readonly code: NackCode
  readonly field?: string
  /** The frame's own number, where it had one. */
  readonly id?: number
}
export type Read = { readonly ok: true; readonly frame: ClientFrame } | ({ readonly ok: false } & Refusal)

/** Parsed JSON that may be anything; undefined where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function readFrame(raw: unknown): Read {
  const quick = quickPut(raw) ?? quickHello(raw)
  if (quick !== null) return { ok: true, frame: quick }
  const parsed = ClientFrame.safeParse(raw)
  if (parsed.success) return { ok: true, frame: parsed.data }
  const id = idOf(raw)
  const [issue] = parsed.error.issues
  return { ok: false, ...(refusedBody(raw, issue) ?? refusalOf(issue)), ...(id === undefined ? {} : { id }) }
}

/** A document's body may have one of several shapes; its id says which was meant. */
function refusedBody(raw: unknown, issue: z.core.$ZodIssue | undefined): Refusal | null {
  if (issue?.code !== 'invalid_union' || issue.path[0] !== 'body' || typeof raw !== 'object' || raw === null)
    return null
  return 'doc' in raw && 'body' in raw ? checkBody(String(raw.doc), raw.body) : null
}

export function checkBody(doc: string, body: unknown): Refusal | null {
  const kind = docKind(doc)
  const parsed = kind === null ? undefined : DOC_KINDS[kind].safeParse(body)
  const [issue] = parsed?.error?.issues ?? []
  return issue === undefined ? null : refusalOf({ ...issue, path: ['body', ...issue.path] })
}

function idOf(raw: unknown): number | undefined {
  if (typeof raw !== 'object' || raw === null || !('id' in raw)) return undefined
  return Number.isSafeInteger(raw.id) && Number(raw.id) > 0 ? Number(raw.id) : undefined
}

/** Problems in a body are named by their field; anything else about a frame is its shape. */
export function refusalOf(issue: z.core.$ZodIssue | undefined): Refusal {
  if (issue === undefined) return { code: 'bad_message' }
  const path = issue.path.filter((part) => part !== 'body').map(String)
  if (issue.code === 'unrecognized_keys')
    return { code: 'unknown_field', field: fieldName([...path, issue.keys[0] ?? '']) }
  const isInBody = issue.path[0] === 'body' && path.length > 0
  if (!isInBody) return { code: 'bad_message' }
  const isTooLong = issue.code === 'too_big' && (issue.origin === 'string' || issue.origin === 'array')
  return { code: isTooLong ? 'too_long' : 'bad_value', field: fieldName(path) }
}

const fieldName = (path: readonly string[]): string => path.join('.').slice(0, 80)

/** Refuses what no honest clock says. */
export function checkTimes(put: PutFrame, now: number): Refusal | null {
  if (isAhead(put.hlc, now)) return { code: 'clock', id: put.id }
  if (put.body === null) return null
  if (put.t === 'plan') return isPlanInOrder(put.body, now) ? null : { code: 'bad_plan', id: put.id }
  const until = 'until' in put.body ? put.body.until : null
  if (until === null || (until >= now - LIMITS.untilPast && until <= now + LIMITS.untilAhead)) return null
  return { code: 'bad_until', id: put.id }
}

const isAhead = (hlc: Hlc, now: number): boolean => msOf(hlc) > now + LIMITS.clockAhead

function isPlanInOrder({ intervals }: SharedPlan, now: number): boolean {
  let last = now - LIMITS.planPast
  for (const { start, end } of intervals) {
    if (start < last || end <= start) return false
    last = end
  }
  return intervals.length === 0 || last <= now + LIMITS.planAhead
}
