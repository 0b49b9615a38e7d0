/** Behind a bad network every client is late, and right in the end. */
import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished, test } from 'vitest'
import { seeded } from '../load/mutate.ts'
import { startWeather } from '../harness/weather.ts'
import { away, connect, eventually, joinAs, type Member, newTeam, nothing, startHub } from './kit.ts'

const ROUNDS = 8

test('300 ms, stalls of up to 3 s and cut connections: everybody ends up with the same, and with the last word of each', async () => {
  const hub = await startHub()
  const invite = await newTeam(hub)
  const random = seeded(7)
  const weather = { delay: 300, stall: () => (random() < 0.08 ? 200 + 2_800 * random() : 0) }
  const proxy = await startWeather(Number(new URL(hub.url).port), weather)
  onTestFinished(() => proxy.close())
  const members: Member[] = []
  for (const name of ['Ana', 'Ben', 'Cleo']) {
    members.push(connect({ ...(await joinAs(invite, name)), url: `http://127.0.0.1:${proxy.port}` }))
  }
  const near = connect(await joinAs(invite, 'Dora'))
  for (const member of [...members, near]) await eventually(() => member.view().status, 40_000).toBe('online')
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, member] of members.entries())
      member.link.publish({ ...nothing, manual: away(`${index} says ${round}`) })
    // The weather itself takes its time: this is not a wait for a result.
    await wait(100 + 500 * random())
    if (random() < 0.5) proxy.cut()
  }
  const said = (member: Member) =>
    Object.fromEntries([...member.people].map(([name, { manual }]) => [name, manual?.text]))
  const last = ['Ana', 'Ben', 'Cleo'].map((name, index) => [name, `${index} says ${ROUNDS - 1}`])
  const all = { ...Object.fromEntries(last), Dora: undefined }
  for (const member of [near, ...members]) await eventually(() => said(member), 40_000).toEqual(all)
  for (const member of members) await eventually(() => member.view().pending, 40_000).toBe(false)
}, 180_000)
