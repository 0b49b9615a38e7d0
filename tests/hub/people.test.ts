/** People over HTTP and the command line, against real hub processes. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type TeamAsk, type TeamDoor, TEAM_DOORS, type TeamReplyOf } from '../../src/core/sync/doors.ts'
import { createInvite, joinTeam } from '../../src/main/hubLink.ts'
import {
  away,
  connect,
  eventually,
  greeted,
  HUB_ENTRY,
  joinAs,
  member,
  newFolder,
  newTeam,
  NODE,
  nothing,
  online,
  startHub,
} from './kit.ts'

interface Known {
  readonly url: string
  readonly token: string
}

async function ask<D extends TeamDoor>(
  { url, token }: Known,
  door: D,
  wish: TeamAsk<D>,
): Promise<TeamReplyOf<D> | string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await fetch(url + door, { method: 'POST', headers, body: JSON.stringify(wish) })
  const body: unknown = await response.json()
  if (response.ok) return TEAM_DOORS[door].reply.parse(body)
  return typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : 'no code'
}

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    const child = execFile(NODE, [HUB_ENTRY, ...args], (_, out, err) => done({ code: child.exitCode ?? -1, out, err }))
  })
}

test('owners rename the team, remove people and hand the team over; members rename themselves', async () => {
  const hub = await startHub()
  const invite = await newTeam(hub)
  const [ana, ben, chi] = [await member(invite, 'Ana'), await member(invite, 'Ben'), await member(invite, 'Chi')]
  expect(await ask(ben.joined, '/v1/team/rename', { name: 'Boreas' })).toBe('forbidden')
  expect(await ask(ana.joined, '/v1/team/rename', { name: 'Boreas' })).toEqual({})
  expect(await ask(ben.joined, '/v1/people/rename', { name: 'Benedikt' })).toEqual({})
  await eventually(() => ana.people.has('Benedikt')).toBe(true)
  expect(ana.people.has('Ben')).toBe(false)
  const told = await ask(ben.joined, '/v1/team/people', {})
  expect(told).toMatchObject({
    team: { name: 'Boreas' },
    people: [
      { name: 'Ana', role: 'owner' },
      { name: 'Benedikt', role: 'member', devices: [{ name: 'laptop', live: true }] },
      { name: 'Chi', role: 'member' },
    ],
  })
  expect(typeof told === 'string' ? [] : told.people.filter(({ devices }) => devices).length).toBe(1)
  expect(await ask(ben.joined, '/v1/people/remove', { person: chi.joined.person })).toBe('forbidden')
  expect(await ask(ana.joined, '/v1/people/remove', { person: chi.joined.person })).toEqual({})
  await eventually(() => chi.view()).toMatchObject({ status: 'refused', reason: 'removed' })
  await eventually(() => ben.people.has('Chi')).toBe(false)
  expect(await ask(ana.joined, '/v1/people/role', { person: ana.joined.person, role: 'member' })).toBe('forbidden')
  expect(await ask(ana.joined, '/v1/people/transfer', { person: ben.joined.person })).toEqual({})
  expect(await ask(ana.joined, '/v1/team/rename', { name: 'Again' })).toBe('forbidden')
  expect(await ask(ben.joined, '/v1/team/rename', { name: 'Again' })).toEqual({})
  expect(await ask(ben.joined, '/v1/people/remove', { person: 'p_nobody' })).toBe('not_found')
})

test('a second device is paired and removed: its connection ends at once, its token is worth nothing', async () => {
  const hub = await startHub()
  const invite = await newTeam(hub)
  const [ana, ben] = [await member(invite, 'Ana'), await joinAs(invite, 'Ben')]
  const more = await createInvite({ ...ana.joined, for: 'device' })
  if (!more.ok) throw new Error(more.code)
  const phone = await joinTeam({ invite: more.invite, name: 'Ana', deviceName: 'phone' })
  if (!phone.ok) throw new Error(phone.code)
  const client = await greeted(phone)
  expect(await ask(ben, '/v1/devices/remove', { device: phone.device })).toBe('not_found')
  const asked = performance.now()
  expect(await ask(ana.joined, '/v1/devices/remove', { device: phone.device })).toEqual({})
  expect(await client.closed()).toMatchObject({ code: 4401 })
  expect(performance.now() - asked).toBeLessThan(1_000)
  expect(await ask(phone, '/v1/team/people', {})).toBe('bad_token')
  expect(ana.view().status).toBe('online')
})

test('a token is replaced: the old one works until the new one is used', async () => {
  const hub = await startHub()
  const ana = await joinAs(await newTeam(hub), 'Ana')
  const reply = await ask(ana, '/v1/token', {})
  const token = typeof reply === 'string' ? '' : reply.token
  expect(token).toMatch(/^dt_/)
  expect(await ask(ana, '/v1/team/people', {})).toMatchObject({ people: [{ name: 'Ana' }] })
  const client = await greeted({ ...ana, token })
  expect(await ask(ana, '/v1/team/people', {})).toBe('bad_token')
  client.ws.close()
})

test('documents, votes and items over the socket: told to whom they concern, and to nobody else', async () => {
  const hub = await startHub()
  const invite = await newTeam(hub)
  const [ana, ben] = [await joinAs(invite, 'Ana'), await joinAs(invite, 'Ben')]
  const [one, two] = [await greeted(ana), await greeted(ben)]
  expect(await two.frame('inbox')).toMatchObject({ full: true, items: [], more: false })
  one.say({ t: 'doc', id: 1, doc: 'proposal.p', base: 0, body: { base: 0, agreement: { urgent: { perDay: 1 } } } })
  expect(await one.frame('ack')).toMatchObject({ id: 1, v: 1 })
  await eventually(() => two.frames.some((frame) => frame.t === 'up' && frame.docs?.[0]?.d === 'proposal.p')).toBe(true)
  one.say({ t: 'doc', id: 2, doc: 'proposal.p', base: 7, body: null })
  expect(await one.frame('nack')).toMatchObject({ id: 2, code: 'conflict', v: 1 })
  one.say({ t: 'doc', id: 3, doc: 'proposal.q', base: 0, body: { base: 0, agreement: { secret: 1 } } })
  expect(await one.frame('nack')).toMatchObject({ id: 3, code: 'unknown_field', field: 'agreement.secret' })
  one.say({ t: 'doc', id: 4, doc: 'agreement', base: 0, body: { base: 0, agreement: {} } })
  expect(await one.frame('nack')).toMatchObject({ id: 4, code: 'forbidden' })
  for (const [n, client] of [one, two].entries()) {
    client.say({ t: 'vote', id: 5 + n, doc: 'proposal.p', draft: 1, yes: true })
    expect(await client.frame('ack')).toMatchObject({ id: 5 + n })
  }
  const agreed = () => two.frames.flatMap((frame) => (frame.t === 'up' ? (frame.docs ?? []) : []))
  await eventually(() => agreed().find(({ d }) => d === 'agreement')?.body).toEqual({ urgent: { perDay: 1 } })
  const item = 'abcdefghijklmnop'
  const knock = { kind: 'knock', urgency: 'urgent', text: 'now, please' }
  one.say({ t: 'item', id: 8, op: 'send', item, to: ben.person, body: knock })
  expect(await one.frame('ack')).toMatchObject({ id: 8 })
  expect(await two.frame('inbox')).toMatchObject({ full: false, items: [{ i: item, from: ana.person, body: knock }] })
  one.say({ t: 'item', id: 9, op: 'send', item: `${item}2`, to: ben.person, body: knock })
  expect(await one.frame('nack')).toMatchObject({ id: 9, code: 'quota' })
  two.ws.terminate()
  const again = await greeted(ben)
  expect(await again.frame('inbox')).toMatchObject({ full: true, items: [{ i: item }] })
  again.say({ t: 'item', id: 10, op: 'claim', item })
  expect(await again.frame('ack')).toMatchObject({ id: 10 })
  again.say({ t: 'item', id: 11, op: 'done', item })
  expect(await again.frame('ack')).toMatchObject({ id: 11 })
  await eventually(() => again.frames.some((frame) => frame.t === 'inbox' && frame.gone.includes(item))).toBe(true)
  expect(one.frames.filter(({ t }) => t === 'inbox')).toHaveLength(1)
  expect(await ask(ana, '/v1/docs/history', { doc: 'proposal.p' })).toMatchObject({
    versions: [{ v: 1 }, { v: 2 }, { v: 3 }],
  })
})

test('the owner of the hub does the same from the command line, running or not, and can go back to a backup', async () => {
  const hub = await startHub()
  const invite = await newTeam(hub)
  const [ana, ben] = [await member(invite, 'Ana'), await member(invite, 'Ben')]
  ben.link.publish({ ...nothing, manual: away('in the backup') })
  await eventually(() => ana.people.get('Ben')?.manual?.text).toBe('in the backup')
  await eventually(() => ben.view().pending).toBe(false)
  const at = ['--data', hub.data]
  expect((await run('member', 'list', 'Atlas', ...at)).out).toMatch(
    /^p_\S+ {2}Ana {2}\(owner\)\n {2}d_\S+ {2}laptop {2}connected\n/,
  )
  const copy = join(await newFolder(), 'copy.db')
  expect(await run('backup', copy, ...at)).toMatchObject({ code: 0 })
  expect((await run('backup', copy, ...at)).err).toContain('is it there already?')
  expect((await run('invite', 'list', 'Atlas', ...at)).out).toMatch(/for a person, 23 times/)
  expect(await run('member', 'remove', 'Atlas', 'Ben', ...at)).toMatchObject({ code: 0, err: '' })
  await eventually(() => ben.view()).toMatchObject({ status: 'refused', reason: 'removed' })
  expect((await run('member', 'role', 'Atlas', 'Ana', 'member', ...at)).err).toContain('at least one owner')
  const file = join(await newFolder(), 'atlas.json')
  expect(await run('team', 'export', 'Atlas', '--to', file, ...at)).toMatchObject({ code: 0 })
  const exported = await readFile(file, 'utf8')
  expect(JSON.parse(exported)).toMatchObject({ format: 'tideline-team', people: [{ name: 'Ana', role: 'owner' }] })
  expect(exported).not.toMatch(/mac|hash|dt_/)
  expect((await run('restore', copy, ...at)).err).toBe('Stop the hub first.\n')
  await hub.kill('SIGTERM')
  expect((await run('restore', file, ...at)).err).toContain('is no backup of a hub')
  expect(await run('restore', copy, ...at)).toMatchObject({ code: 0 })
  expect((await run('team', 'rename', 'Atlas', 'Boreas', ...at)).code).toBe(0)
  await startHub({ data: hub.data })
  const back = connect(ben.joined, ben.kept())
  await online(back)
  await eventually(() => ana.people.get('Ben')?.manual?.text).toBe('in the backup')
  expect((await run('team', 'remove', 'Boreas', '--yes', ...at)).code).toBe(0)
  await eventually(() => ana.view()).toMatchObject({ status: 'refused', reason: 'removed' })
  expect((await run('team', 'list', ...at)).out).toContain('No team yet')
  expect(await ask(ana.joined, '/v1/team/people', {})).toBe('bad_token')
})
