/**
 * What the hub allows, and how each refusal is named on the wire. One list for both sides, so that a client can keep
 * within the limits instead of learning them from refusals. Bytes are UTF-8, times are milliseconds.
 */
import { HOUR, MINUTE, SECOND } from '../time/instant.ts'

export const DAY_LENGTH = 24 * HOUR

export const LIMITS = {
  /** Largest frame a client may send, but for `plan`. */
  frame: 8 * 1024,
  /** Largest `plan` frame. */
  planFrame: 32 * 1024,
  /** A `sync` frame of the hub is closed once it grew past this. */
  syncFrame: 64 * 1024,
  syncItems: 200,
  /** What may wait unsent for one slow reader before the hub stops writing to it. */
  queued: 64 * 1024,
  /** How long such a reader may stay stuck. */
  stuck: 30 * SECOND,
  /** How far ahead of the hub a client's clock may stamp. */
  clockAhead: MINUTE,
  untilPast: MINUTE,
  untilAhead: 31 * DAY_LENGTH,
  /** Yesterday to 15 days ahead in the person's zone, with room for every zone and a late publication. */
  planPast: 4 * DAY_LENGTH,
  planAhead: 18 * DAY_LENGTH,
  badFrames: 5,
  badFramesWithin: MINUTE,
  putBurst: 5,
  putsPerMinute: 30,
  /** Documents, votes and inbox items. */
  paperBurst: 40,
  papersPerMinute: 120,
  framesPerSecond: 20,
  devicesPerPerson: 8,
  membersPerTeam: 5_000,
  teamsPerHub: 1_000,
  /** Team documents that are not taken away. */
  docsPerTeam: 2_000,
  /** Older versions of one document that are kept. */
  docHistory: 50,
  /** Items that wait for one person. */
  inbox: 200,
  itemLife: 30 * DAY_LENGTH,
  /** How long one device may take between its claim and showing the item. */
  claim: MINUTE,
  /** A device's token is replaced after so long; the old one still works for a week, or until the new one is used. */
  tokenAge: 30 * DAY_LENGTH,
  oldTokenLife: 7 * DAY_LENGTH,
} as const

/** Heartbeats and leases of a hub, in milliseconds. Tests shorten them. */
export interface Times {
  /** Between two pings of the hub. */
  readonly ping: number
  /** Silence after which a connection counts as broken. */
  readonly silent: number
  /** Between the broken connection and the end of its lease, so that a reconnecting laptop never flickers. */
  readonly grace: number
  /** What every stored lease gets after a restart of the hub. */
  readonly restart: number
  /** How long a new connection may take to say hello. */
  readonly hello: number
}
export const TIMES: Times = {
  ping: 20 * SECOND,
  silent: 50 * SECOND,
  grace: 30 * SECOND,
  restart: MINUTE,
  hello: 5 * SECOND,
}

/** Why the hub refused one frame; the connection goes on. */
export const NACK_CODES = [
  'bad_message', // not JSON, not an object, an unknown type or a wrong shape
  'unknown_field', // `field` names it
  'too_long', // `field` names it
  'bad_value', // `field` names it
  'bad_until', // in the past, or more than 31 days ahead
  'bad_plan', // intervals out of order, overlapping, or outside of four days back to 18 ahead
  'clock', // stamped more than a minute ahead of the hub; `now` is the hub's time
  'rate', // try again in `retryMs`
  'store', // the hub cannot write just now; try again in `retryMs`
  'conflict', // the document was changed meanwhile; `v` is its version
  'forbidden', // not this person's to write
  'too_many', // the team has too many documents, or too much waits for that person already
  'unknown_person', // nobody of that name in this team (any more)
  'unknown_item', // done already, too old, or somebody else's
  'claimed', // another device is about to show it
  'quota', // no more urgent knocks today; `retryMs` until the next
] as const
export type NackCode = (typeof NACK_CODES)[number]

/** WebSocket close codes of the hub (RFC 6455 leaves 4000 to 4999 to applications). */
export const CLOSE = {
  normal: 1000,
  tooBig: 1009,
  restarting: 1012,
  badFrames: 4400,
  revoked: 4401,
  removed: 4403,
  helloLate: 4408,
  replaced: 4409,
  version: 4426,
  rate: 4429,
  slow: 4503,
} as const

/** How the HTTP routes name a refusal, with the status that goes with it. */
export const HTTP_CODES = {
  bad_message: 400,
  bad_name: 400,
  bad_token: 401,
  forbidden: 403,
  not_found: 404,
  invite_invalid: 404,
  team_full: 409,
  too_many_devices: 409,
  too_many_teams: 409,
  too_big: 413,
  version: 426,
  rate: 429,
  internal: 500,
  busy: 503,
  store: 503,
  not_replicated: 503,
} as const
export type HttpCode = keyof typeof HTTP_CODES
