/** What a hub refuses, and by which name. Nothing that it refuses changes anything. */
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { hlcOf } from '../../src/core/sync/hlc.ts'
import { createTeam, joinTeam } from '../../src/main/hubLink.ts'
import {
  away,
  eventually,
  focusing,
  greeted,
  HOUR,
  joinAs,
  newTeam,
  planned,
  putFrame,
  raw,
  type RawClient,
  startHub,
  type TestHub,
} from './kit.ts'

async function oneMember(
  rates?: string,
): Promise<{ hub: TestHub; invite: string; client: RawClient; joined: Awaited<ReturnType<typeof joinAs>> }> {
  const hub = await startHub(rates === undefined ? {} : { rates })
  const invite = await newTeam(hub)
  const joined = await joinAs(invite, 'Ana')
  const client = await greeted(joined)
  await client.frame('sync')
  return { hub, invite, client, joined }
}

test('each bad frame is refused by its name and changes nothing', async () => {
  const { client } = await oneMember('badFrames=1000')
  const now = Date.now()
  const good = { ...putFrame('manual', away('x')), id: 7 }
  const cases: [unknown, object][] = [
    ['not json', { code: 'bad_message' }],
    ['[]', { code: 'bad_message' }],
    [{ t: 'shout' }, { code: 'bad_message' }],
    [
      { t: 'put', id: 7 },
      { code: 'bad_message', id: 7 },
    ],
    [
      { ...good, hlc: 'soon' },
      { code: 'bad_message', id: 7 },
    ],
    [
      { ...good, team: 't_other' },
      { code: 'unknown_field', field: 'team', id: 7 },
    ],
    [
      { ...good, body: { ...away('x'), title: 'secret plan' } },
      { code: 'unknown_field', field: 'title', id: 7 },
    ],
    [
      { ...good, body: away('x'.repeat(141)) },
      { code: 'too_long', field: 'text', id: 7 },
    ],
    [
      { ...good, body: away('left\u202Eright') },
      { code: 'bad_value', field: 'text', id: 7 },
    ],
    [
      { ...good, body: { ...away('x'), state: 'asleep' } },
      { code: 'bad_value', field: 'state', id: 7 },
    ],
    [
      { ...good, body: away('x', now - 10 * 60_000) },
      { code: 'bad_until', id: 7 },
    ],
    [
      { ...good, body: away('x', now + 40 * 24 * HOUR) },
      { code: 'bad_until', id: 7 },
    ],
    [
      { ...good, kind: 'presence', body: { ...focusing(), zone: 'Mars/Base' } },
      { code: 'bad_value', field: 'zone', id: 7 },
    ],
    [
      { ...good, kind: 'presence', body: { ...planned, idle: 40 } },
      { code: 'unknown_field', field: 'idle', id: 7 },
    ],
    [
      { ...good, hlc: hlcOf(now + 2 * 60_000) },
      { code: 'clock', id: 7, now: expect.closeTo(now, -4) },
    ],
    [planOf([[now + HOUR, now]]), { code: 'bad_plan', id: 7 }],
    [
      planOf([
        [now, now + HOUR],
        [now + HOUR / 2, now + 2 * HOUR],
      ]),
      { code: 'bad_plan', id: 7 },
    ],
    [planOf([[now + 30 * 24 * HOUR, now + 31 * 24 * HOUR]]), { code: 'bad_plan', id: 7 }],
    [
      planOf(Array.from({ length: 201 }, (_, n) => [now + n * 1_000, now + n * 1_000 + 1])),
      { code: 'too_long', field: 'intervals', id: 7 },
    ],
    [{ t: 'hello', v: [1], device: 'd_x', app: 'test' }, { code: 'bad_message' }],
  ]
  for (const [frame, refusal] of cases) {
    client.say(frame)
    expect(await client.frame('nack')).toEqual({ t: 'nack', ...refusal })
  }
  client.ws.send(Buffer.from('{}'))
  expect(await client.frame('nack')).toEqual({ t: 'nack', code: 'bad_message' })
  client.say(good)
  expect(await client.frame('ack')).toMatchObject({ id: 7 })
  expect(client.frames.filter(({ t }) => t === 'up')).toHaveLength(1)
})

const planOf = (intervals: readonly (readonly number[])[]) => ({
  t: 'plan',
  id: 7,
  hlc: hlcOf(Date.now()),
  body: { zone: 'Europe/Lisbon', intervals: intervals.map(([start, end]) => ({ start, end, state: 'available' })) },
})

test('too many bad frames, and a frame over the limit, end the connection; a full plan is within it', async () => {
  const { client, joined } = await oneMember('badFrames=5')
  for (let n = 0; n < 6; n += 1) client.say('{')
  expect(await client.closed()).toMatchObject({ code: 4400 })

  const again = await greeted(joined)
  const now = Date.now()
  again.say(planOf(Array.from({ length: 200 }, (_, n) => [now + n * 1_000, now + n * 1_000 + 500])))
  expect(await again.frame('ack')).toMatchObject({ id: 7 })
  again.say({ ...putFrame('manual', away('x')), padding: 'x'.repeat(9_000) })
  expect(await again.frame('nack')).toMatchObject({ code: 'unknown_field' })
  again.say('x'.repeat(40_000))
  expect(await again.closed()).toMatchObject({ code: 1009 })
})

test('too many puts are refused with the time to wait, too many frames end the connection', async () => {
  const { client, joined } = await oneMember('frames=1000,puts=3,refusedPuts=4')
  for (let n = 0; n < 3; n += 1) client.say(putFrame('manual', away(`${n}`)))
  await eventually(() => client.frames.filter(({ t }) => t === 'ack').length).toBe(3)
  client.say(putFrame('manual', away('too many')))
  const nack = await client.frame('nack')
  expect(nack).toMatchObject({ code: 'rate' })
  expect(nack.retryMs).toBeGreaterThan(1_000)
  for (let n = 0; n < 5; n += 1) client.say(putFrame('manual', away('far too many')))
  expect(await client.closed()).toMatchObject({ code: 4429 })
  expect(await (await greeted(joined)).frame('sync')).toMatchObject({ items: [{ manual: { text: '2' } }] })

  const flooded = await oneMember('frames=10')
  for (let n = 0; n < 30; n += 1) flooded.client.ws.ping()
  expect(await flooded.client.closed()).toMatchObject({ code: 4429 })
})

test('hello: another version is refused with what is spoken, a foreign device by its name, silence after a while', async () => {
  const hub = await startHub({ times: 'hello=700' })
  const joined = await joinAs(await newTeam(hub), 'Ana')
  const other = await raw(joined)
  other.say({ t: 'hello', v: [2, 3], device: joined.device, app: 'test', colour: 'new' })
  expect(await other.frame('bye')).toMatchObject({ code: 'version' })
  expect(await other.closed()).toEqual({ code: 4426, reason: '{"min":1,"max":1}' })
  const both = await raw(joined)
  both.say({ t: 'hello', v: [9, 1], device: joined.device, app: 'test' })
  expect(await both.frame('welcome')).toMatchObject({ v: 1, me: joined.person })
  const foreign = await raw(joined)
  foreign.say({ t: 'hello', v: [1], device: 'd_somebodyelse', app: 'test' })
  expect(await foreign.frame('nack')).toMatchObject({ code: 'bad_value', field: 'device' })
  const silent = await raw(joined)
  expect(await silent.closed()).toMatchObject({ code: 4408 })
})

test('a newer connection of the same device takes the place of the older one', async () => {
  const { client, joined } = await oneMember()
  const newer = await greeted(joined)
  expect(await client.closed()).toMatchObject({ code: 4409 })
  newer.say(putFrame('manual', away('still here')))
  await newer.frame('ack')
})

test('the door: no token, a wrong one, another protocol, another path, too many knocks', async () => {
  const { hub, joined } = await oneMember('connectsByDevice=2,connectsByAddress=1000')
  const upgrade = (path: string, token: string, protocol = 'tideline.v1') =>
    upgradeStatus(hub.url, path, token, protocol)
  const [id = '', secret = ''] = joined.token.split('.')
  expect(await upgrade('/v1/ws', '')).toMatchObject({ status: 401, body: { code: 'bad_token' } })
  expect(await upgrade('/v1/ws', `${id}.${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`)).toMatchObject({
    status: 401,
  })
  expect(await upgrade('/v1/other', joined.token)).toMatchObject({ status: 404, body: { code: 'not_found' } })
  expect(await upgrade('/v1/ws', joined.token, 'tideline.v9')).toMatchObject({
    status: 426,
    body: { code: 'version', min: 1, max: 1 },
  })
  const refused = await upgrade('/v1/ws', joined.token)
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate', retryMs: expect.any(Number) } })
  expect(Number(refused.retryAfter)).toBeGreaterThan(0)
})

function upgradeStatus(url: string, path: string, token: string, protocol: string) {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.from('sixteen bytes!!!').toString('base64'),
    'sec-websocket-protocol': protocol,
    ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
  }
  return new Promise<{ status: number; body: unknown; retryAfter: string | undefined }>((done, failed) => {
    const asked = request(`${url}${path}`, { headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => (text += String(chunk)))
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, body: JSON.parse(text), retryAfter: response.headers['retry-after'] }),
      )
    })
    asked.on('upgrade', (_, socket) => {
      socket.destroy()
      done({ status: 101, body: null, retryAfter: undefined })
    })
    asked.on('error', failed)
    asked.end()
  })
}

test('joining: wrong, malformed and used invites, a bad name, too many tries', async () => {
  const hub = await startHub({ rates: 'joinsByAddress=8' })
  const invite = await newTeam(hub)
  const join = (link: string, name = 'Ana') => joinTeam({ invite: link, name, deviceName: 'laptop' })
  const wrong = `${invite.slice(0, -2)}${invite.endsWith('AA') ? 'BB' : 'AA'}`
  expect(await join('hello')).toEqual({ ok: false, code: 'invite_malformed' })
  expect(await join('http://hub.example/j/aaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaa')).toEqual({
    ok: false,
    code: 'invite_malformed',
  })
  expect(await join(invite, ' ')).toEqual({ ok: false, code: 'bad_name' })
  expect(await join(wrong)).toEqual({ ok: false, code: 'invite_invalid' })
  expect(await join(`${hub.url}/j/short.secret`)).toEqual({ ok: false, code: 'invite_invalid' })
  expect(await join(`  ${invite}\n`)).toMatchObject({ ok: true, team: { name: 'Atlas' }, url: hub.url })
  expect(await createTeam({ url: hub.url, ownerKey: 'ok_wrong', name: 'Mine' })).toEqual({
    ok: false,
    code: 'forbidden',
  })
  const tries = await Promise.all(Array.from({ length: 8 }, () => join(wrong)))
  const limited = tries.find((tried) => !tried.ok && tried.code === 'rate')
  expect(limited).toMatchObject({ code: 'rate', retryMs: expect.any(Number) })
})

test('the plain pages: health, readiness, the invite page keeps the secret out, everything else is not there', async () => {
  const hub = await startHub()
  const invite = await newTeam(hub)
  const get = async (path: string) => {
    const response = await fetch(`${hub.url}${path}`)
    return { status: response.status, text: await response.text(), headers: response.headers }
  }
  expect(await get('/healthz')).toMatchObject({ status: 200, text: '{"ok":true}' })
  expect(await get('/readyz')).toMatchObject({ status: 200 })
  const page = await get(new URL(invite).pathname)
  expect(page).toMatchObject({ status: 200 })
  expect(page.text).toContain('Join a team')
  expect(page.text).not.toContain(invite.split('.').at(-1))
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  expect(await get('/')).toMatchObject({ status: 404, text: '{"code":"not_found"}' })
  expect(await get('/v1/teams')).toMatchObject({ status: 403 })
  const plain = await fetch(`${hub.url}/v1/join`, {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'text/plain' },
  })
  expect(plain.status).toBe(400)
  const large = await fetch(`${hub.url}/v1/join`, {
    method: 'POST',
    body: 'x'.repeat(10_000),
    headers: { 'content-type': 'application/json' },
  })
  expect(await large.json()).toEqual({ code: 'too_big' })
})

test('nothing of what people say, and no secret, is in the log', async () => {
  const { hub, client, joined, invite } = await oneMember('frames=1000,badFrames=3')
  client.say(putFrame('manual', away('a private word')))
  await client.frame('ack')
  for (let n = 0; n < 5; n += 1) client.say({ ...putFrame('manual', away('a private word')), oops: 'a private word' })
  await client.closed()
  await joinTeam({ invite: `${invite}x`, name: 'Eve', deviceName: 'laptop' })
  await hub.kill('SIGTERM')
  const log = hub.stderr()
  expect(log).toContain('"event":"ready"')
  for (const secret of [
    'private word',
    'Ana',
    joined.token.split('.')[1] ?? '?',
    invite.split('.').at(-1) ?? '?',
    hub.ownerKey,
  ]) {
    expect(log).not.toContain(secret)
  }
})
