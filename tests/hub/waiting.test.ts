/** Waiting on and check-ins, through the app's own loop and links and a real hub. */
import { expect, test } from 'vitest'
import { checkInId, checkInsIn } from '../../src/core/team/checkIn.ts'
import { tallyOf } from '../../src/core/team/overlap/tally.ts'
import { docsOf } from '../../src/core/team/docs.ts'
import { startTestApp, type TestApp } from './app.ts'
import { eventually, startHub } from './kit.ts'

async function two(): Promise<{ team: string; ana: TestApp; ben: TestApp }> {
  const hub = await startHub()
  const [ana, ben] = [startTestApp(hub), startTestApp(hub)]
  const team = await ana.must({ type: 'team.host', name: 'Atlas', person: 'Ana', lan: false })
  await ben.must({ type: 'team.join', invite: await ana.must({ type: 'team.invite', team }), person: 'Ben' })
  for (const app of [ana, ben]) {
    await eventually(() => app.team()?.link.status).toBe('online')
    await eventually(() => Object.keys(app.loop.state().rosters[team] ?? {}).length).toBe(2)
  }
  return { team, ana, ben }
}

const docsAt = (app: TestApp, team: string) => app.loop.state().docs[team] ?? {}
const noticesOf = ({ loop }: TestApp) =>
  loop.state().notices.map(({ key, values }) => [key, values['name'], values['what']])
const meOf = (app: TestApp): string => app.team()?.me ?? ''

test('who is waited for hears it once, also over a new connection, and either settles it', async () => {
  const { team, ana, ben } = await two()
  const write = { type: 'doc.write', team, doc: 'waiting.w' } as const
  const body = { who: meOf(ben), on: meOf(ana), what: 'the schema', since: Date.now() }
  await ben.must({ ...write, ref: 'r1', base: 0, body })
  await eventually(() => noticesOf(ana)).toEqual([['notice.waitedFor', 'Ben', 'the schema']])
  await ana.must({ type: 'notice.dismiss', id: ana.loop.state().notices[0]?.id ?? '' })
  await ana.sleep()
  ana.wake()
  await eventually(() => ana.team()?.link.status).toBe('online')
  await ana.must({ ...write, ref: 'r2', base: 1, body: null })
  await eventually(() => noticesOf(ben)).toEqual([['notice.waitSettled', 'Ana', 'the schema']])
  expect(noticesOf(ana)).toEqual([])
  expect(docsAt(ben, team)['waiting.w']).toBeUndefined()
})

test('nobody makes others wait on paper, and a check-in is its writer’s alone', async () => {
  const { team, ana, ben } = await two()
  const write = { type: 'doc.write', team, base: 0 } as const
  const wait = { who: meOf(ana), on: meOf(ben), what: 'x', since: 1 }
  await ben.must({ ...write, ref: 'r1', doc: 'waiting.x', body: wait })
  await ben.must({ ...write, ref: 'r2', doc: checkInId(meOf(ana), '2026-11-26'), body: { did: 'x' } })
  const codes = () => Object.values(ben.loop.state().papers[team] ?? {}).map(({ refusal }) => refusal?.code)
  await eventually(codes).toEqual(['forbidden', 'forbidden'])
  await ana.must({ ...write, ref: 'r3', doc: checkInId(meOf(ana), '2026-11-26'), body: { did: 'The map' } })
  await eventually(() => checkInsIn(docsAt(ben, team)).map(({ person, said }) => [person, said.did])).toEqual([
    [meOf(ana), 'The map'],
  ])
})

test('what a meeting cost counts for everybody, and goes with who leaves', async () => {
  const { team, ana, ben } = await two()
  const start = Date.now()
  const bore = { [meOf(ana)]: 480, [meOf(ben)]: 60 }
  const meeting = { start, end: start + 3_600_000, bore }
  await ben.must({ type: 'doc.write', team, ref: 'r1', doc: 'meeting.m', base: 0, body: meeting })
  const tally = () =>
    tallyOf(
      docsOf(docsAt(ana, team), 'meeting').map(({ body }) => body),
      start,
    )
  await eventually(tally).toEqual(bore)
  await ben.must({ type: 'team.leave', team })
  await eventually(tally).toEqual({ [meOf(ana)]: 480 })
})
