/** Real hub processes, real sockets: what a team sees of each other. */
import { expect, test } from 'vitest'
import { createInvite, joinTeam, leaveTeam } from '../../src/main/hubLink.ts'
import {
  away,
  connect,
  eventually,
  focusing,
  greeted,
  joinAs,
  member,
  newTeam,
  nothing,
  online,
  planned,
  raw,
  SHORT_TIMES,
  startHub,
} from './kit.ts'

test('two people join and see each other change, live', async () => {
  const hub = await startHub()
  const invite = await newTeam(hub)
  const ana = await member(invite, 'Ana')
  const ben = await member(invite, 'Ben')
  await eventually(() => [...ana.people.keys()].toSorted()).toEqual(['Ana', 'Ben'])
  expect(ben.people.get('Ana')).toMatchObject({ live: true, presence: null, manual: null, plan: null, asOf: null })

  const until = Date.now() + 1_800_000
  const plan = {
    zone: 'Europe/Lisbon',
    intervals: [{ start: until, end: until + 60_000, state: 'available' as const }],
  }
  ana.link.publish({ presence: focusing(until), manual: null, plan })
  await eventually(() => ben.people.get('Ana')).toMatchObject({ presence: { rule: 2, until }, plan })
  await eventually(() => ana.view().pending).toBe(false)
  expect(ana.view().publishedAt).toBeGreaterThan(Date.now() - 10_000)
  expect(ben.people.get('Ana')?.asOf).toBeGreaterThan(Date.now() - 10_000)

  ana.link.publish({ presence: planned, manual: away('lunch'), plan })
  await eventually(() => ben.people.get('Ana')).toMatchObject({
    presence: { rule: 4 },
    manual: { text: 'lunch' },
    plan,
  })
  ana.link.publish({ presence: planned, manual: null, plan: null })
  await eventually(() => ben.people.get('Ana')).toMatchObject({ manual: null, plan: null })
})

test('a clean goodbye is told at once, a broken connection only after its grace', async () => {
  const hub = await startHub({ times: SHORT_TIMES })
  const invite = await newTeam(hub)
  const [ana, ben, chi] = [await member(invite, 'Ana'), await member(invite, 'Ben'), await joinAs(invite, 'Chi')]
  ben.link.publish({ ...nothing, presence: focusing() })
  await eventually(() => ana.people.get('Ben')?.presence?.rule).toBe(2)
  await ben.link.close('quit')
  await eventually(() => ana.people.get('Ben')).toMatchObject({ live: false, gone: 'quit', presence: null })

  const client = await raw(chi)
  client.say({ t: 'hello', v: [1], device: chi.device, app: 'test' })
  await eventually(() => ana.people.get('Chi')?.live).toBe(true)
  const cut = Date.now()
  client.ws.terminate()
  await eventually(() => ana.people.get('Chi')).toMatchObject({ live: false, gone: 'lost' })
  expect(Date.now() - cut).toBeGreaterThanOrEqual(380)
})

test('whoever falls silent without hanging up is let go, whoever answers stays', async () => {
  const hub = await startHub({ times: SHORT_TIMES })
  const invite = await newTeam(hub)
  const ana = await member(invite, 'Ana')
  const ben = await joinAs(invite, 'Ben')
  const client = await greeted(ben)
  await eventually(() => ana.people.get('Ben')?.live).toBe(true)
  client.ws.pause()
  const silent = Date.now()
  await eventually(() => ana.people.get('Ben')).toMatchObject({ live: false, gone: 'lost' })
  expect(Date.now() - silent).toBeGreaterThanOrEqual(900)
  expect(ana.view().status).toBe('online')
  expect(ana.views.filter(({ status }) => status !== 'online').every(({ status }) => status === 'connecting')).toBe(
    true,
  )
})

test('a status ends at its time although its sender is gone', async () => {
  const hub = await startHub()
  const invite = await newTeam(hub)
  const [ana, ben] = [await member(invite, 'Ana'), await member(invite, 'Ben')]
  ben.link.publish({ ...nothing, manual: away('back soon', Date.now() + 1_500) })
  await eventually(() => ana.people.get('Ben')?.manual?.text).toBe('back soon')
  await ben.link.close('quit')
  await eventually(() => ana.people.get('Ben')?.manual).toBeNull()
})

test('teams on one hub see nothing of each other', async () => {
  const hub = await startHub()
  const [atlas, boreas] = [await newTeam(hub, 'Atlas'), await newTeam(hub, 'Boreas')]
  const [ana, bo, bob] = [await member(atlas, 'Ana'), await member(boreas, 'Bo'), await member(boreas, 'Bob')]
  bo.link.publish({ ...nothing, manual: away('secret of Boreas') })
  await eventually(() => bob.people.get('Bo')?.manual?.text).toBe('secret of Boreas')
  ana.link.publish({ ...nothing, presence: planned })
  await eventually(() => ana.people.get('Ana')?.presence?.rule).toBe(4)
  expect([...ana.people.keys()]).toEqual(['Ana'])
  expect([...bob.people.keys()].toSorted()).toEqual(['Bo', 'Bob'])
})

test('two devices of one person: the lower rule shows, then what the other says; a status by hand is shared', async () => {
  const hub = await startHub()
  const invite = await newTeam(hub)
  const [ana, laptop] = [await member(invite, 'Ana'), await member(invite, 'Ben')]
  const more = await createInvite({ ...laptop.joined, for: 'device' })
  if (!more.ok) throw new Error(more.code)
  const second = await joinTeam({ invite: more.invite, name: 'Ben', deviceName: 'desktop' })
  if (!second.ok) throw new Error(second.code)
  expect(second.person).toBe(laptop.joined.person)
  expect(second.device).not.toBe(laptop.joined.device)
  expect(await joinTeam({ invite: more.invite, name: 'Eve', deviceName: 'x' })).toMatchObject({
    ok: false,
    code: 'invite_invalid',
  })
  const desktop = connect(second)
  await online(desktop)

  laptop.link.publish({ presence: focusing(), manual: away('from the laptop'), plan: null })
  desktop.link.publish({ presence: planned, manual: null, plan: null })
  await eventually(() => ana.people.get('Ben')).toMatchObject({
    presence: { rule: 2 },
    manual: { text: 'from the laptop' },
  })
  await eventually(() => desktop.view().pending).toBe(false)
  expect(ana.people.get('Ben')?.manual?.text).toBe('from the laptop')
  desktop.link.publish({ presence: planned, manual: away('from the desktop'), plan: null })
  await eventually(() => ana.people.get('Ben')?.manual?.text).toBe('from the desktop')
  await laptop.link.close('quit')
  await eventually(() => ana.people.get('Ben')).toMatchObject({ live: true, gone: null, presence: { rule: 4 } })
  await desktop.link.close('quit')
  await eventually(() => ana.people.get('Ben')).toMatchObject({ live: false, gone: 'quit', presence: null })
})

test('whoever leaves is gone for all, and the device is not known any more', async () => {
  const hub = await startHub()
  const invite = await newTeam(hub)
  const [ana, ben] = [await member(invite, 'Ana'), await member(invite, 'Ben')]
  await eventually(() => ana.people.has('Ben')).toBe(true)
  expect(await leaveTeam(ben.joined)).toEqual({ ok: true })
  await eventually(() => ana.people.has('Ben')).toBe(false)
  await eventually(() => ben.view()).toMatchObject({ status: 'refused', reason: 'removed' })
  ben.link.wake()
  await eventually(() => ben.view()).toMatchObject({ status: 'refused', reason: 'removed' })
  expect(await leaveTeam(ben.joined)).toMatchObject({ ok: false, code: 'removed' })
  expect(await createInvite(ben.joined)).toMatchObject({ ok: false, code: 'removed' })
})
