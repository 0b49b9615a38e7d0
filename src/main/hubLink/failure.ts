/** What went wrong on the way to a hub, by name. */
import type { LinkReason } from '../../core/sync/linkView.ts'
import { PinError } from './pin.ts'

type Failure = Extract<LinkReason, 'hub_unreachable' | 'bad_reply' | 'tls' | 'tls_mismatch'>

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Codes of certificates that are not trusted, of Node's TLS. */
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ISSUER/
/** Something answered, but not as a hub does: no TLS where TLS should be, no HTTP, no WebSocket. */
const STRANGE = /^(EPROTO|ERR_SSL|HPE_|WS_ERR_)/
const STRANGE_TEXT = /Unexpected server response|subprotocol|Sec-WebSocket|Upgrade header|redirect|extension/i

export function failureOf(error: unknown): Failure {
  if (error instanceof PinError) return 'tls_mismatch'
  const code = codeOf(error)
  if (STRANGE.test(code)) return 'bad_reply'
  if (UNTRUSTED.test(code)) return 'tls'
  return error instanceof Error && STRANGE_TEXT.test(error.message) ? 'bad_reply' : 'hub_unreachable'
}
