/**
 * The statuses that make up most of what clients say, and the hello with which thousands come back at once, read without
 * the schemas. A status wakes a hub that has been asleep: what counts then is how little code is run, and the schemas
 * run a lot. This only ever says yes to what the
 * schemas would read as exactly the same (src/hub/quickRead.test.ts compares them); everything else is theirs.
 */
import { ID } from '../core/sync/documents.ts'
import { HLC } from '../core/sync/hlc.ts'
import { APP_MOST, type HelloFrame, type PutFrame, RESUME, VERSIONS } from '../core/sync/protocol.ts'
import { LAST_INSTANT, type ManualStatus, PLAIN, type Presence, TEXT_MOST } from '../core/sync/records.ts'
import { isZone } from '../core/time/zone.ts'

type Fields = Readonly<Record<string, unknown>>
type Test = (value: unknown) => boolean

/** What JSON calls an object. */
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isInstant: Test = (value) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= LAST_INSTANT
const isPlain =
  (most: number): Test =>
  (value) =>
    typeof value === 'string' && value.length <= most && PLAIN.test(value)
const isOne =
  (...allowed: readonly unknown[]): Test =>
  (value) =>
    allowed.includes(value)

/** More names than there are zones: some can be written in several ways. */
const MOST_ZONES = 1_000
const zones = new Set<string>()
/** Asking the calendar costs more than all the rest. */
const isKnownZone: Test = (value) => {
  if (typeof value !== 'string' || value.length > 64) return false
  if (zones.has(value)) return true
  if (!isZone(value)) return false
  if (zones.size < MOST_ZONES) zones.add(value)
  return true
}

/** In the order of the schemas, which is how a body is stored: the same status is the same text. */
type Shape = readonly { readonly name: string; readonly test: Test; readonly optional?: true }[]

const PLACE = { name: 'place', test: isPlain(TEXT_MOST.place), optional: true } as const
const ZONE = { name: 'zone', test: isKnownZone } as const
const UNTIL = { name: 'until', test: isInstant } as const
const shapeOf = (rule: number, ...more: Shape): Shape => [{ name: 'rule', test: isOne(rule) }, ...more, ZONE, PLACE]

const MANUAL: Shape = [
  { name: 'state', test: isOne('available', 'focusing', 'together', 'away', 'off'), optional: true },
  { name: 'text', test: isPlain(TEXT_MOST.text), optional: true },
  { name: 'emoji', test: isPlain(TEXT_MOST.emoji), optional: true },
  UNTIL,
]
const PRESENCE: readonly (Shape | undefined)[] = [
  undefined,
  undefined,
  shapeOf(2, { name: 'state', test: isOne('focusing') }, UNTIL),
  shapeOf(3, { name: 'state', test: isOne('together') }, UNTIL),
  shapeOf(4),
  shapeOf(5, { name: 'state', test: isOne('away') }),
]

/** Whether these are the fields of the shape, all in order, and no others. */
function fits(shape: Shape, fields: Fields): boolean {
  let at = 0
  for (const name of Object.keys(fields)) {
    while (shape[at]?.name !== name && shape[at]?.optional === true) at += 1
    const field = shape[at]
    if (field?.name !== name || !field.test(fields[name])) return false
    at += 1
  }
  while (shape[at]?.optional === true) at += 1
  return at === shape.length
}

export const isManual = (body: unknown): body is ManualStatus => isFields(body) && fits(MANUAL, body)

export function isPresence(body: unknown): body is Presence {
  if (!isFields(body)) return false
  const shape = PRESENCE[Number(body['rule'])]
  return shape !== undefined && fits(shape, body)
}

/** `raw` is parsed JSON. Null where the schemas must say what it is, or what is wrong with it. */
export function quickPut(raw: unknown): PutFrame | null {
  if (!isFields(raw) || raw['t'] !== 'put' || Object.keys(raw).length !== 5) return null
  const { id, hlc, kind, body } = raw
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1) return null
  if (typeof hlc !== 'string' || !HLC.test(hlc)) return null
  if (kind === 'manual' && (body === null || isManual(body))) return { t: 'put', id, hlc, kind, body }
  if (kind === 'presence' && (body === null || isPresence(body))) return { t: 'put', id, hlc, kind, body }
  return null
}

/** As `quickPut`, for the hello of a client that speaks exactly this version. */
export function quickHello(raw: unknown): HelloFrame | null {
  if (!isFields(raw) || raw['t'] !== 'hello') return null
  const { v, device, app, resume } = raw
  if (!Array.isArray(v) || v.length !== 1 || v[0] !== VERSIONS.max) return null
  if (typeof device !== 'string' || !ID.test(device) || typeof app !== 'string' || app.length > APP_MOST) return null
  const { length } = Object.keys(raw)
  if (resume === undefined) return length === 4 ? { t: 'hello', v: [VERSIONS.max], device, app } : null
  if (length !== 5 || typeof resume !== 'string' || !RESUME.test(resume)) return null
  return { t: 'hello', v: [VERSIONS.max], device, app, resume }
}
