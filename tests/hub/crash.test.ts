/** The hub is killed and comes back: nothing that it confirmed is lost, and everybody ends up right. */
import { expect, test } from 'vitest'
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
  putFrame,
  raw,
  SHORT_TIMES,
  startHub,
} from './kit.ts'

test('kill -9 and start on the same data: same port, everybody is back, nothing confirmed is lost', async () => {
  const hub = await startHub()
  const invite = await newTeam(hub)
  const [ana, ben] = [await member(invite, 'Ana'), await member(invite, 'Ben')]
  const plan = {
    zone: 'Asia/Kolkata',
    intervals: [{ start: Date.now(), end: Date.now() + 60_000, state: 'together' as const }],
  }
  ben.link.publish({ presence: focusing(), manual: away('kept'), plan })
  await eventually(() => ana.people.get('Ben')).toMatchObject({ presence: { rule: 2 }, manual: { text: 'kept' }, plan })
  await eventually(() => ben.view().pending).toBe(false)
  const told = ana.changes()

  await hub.kill('SIGKILL')
  await eventually(() => ana.view().status).toBe('offline')
  expect(ana.view()).toMatchObject({ reason: 'hub_unreachable', retryAt: expect.any(Number) })
  ana.link.publish({ ...nothing, manual: away('set while offline') })
  expect(ana.view().pending).toBe(true)

  const again = await startHub({ data: hub.data })
  expect(again.url).toBe(hub.url)
  await online(ana)
  await online(ben)
  await eventually(() => ben.people.get('Ana')?.manual?.text).toBe('set while offline')
  await eventually(() => ana.view().pending).toBe(false)
  expect(ana.people.get('Ben')).toMatchObject({ live: true, presence: { rule: 2 }, manual: { text: 'kept' }, plan })
  expect(ana.changes()).toBeGreaterThan(told)
  const chi = await member(invite, 'Chi')
  await eventually(() => chi.people.get('Ben')).toMatchObject({ live: true, manual: { text: 'kept' }, plan })
})

test('killed while statuses pour in, again and again: every confirmed one is there and no number is used twice', async () => {
  let hub = await startHub()
  const invite = await newTeam(hub)
  const [ana, eve] = [await joinAs(invite, 'Ana'), await joinAs(invite, 'Eve')]
  const seen = new Map<number, string>()
  let confirmed = ''
  for (let round = 0; round < 4; round += 1) {
    const viewer = await greeted(eve)
    const first = await viewer.frame('sync')
    const mine = first.items.find(({ p }) => p === ana.person)
    if (round > 0)
      expect(numberIn(mine?.manual?.text, round - 1)).toBeGreaterThanOrEqual(numberIn(confirmed, round - 1))
    const writer = await greeted(ana)
    const until = Date.now() + 3_600_000
    const sent = new Map<number, string>()
    const pour = setInterval(() => {
      const text = `${round}-${sent.size}`
      const frame = putFrame('manual', { text, until })
      sent.set(frame.id, text)
      writer.say(frame)
    }, 2)
    await eventually(() => writer.frames.filter(({ t }) => t === 'ack').length).toBeGreaterThan(20)
    await hub.kill('SIGKILL')
    clearInterval(pour)
    for (const frame of writer.frames)
      if (frame.t === 'ack' && frame.stale !== true) confirmed = sent.get(frame.id) ?? confirmed
    for (const frame of viewer.frames) if (frame.t === 'up') remember(seen, frame.r, JSON.stringify(frame.items))
    hub = await startHub({ data: hub.data })
  }
})

/** The number of a text of that round; what came after the last confirmation may have reached the disk as well. */
function numberIn(text: string | undefined, round: number): number {
  const [inRound, number] = (text ?? '').split('-').map(Number)
  return inRound === round && number !== undefined ? number : -1
}

function remember(seen: Map<number, string>, rev: number, what: string): void {
  expect(seen.get(rev) ?? what).toBe(what)
  seen.set(rev, what)
}

test('after a restart who was live has time to come back, and is lost if not', async () => {
  const hub = await startHub({ times: SHORT_TIMES })
  const invite = await newTeam(hub)
  const [ana, ben] = [await member(invite, 'Ana'), await member(invite, 'Ben')]
  ben.link.publish({ ...nothing, presence: planned })
  await eventually(() => ana.people.get('Ben')?.presence?.rule).toBe(4)
  await eventually(() => ben.view().pending).toBe(false)
  await hub.kill('SIGKILL')
  const cutOff = { ...ben.joined, url: 'http://127.0.0.1:1' }
  const lost = connect(cutOff, ben.kept())
  await ben.link.close('quit')
  await startHub({ data: hub.data, times: `${SHORT_TIMES},restart=8000` })
  await online(ana)
  expect(ana.people.get('Ben')?.live).toBe(true)
  await eventually(() => ana.people.get('Ben'), 20_000).toMatchObject({ live: false, gone: 'lost', presence: null })
  expect(lost.view().reason).toBe('hub_unreachable')
})

test('a restart in good order: everybody is told, nobody is shown as gone, and resuming needs no full list', async () => {
  const hub = await startHub({ times: SHORT_TIMES })
  const invite = await newTeam(hub)
  const [ana, ben] = [await member(invite, 'Ana'), await joinAs(invite, 'Ben')]
  const client = await greeted(ben)
  const sync = await client.frame('sync')
  const { epoch } = await welcomed(ben)
  expect(await hub.kill('SIGTERM')).toBe(0)
  await startHub({ data: hub.data })
  await online(ana)
  expect(ana.people.get('Ben')?.live).toBe(true)
  const resumed = await greeted(ben, `${epoch}.${sync.r}`)
  expect(await resumed.frame('sync')).toMatchObject({ full: false, more: false })
})

async function welcomed(joined: Parameters<typeof greeted>[0]) {
  const client = await raw(joined)
  client.say({ t: 'hello', v: [1], device: joined.device, app: 'test' })
  return client.frame('welcome')
}

test('what was published while the hub was away outlives the app too', async () => {
  const hub = await startHub()
  const invite = await newTeam(hub)
  const [ana, ben] = [await member(invite, 'Ana'), await member(invite, 'Ben')]
  await hub.kill('SIGKILL')
  await eventually(() => ben.view().status).toBe('offline')
  ben.link.publish({ ...nothing, manual: away('written offline') })
  const kept = ben.kept()
  await ben.link.close('quit')
  await startHub({ data: hub.data })
  const restarted = connect(ben.joined, kept)
  await online(restarted)
  await eventually(() => ana.people.get('Ben')?.manual?.text).toBe('written offline')
})
