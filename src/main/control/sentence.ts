/** Refusals as data with a sentence beside it. */
import { sentence } from '../text.ts'
import type { Answer, RequestId } from './protocol.ts'

type Values = Readonly<Record<string, string | number>>

export function refusalOf(id: RequestId | null, code: string, values?: Values): Answer {
  const message = sentence(`error.${code}`, values)
  return { id, ok: false, code, ...(values === undefined ? {} : { values: { ...values } }), message }
}
