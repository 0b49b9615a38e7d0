/** Two hub processes on one Redis, and people who move between them. */
import { expect, onTestFinished, test, vi } from 'vitest'
import { CLOSE } from '../../src/core/sync/limits.ts'
import { askTeam, createInvite, joinTeam, type JoinedTeam } from '../../src/main/hubLink.ts'
import {
  away,
  connect,
  eventually,
  focusing,
  greeted,
  joinAs,
  type Member,
  member,
  newTeam,
  nothing,
  online,
  startHub,
  type TestHub,
} from '../hub/kit.ts'
import { startRedis } from './redis.ts'

vi.setConfig({ testTimeout: 60_000 })

async function twoHubs(times = ''): Promise<[TestHub, TestHub]> {
  const redis = await startRedis()
  onTestFinished(() => redis.kill())
  const args = ['--listen', '127.0.0.1:0', '--engine', redis.url]
  return [await startHub({ args, times }), await startHub({ args, times })]
}

const through = (hub: TestHub, joined: JoinedTeam): JoinedTeam => ({ ...joined, url: hub.url })

async function memberOn(hub: TestHub, invite: string, name: string): Promise<Member> {
  const one = connect(through(hub, await joinAs(invite, name)))
  await online(one)
  return one
}

test('people on different nodes see each other, and what waits for one is claimed once across nodes', async () => {
  const [one, two] = await twoHubs()
  const invite = await newTeam(one)
  const [ana, ben] = [await memberOn(one, invite, 'Ana'), await memberOn(two, invite, 'Ben')]
  ben.link.publish({ ...nothing, presence: focusing(), manual: away('over there') })
  await eventually(() => ana.people.get('Ben')).toMatchObject({
    live: true,
    presence: { rule: 2 },
    manual: { text: 'over there' },
  })
  ana.link.publish({ ...nothing, manual: away('over here') })
  await eventually(() => ben.people.get('Ana')?.manual?.text).toBe('over here')

  const more = await createInvite({ ...ben.joined, for: 'device' })
  if (!more.ok) throw new Error(more.code)
  const phone = await joinTeam({ invite: more.invite, name: 'Ben', deviceName: 'phone' })
  if (!phone.ok) throw new Error(phone.code)
  await ben.link.close('quit')
  const [laptop, mobile] = [await greeted(through(two, ben.joined)), await greeted(through(one, phone))]
  const sender = await greeted(through(two, await joinAs(invite, 'Chi')))
  const item = 'abcdefghijklmnop'
  sender.say({ t: 'item', id: 1, op: 'send', item, to: ben.joined.person, body: { kind: 'handoff', text: 'yours' } })
  const waiting = (frames: readonly { t: string }[]) => JSON.stringify(frames).includes(item)
  await eventually(() => waiting(laptop.frames) && waiting(mobile.frames)).toBe(true)
  for (const client of [laptop, mobile]) client.say({ t: 'item', id: 2, op: 'claim', item })
  const answers = () =>
    [laptop, mobile].map(
      ({ frames }) => frames.find((frame) => (frame.t === 'ack' || frame.t === 'nack') && frame.id === 2)?.t,
    )
  await eventually(() => new Set(answers())).toEqual(new Set(['ack', 'nack']))
})

test('kill -9 of a node: its people go on with the other one, and nobody was shown as gone', async () => {
  const [one, two] = await twoHubs()
  const invite = await newTeam(one)
  const ana = await memberOn(two, invite, 'Ana')
  const names = Array.from({ length: 20 }, (_, n) => `P${n}`)
  const people = await Promise.all(names.map((name) => memberOn(one, invite, name)))
  for (const each of people) each.link.publish({ ...nothing, presence: focusing() })
  await eventually(() => names.every((name) => ana.people.get(name)?.presence?.rule === 2)).toBe(true)
  const wentDark: string[] = []
  const watch = setInterval(() => {
    for (const name of names) if (ana.people.get(name)?.live !== true) wentDark.push(name)
  }, 5)
  await one.kill('SIGKILL')
  const killed = performance.now()
  const moved = people.map((each) => connect(through(two, each.joined), each.kept()))
  await Promise.all(moved.map((each) => online(each)))
  ana.link.publish({ ...nothing, manual: away('after') })
  await eventually(() => moved.every((each) => each.people.get('Ana')?.manual?.text === 'after')).toBe(true)
  process.stdout.write(`node killed: all current elsewhere after ${Math.round(performance.now() - killed)} ms\n`)
  clearInterval(watch)
  expect(wentDark).toEqual([])
})

test('a node that dies with its people: the other one ends their leases', async () => {
  const [one, two] = await twoHubs('ping=200,silent=600,grace=400,restart=300')
  const invite = await newTeam(one)
  const [ana, ben] = [await memberOn(two, invite, 'Ana'), await memberOn(one, invite, 'Ben')]
  ben.link.publish({ ...nothing, presence: focusing() })
  await eventually(() => ana.people.get('Ben')?.presence?.rule).toBe(2)
  await one.kill('SIGKILL')
  await eventually(() => ana.people.get('Ben')).toMatchObject({ live: false, gone: 'lost', presence: null })
  expect(ana.people.get('Ana')?.live).toBe(true)
})

test('who is removed through one node is cut off on the other within a second, and a device is on one node only', async () => {
  const [one, two] = await twoHubs()
  const invite = await newTeam(one)
  const [ana, ben] = [await member(invite, 'Ana'), await joinAs(invite, 'Ben')]
  const [first, second] = [await greeted(through(two, ben)), await greeted(through(one, ben))]
  expect(await first.closed()).toMatchObject({ code: 4409 })
  const elsewhere = await greeted(through(two, ben))
  expect(await second.closed()).toMatchObject({ code: 4409 })
  const asked = performance.now()
  const headers = { authorization: `Bearer ${ana.joined.token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ person: ben.person })
  expect((await fetch(`${one.url}/v1/people/remove`, { method: 'POST', headers, body })).status).toBe(200)
  expect(await elsewhere.closed()).toMatchObject({ code: 4403 })
  expect(performance.now() - asked).toBeLessThan(1_000)
})

test('a computer that is signed out, and a person on both nodes who is removed, are cut off wherever they are within a second', async () => {
  const [one, two] = await twoHubs()
  const invite = await newTeam(one)
  const [ana, ben] = [await member(invite, 'Ana'), await joinAs(invite, 'Ben')]
  const another = async (): Promise<JoinedTeam> => {
    const pairing = await createInvite({ ...ben, for: 'device' })
    if (!pairing.ok) throw new Error(pairing.code)
    const joined = await joinTeam({ invite: pairing.invite, deviceName: 'x' })
    if (!joined.ok) throw new Error(joined.code)
    return joined
  }
  const [phone, tablet] = [await another(), await another()]
  const near = await greeted(through(one, ben))
  const [far, lost] = [await greeted(through(two, phone)), await greeted(through(two, tablet))]
  const soon = async (ask: () => Promise<unknown>, ...closed: Promise<{ code: number }>[]): Promise<number[]> => {
    const asked = performance.now()
    await ask()
    const codes = (await Promise.all(closed)).map(({ code }) => code)
    expect(performance.now() - asked).toBeLessThan(1_000)
    return codes
  }
  const signOut = () => askTeam(ben, '/v1/devices/remove', { device: tablet.device })
  expect(await soon(signOut, lost.closed())).toEqual([CLOSE.revoked])
  const remove = () => askTeam(ana.joined, '/v1/people/remove', { person: ben.person })
  expect(await soon(remove, near.closed(), far.closed())).toEqual([CLOSE.removed, CLOSE.removed])
})

test('while the engine is away reading goes on and writes wait; then all is well again', async () => {
  const redis = await startRedis(['--appendonly', 'yes', '--appendfsync', 'always'])
  const hub = await startHub({ args: ['--listen', '127.0.0.1:0', '--engine', redis.url] })
  const invite = await newTeam(hub)
  const [ana, ben] = [await member(invite, 'Ana'), await member(invite, 'Ben')]
  await eventually(() => ana.people.has('Ben')).toBe(true)
  redis.process.kill('SIGSTOP')
  ben.link.publish({ ...nothing, manual: away('meanwhile') })
  expect((await fetch(`${hub.url}/healthz`)).status).toBe(200)
  expect(ana.view().status).toBe('online')
  redis.process.kill('SIGCONT')
  await eventually(() => ana.people.get('Ben')?.manual?.text, 20_000).toBe('meanwhile')
  await redis.kill()
})
