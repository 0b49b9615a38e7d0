import type { Instant, Millis } from '../time/instant.ts'

/**
 * Why a link is not online, for the user:
 * `hub_unreachable` nothing answers there · `bad_reply` something answers that is not a Tideline hub · `version` the
 * hub and this app share no protocol version · `removed` the hub does not know this device (any more) · `tls` the
 * hub's certificate is not trusted · `tls_mismatch` it is not the one from the invite · `rate` the hub asks to wait ·
 * `login_page` a page for people answers, as networks do that want a login · `proxy` the proxy on the way does not let us
 * through · `proxy_auth` it wants a name and a password · `tls_time` the certificate has run out, or a clock is wrong ·
 * `tls_name` it is for another name · `tls_authorities` the file with further authorities cannot be used ·
 * `restarting` the hub said it is about to restart · `replaced` the same device is connected from elsewhere ·
 * `asleep` we said goodbye before sleeping · `bad_address` the hub's address is none · `not_started` the connection could
 * not even be begun here.
 */
export const LINK_REASONS = [
  'hub_unreachable',
  'bad_reply',
  'version',
  'removed',
  'login_page',
  'proxy',
  'proxy_auth',
  'tls',
  'tls_time',
  'tls_name',
  'tls_authorities',
  'tls_mismatch',
  'rate',
  'restarting',
  'replaced',
  'asleep',
  'bad_address',
  'not_started',
] as const
export type LinkReason = (typeof LINK_REASONS)[number]

/** What the user may know of the connection to one team's hub. Instants are of this computer's clock. */
export interface LinkView {
  /** `offline` tries again by itself at `retryAt`; `refused` needs someone to act. */
  readonly status: 'connecting' | 'online' | 'offline' | 'refused'
  readonly reason?: LinkReason
  /** When the status became what it is. */
  readonly since: Instant
  readonly retryAt?: Instant
  /** When the hub last confirmed something we published. */
  readonly publishedAt?: Instant
  /** Whether something we want published is not confirmed yet. */
  readonly pending: boolean
  /** What the hub refused to publish, and why; it is not sent again until it changes. */
  readonly refusal?: { readonly kind: 'presence' | 'manual' | 'plan'; readonly code: string }
  /** The hub's clock minus this computer's. */
  readonly clockOffset: Millis
}
