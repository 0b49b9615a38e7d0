import type { ErrorReply } from '../core/sync/doors.ts'
import type { HttpCode } from '../core/sync/limits.ts'
import { StoreError } from './store/port.ts'

/** A refusal on its way to whoever asked. */
export class Refused extends Error {
  readonly reply: ErrorReply & { readonly code: HttpCode }
  constructor(code: HttpCode, more: Omit<ErrorReply, 'code'> = {}) {
    super(code)
    this.reply = { code, ...more }
  }
}

export function replyTo(error: unknown): ErrorReply & { readonly code: HttpCode } {
  if (error instanceof Refused) return error.reply
  if (!(error instanceof StoreError)) return { code: 'internal' }
  if (error.code === 'unknown_team' || error.code === 'unknown_person') return { code: 'not_found' }
  if (error.code === 'unknown_device') return { code: 'bad_token' }
  return error.code === 'too_many_teams' ? { code: error.code } : { code: error.code, retryMs: 5_000 }
}
