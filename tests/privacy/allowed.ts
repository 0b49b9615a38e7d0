/**
 * All that may leave a device, written out by hand from the promise ("What never leaves the device") and not derived
 * from the schemas: whoever adds a field to the protocol has to add it here too, and say why.
 */
import { z } from 'zod'

/** Field names of each message; `[]` stands for every entry of a list. */
export const ALLOWED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  'POST /v1/join': ['invite', 'name', 'deviceName'],
  'POST /v1/invites': ['for'],
  'POST /v1/leave': [],
  // Only when the person looks at or changes the team's people and computers: ids that the hub made, and names for others to read.
  'POST /v1/team/people': [],
  'POST /v1/team/rename': ['name'],
  'POST /v1/people/rename': ['name'],
  'POST /v1/people/transfer': ['person'],
  'POST /v1/people/remove': ['person'],
  'POST /v1/devices/remove': ['device'],
  'POST /v1/invites/list': [],
  'POST /v1/invites/remove': ['invite'],
  // An owner moves the team to another hub.
  'POST /v1/team/moved': ['to.url', 'to.fingerprint'],
  // A device's new token, when the hub says that it is time.
  'POST /v1/token': [],
  'GET /v1/ws': [],
  hello: ['t', 'v.[]', 'device', 'app', 'resume'],
  resync: ['t', 'resume'],
  bye: ['t', 'why'],
  'put presence': ['t', 'id', 'hlc', 'kind', 'body', 'body.rule', 'body.state', 'body.until', 'body.zone'],
  'put manual': ['t', 'id', 'hlc', 'kind', 'body', 'body.state', 'body.text', 'body.emoji', 'body.until'],
  // What a person writes to a teammate, on purpose; then that it was shown and done with, and an alert to themselves.
  'item send': [
    't',
    'id',
    'op',
    'item',
    'to',
    'body.kind',
    'body.urgency',
    'body.text',
    'body.link',
    'body.re',
    'body.is',
    'body.about',
  ],
  // What a person wrote for the whole team, on purpose: a check-in, on whom they wait, what a meeting costs whom, rules.
  'doc checkin': ['t', 'id', 'doc', 'base', 'body', 'body.did', 'body.next', 'body.waiting'],
  'doc waiting': ['t', 'id', 'doc', 'base', 'body', 'body.who', 'body.on', 'body.what', 'body.since', 'body.link'],
  'doc meeting': ['t', 'id', 'doc', 'base', 'body', 'body.start', 'body.end', 'body.bore.<person>'],
  'item claim': ['t', 'id', 'op', 'item'],
  'item done': ['t', 'id', 'op', 'item'],
  plan: [
    't',
    'id',
    'hlc',
    'body',
    'body.zone',
    'body.intervals.[].start',
    'body.intervals.[].end',
    'body.intervals.[].state',
  ],
}
/** Only while the person shares places with that team. */
export const PLACE_FIELD = 'body.intervals.[].place'

/** What one may ask the person about: only while they share that with that team, and only their own words. */
export const SKILLS_FIELD = 'body.skills.[]'

/** What HTTP and WebSocket themselves need. Nothing that says which program, system or language it is. */
export const ALLOWED_HEADERS: readonly string[] = [
  'host',
  'connection',
  'content-type',
  'content-length',
  'authorization',
  'upgrade',
  'sec-websocket-version',
  'sec-websocket-key',
  'sec-websocket-protocol',
  // The hello: `spoken.ts` takes it for the frame that it stands for.
  'tideline-hello',
]

const Named = z.looseObject({
  t: z.string(),
  kind: z.string().optional(),
  op: z.string().optional(),
  doc: z.string().optional(),
})

/** The name of a frame in the list above. */
export function nameOf(frame: unknown): string {
  const { t, kind, op, doc } = Named.parse(frame)
  return [t, kind ?? op ?? doc?.split('.')[0]].filter((part) => part !== undefined).join(' ')
}

/** The path of every value that is not itself made of others; an empty list or object holds none. */
export function fieldsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return path === '' ? [] : [path]
  const inside = Array.isArray(value) ? value.map((entry) => ['[]', entry] as const) : Object.entries(value)
  return inside.flatMap(([name, entry]) => fieldsOf(entry, joinedPath(path, name)))
}

/** Ids of people that are names of fields stand for each other. */
const joinedPath = (path: string, name: string): string =>
  [...(path === '' ? [] : [path]), name.startsWith('p_') ? '<person>' : name].join('.')

/** The fields of a message that the list does not have. */
export function forbiddenFields(name: string, message: unknown, more: readonly string[] = []): string[] {
  const allowed = ALLOWED_FIELDS[name]
  if (allowed === undefined) return [`the whole message "${name}"`]
  return fieldsOf(message).filter((field) => !allowed.includes(field) && !more.includes(field))
}
