/** What went wrong on the way to a hub, by name. */
import type { IncomingMessage } from 'node:http'
import type { LinkReason } from '../../core/sync/linkView.ts'
import { AuthoritiesError, PinError, ProxyError } from './trouble.ts'

type Failure = Extract<
  LinkReason,
  | 'hub_unreachable'
  | 'bad_reply'
  | 'login_page'
  | 'proxy'
  | 'proxy_auth'
  | 'tls'
  | 'tls_time'
  | 'tls_name'
  | 'tls_authorities'
  | 'tls_mismatch'
>

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const UNTIMELY = /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/
/** Codes of certificates that are not trusted, of Node's TLS. */
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ISSUER/
/** Something answered, but not as a hub does: no TLS where TLS should be, no HTTP, no WebSocket. */
const STRANGE = /^(EPROTO|ERR_SSL|HPE_|WS_ERR_)/
const STRANGE_TEXT = /Unexpected server response|subprotocol|Sec-WebSocket|Upgrade header|redirect|extension/i

export function failureOf(error: unknown): Failure {
  if (error instanceof PinError) return 'tls_mismatch'
  if (error instanceof AuthoritiesError) return 'tls_authorities'
  if (error instanceof ProxyError) return refusedByProxy(error)
  const code = codeOf(error)
  if (STRANGE.test(code)) return 'bad_reply'
  if (UNTIMELY.test(code)) return 'tls_time'
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'tls_name'
  if (UNTRUSTED.test(code)) return 'tls'
  return error instanceof Error && STRANGE_TEXT.test(error.message) ? 'bad_reply' : 'hub_unreachable'
}

/** A proxy that cannot reach the hub says so in words of its own: then the hub is what is missing. */
function refusedByProxy({ why }: ProxyError): Failure {
  if (why === 407 || why === 'login') return 'proxy_auth'
  return why === 'beyond' || why === 404 || why === 502 || why === 503 || why === 504 ? 'hub_unreachable' : 'proxy'
}

/** What answered instead of a hub: a web server in front of one that is away, a page for people, or anything else. */
export function stranger({ statusCode = 0, headers }: IncomingMessage): Failure {
  if (statusCode === 502 || statusCode === 503 || statusCode === 504) return 'hub_unreachable'
  const leadsAway = statusCode >= 300 && statusCode < 400 && headers.location !== undefined
  const isPage = statusCode < 500 && /^text\/html/i.test(headers['content-type'] ?? '')
  return statusCode === 511 || leadsAway || isPage ? 'login_page' : 'bad_reply'
}
