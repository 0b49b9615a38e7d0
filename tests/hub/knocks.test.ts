/** Knocks from app to app over a real hub process: the apps' own loops and links, two devices of one person, moved blocks. */
import { expect, test } from 'vitest'
import type { ManualStatus } from '../../src/core/sync/records.ts'
import { openLetters, type Letter } from '../../src/core/team/letters.ts'
import { HOUR, MINUTE } from '../../src/core/time/instant.ts'
import { inZone } from '../../src/core/time/zone.ts'
import { startTestApp, type TestApp } from './app.ts'
import { eventually, greeted, joinAs, newTeam, startHub } from './kit.ts'

const ZONE = 'Europe/Lisbon'
/** A connection whose clock jumped is made anew, after a while if it has to be. */
const PATIENCE = 25_000
let count = 0
const newId = (): string => `knock-${String((count += 1)).padStart(12, '0')}`

interface Two {
  readonly team: string
  readonly ana: TestApp
  /** Two devices of Ben. */
  readonly laptop: TestApp
  readonly desktop: TestApp
  readonly hub: Awaited<ReturnType<typeof startHub>>
}

async function anaAndBen(): Promise<Two> {
  const hub = await startHub()
  const [ana, laptop, desktop] = [startTestApp(hub), startTestApp(hub), startTestApp(hub)]
  const team = await ana.must({ type: 'team.host', name: 'Atlas', person: 'Ana', lan: false })
  await laptop.must({ type: 'team.join', invite: await ana.must({ type: 'team.invite', team }), person: 'Ben' })
  await eventually(() => laptop.team()?.link.status).toBe('online')
  await desktop.must({ type: 'team.join', invite: await laptop.must({ type: 'team.pair', team }) })
  await eventually(() => desktop.team()?.link.status).toBe('online')
  await eventually(() => Object.keys(ana.loop.state().rosters[team] ?? {}).length).toBe(2)
  return { hub, team, ana, laptop, desktop }
}

const benOf = ({ laptop }: Pick<Two, 'laptop'>): string => laptop.team()?.me ?? ''
const letters = ({ loop }: TestApp): Letter[] => Object.values(loop.state().letters)
const open = ({ loop }: TestApp): string[] => openLetters(loop.state().letters).map(({ id }) => id)
const stateOf = (app: TestApp, id: string): string => app.loop.state().letters[id]?.is ?? 'none'
const settled = (app: TestApp, team: string) =>
  eventually(() => Object.keys(app.loop.state().papers[team] ?? {})).toEqual([])

async function knock({ team, ana, laptop }: Two, urgency: 'whenever' | 'today' | 'urgent'): Promise<string> {
  const id = newId()
  await ana.must({ type: 'knock.send', team, to: benOf({ laptop }), id, urgency, text: 'The contract?' })
  await eventually(() => stateOf(ana, id), PATIENCE).not.toBe('waiting')
  return id
}

const offUntil = (until: number): ManualStatus => ({ state: 'off', until })
const block = (from: number, minutes: number) =>
  ({ id: 'open', kind: 'open', title: '', start: inZone(from, ZONE), minutes }) as const

test('an offline receiver gets it later, exactly once, on one of two devices; the sender reads that it was seen and done', async () => {
  const two = await anaAndBen()
  const { team, ana, laptop, desktop } = two
  await Promise.all([laptop.sleep(), desktop.sleep()])
  const id = await knock(two, 'whenever')
  expect(stateOf(ana, id)).toBe('sent')
  laptop.wake()
  desktop.wake()
  await eventually(() => [...open(laptop), ...open(desktop)]).toEqual([id])
  await eventually(() => stateOf(ana, id)).toBe('seen')
  const [shown, other] = open(laptop).length === 1 ? [laptop, desktop] : [desktop, laptop]
  await settled(shown, team)
  // Both come back once more: nothing is told a second time.
  await Promise.all([laptop.sleep(), desktop.sleep()])
  laptop.wake()
  desktop.wake()
  for (const { team: slice } of [laptop, desktop]) await eventually(() => slice()?.link.status).toBe('online')
  await shown.must({ type: 'knock.done', id })
  await eventually(() => stateOf(ana, id)).toBe('done')
  expect([...laptop.told, ...desktop.told]).toEqual(['announce.knock Ana'])
  expect(letters(other)).toEqual([])
  expect(letters(shown)).toEqual([])
})

test('it waits for the block even where that is moved, and an answer comes back', async () => {
  const two = await anaAndBen()
  const { team, ana, laptop, desktop } = two
  await desktop.sleep()
  const now = Date.now()
  await laptop.must({ type: 'plan.add', block: block(now + HOUR, 60) })
  const id = await knock(two, 'today')
  await eventually(() => stateOf(laptop, id)).toBe('held')
  // The block starts later than Ana read; the time that she read passes.
  await laptop.must({ type: 'plan.change', id: 'open', change: { start: inZone(now + 3 * HOUR, ZONE) } })
  laptop.shift(HOUR + MINUTE)
  await laptop.loop.dispatch({ type: 'look' })
  await settled(laptop, team)
  expect([stateOf(laptop, id), laptop.told]).toEqual(['held', []])
  laptop.shift(3 * HOUR + MINUTE)
  await laptop.loop.dispatch({ type: 'look' })
  await eventually(() => open(laptop)).toEqual([id])
  const answer = newId()
  await laptop.must({ type: 'knock.reply', to: id, id: answer, text: 'Yes, at four' })
  await eventually(() => open(ana)).toEqual([answer])
  expect(ana.loop.state().letters[answer]).toMatchObject({ about: 'The contract?', body: { text: 'Yes, at four' } })
  expect(ana.told).toEqual(['announce.reply Ben'])
  await eventually(() => letters(laptop)).toEqual([])
  for (const app of [ana, laptop]) await settled(app, team)
})

test('a status by hand holds it; urgent comes through, until the quota is used up', async () => {
  const two = await anaAndBen()
  const { ana, laptop, desktop } = two
  await desktop.sleep()
  await laptop.must({ type: 'status.set', status: offUntil(Date.now() + HOUR) })
  const quiet = await knock(two, 'whenever')
  const loud = await knock(two, 'urgent')
  await eventually(() => open(laptop)).toEqual([loud])
  expect(stateOf(laptop, quiet)).toBe('held')
  await knock(two, 'urgent')
  await knock(two, 'urgent')
  const fourth = await knock(two, 'urgent')
  expect(ana.loop.state().letters[fourth]).toMatchObject({ is: 'refused', refusal: { code: 'quota' } })
  await laptop.must({ type: 'status.clear' })
  await eventually(() => open(laptop)).toContain(quiet)
})

test('to somebody who left: it stays with the sender, who is told', async () => {
  const two = await anaAndBen()
  const { team, ana, laptop } = two
  const ben = benOf(two)
  await ana.sleep()
  await laptop.must({ type: 'team.leave', team })
  const id = newId()
  await ana.must({ type: 'knock.send', team, to: ben, id, urgency: 'today', text: 'Still there?' })
  ana.wake()
  await eventually(() => ana.loop.state().letters[id]).toMatchObject({
    is: 'refused',
    refusal: { code: 'unknown_person' },
    body: { text: 'Still there?' },
  })
  expect(await ana.do({ type: 'knock.send', team, to: ben, id: newId(), urgency: 'today', text: 'x' })).toMatchObject({
    code: 'knock_left',
  })
})

test('tell me when Ben can be reached: told once, on one device', async () => {
  const two = await anaAndBen()
  const { team, ana, laptop, desktop } = two
  await desktop.must({ type: 'status.set', status: offUntil(Date.now() + HOUR) })
  const ben = benOf(two)
  await eventually(() => ana.loop.state().rosters[team]?.[ben]?.manual?.state).toBe('off')
  const phone = startTestApp(two.hub)
  await phone.must({ type: 'team.join', invite: await ana.must({ type: 'team.pair', team }) })
  await eventually(() => phone.team()?.link.status).toBe('online')
  await ana.must({ type: 'alert.set', team, about: ben, id: newId() })
  await eventually(() => letters(phone).map(({ is }) => is)).toEqual(['held'])
  await desktop.must({ type: 'status.clear' })
  await laptop.must({ type: 'status.clear' })
  await eventually(() => [...ana.told, ...phone.told]).toEqual(['announce.alert Ben'])
  for (const app of [ana, phone]) await settled(app, team)
  await eventually(() => [...letters(ana), ...letters(phone)]).toEqual([])
  expect([...ana.told, ...phone.told]).toEqual(['announce.alert Ben'])
})

test(
  'a clock that is a year off, on either side, changes nothing of when a knock is told',
  { timeout: 90_000 },
  async () => {
    const two = await anaAndBen()
    const { team, ana, laptop, desktop } = two
    await desktop.sleep()
    const YEAR = 365 * 24 * HOUR
    for (const off of [YEAR, -YEAR]) {
      ana.shift(off)
      laptop.shift(-off)
      await laptop.loop.dispatch({ type: 'look' })
      const id = await knock(two, 'whenever')
      await eventually(() => open(laptop), PATIENCE).toContain(id)
      await laptop.must({ type: 'knock.done', id })
      await eventually(() => stateOf(ana, id), PATIENCE).toBe('done')
      await eventually(() => Object.keys(laptop.loop.state().papers[team] ?? {}), PATIENCE).toEqual([])
    }
  },
)

test('names and texts that trick are refused before anybody sees them', async () => {
  const hub = await startHub()
  const invite = await newTeam(hub)
  const ben = await joinAs(invite, 'Ben')
  await expect(joinAs(invite, 'B'.repeat(10_000))).rejects.toThrow()
  await expect(joinAs(invite, 'Ben\u202Enob')).rejects.toThrow()
  const client = await greeted(await joinAs(invite, 'Mallory'))
  const send = { t: 'item', op: 'send', to: ben.person } as const
  const body = { kind: 'knock', urgency: 'today', text: 'safe \u202Egnp.exe' } as const
  client.say({ ...send, id: 1, item: newId(), body })
  expect(await client.frame('nack')).toMatchObject({ id: 1, code: 'bad_value', field: 'text' })
  client.say({ ...send, id: 2, item: newId(), body: { ...body, text: 'x'.repeat(501) } })
  expect(await client.frame('nack')).toMatchObject({ id: 2, code: 'too_long', field: 'text' })
  client.say({ ...send, id: 3, item: newId(), body: { ...body, text: 'x', link: 'javascript:alert(1)' } })
  expect(await client.frame('nack')).toMatchObject({ id: 3, code: 'bad_value', field: 'link' })
})
