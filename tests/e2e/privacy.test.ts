/**
 * What leaves the device, by the bytes: the real app and a real hub, and between them a relay that writes down all of
 * it. The life is full of things that are nobody's business; each is a word that occurs nowhere else.
 */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { dateIn, zonedTime } from '../../src/core/time/zone.ts'
import { nameOf } from '../privacy/allowed.ts'
import { type Life, startLife, teammate, ZONE } from '../privacy/life.ts'
import {
  blockAt,
  focus,
  open,
  personal,
  rest,
  secret,
  SHARED_INTERVALS,
  SHARED_PLACE,
  together,
  tomorrow,
} from '../privacy/things.ts'
import { waitFor } from '../harness/wait.ts'
import { describeAllThatLeft } from '../privacy/leftTheDevice.ts'

const NAME = 'Ana Duarte'
const MINUTE = 60_000

let life: Life
beforeAll(async () => {
  life = await startLife(NAME)
})
afterAll(() => life?.stop())

const Plan = z.object({ t: z.literal('plan'), body: z.object({ zone: z.string(), intervals: z.array(z.unknown()) }) })
const allFrames = () => life.tap.frames().map(({ text }): unknown => JSON.parse(text))
const lastFrames = (count: number) => allFrames().slice(-count)
const lastPlan = () =>
  allFrames()
    .map((frame) => Plan.safeParse(frame).data)
    .findLast(Boolean)

describe('the way in', () => {
  test('sends the invite, the name and a device name that is not the computer’s', () => {
    const bodies = life.tap
      .requests()
      .filter(({ path }) => path === '/v1/join')
      .map(({ body }): unknown => JSON.parse(body))
    expect(bodies).toEqual([{ invite: life.invite.split('/j/')[1], name: NAME, deviceName: 'computer' }])
  })

  test('says hello with the protocol’s version, the device and the word tideline', () => {
    const first: unknown = JSON.parse(life.tap.frames()[0]?.text ?? '')
    expect(first).toEqual({ t: 'hello', v: [1], device: expect.stringMatching(/^d_/), app: 'tideline' })
  })
})

describe('a private change sends nothing', () => {
  test('personal and rest blocks: added, moved, resized, renamed, of the other kind, deleted, undone', async () => {
    const moved = zonedTime(tomorrow, '15:13', ZONE)
    const sent = await life.grants(
      { type: 'plan.add', block: personal },
      { type: 'plan.add', block: rest },
      { type: 'plan.change', id: personal.id, change: { start: moved } },
      {
        type: 'plan.change',
        id: personal.id,
        change: { minutes: 31, title: secret('dentist'), place: secret('clinic') },
      },
      { type: 'plan.change', id: rest.id, change: { kind: 'personal' } },
      { type: 'plan.remove', id: rest.id },
      { type: 'plan.undo' },
      { type: 'plan.undo' },
      { type: 'plan.redo' },
    )
    expect(sent).toEqual([])
  })

  test('a personal block of this very moment', async () => {
    const now = new Date(Date.now() - 10 * MINUTE).toISOString().slice(11, 16)
    const block = {
      ...blockAt('nowblock', 'personal', '10:00', 120),
      start: zonedTime(dateIn(Date.now(), 'UTC'), now, 'UTC'),
    }
    expect(await life.grants({ type: 'plan.add', block })).toEqual([])
  })

  test('inbox, settings', async () => {
    const sent = await life.grants(
      { type: 'inbox.add', id: 'task1', title: secret('task') },
      { type: 'inbox.done', id: 'task1', done: true },
      { type: 'inbox.add', id: 'task2', title: secret('othertask') },
      { type: 'inbox.remove', id: 'task2' },
      { type: 'settings.change', change: { theme: 'dark', defaultMinutes: 25, shortcut: 'CommandOrControl+Alt+K' } },
    )
    expect(sent).toEqual([])
  })
})

describe('what is shared sends its shared part', () => {
  test('blocks: start, end and state of focus, open and together', async () => {
    for (const block of [focus, open, together]) expect(await life.tells({ type: 'plan.add', block })).toHaveLength(1)
    expect(lastPlan()?.body).toEqual({ zone: ZONE, intervals: SHARED_INTERVALS })
  })

  test('title and place of a shared block stay here', async () => {
    const change = { title: secret('newtitle'), place: secret('newplace') }
    expect(
      await life.grants(
        { type: 'plan.change', id: focus.id, change },
        { type: 'plan.change', id: open.id, change: { title: secret('third') } },
      ),
    ).toEqual([])
  })

  test('a focus session: that it runs and until when, in no more words', async () => {
    const [started] = await life.tells({ type: 'focus.start', minutes: 40, title: secret('sessiontitle') })
    expect(started).toMatchObject({ kind: 'presence', body: { rule: 2, state: 'focusing', zone: ZONE } })
    expect(
      await life.grants(
        { type: 'focus.interrupt', note: secret('interruption') },
        { type: 'focus.interrupt' },
        { type: 'focus.describe', who: secret('interrupter'), channel: 'visit', urgent: true },
        { type: 'focus.back' },
        { type: 'focus.outcome', text: secret('outcome') },
      ),
    ).toEqual([])
    expect(await life.tells({ type: 'focus.pause' })).toMatchObject([{ body: { rule: 4, zone: ZONE } }])
    expect(await life.tells({ type: 'focus.resume' })).toMatchObject([{ body: { rule: 2 } }])
    expect(await life.tells({ type: 'focus.extend', minutes: 7 })).toMatchObject([{ body: { rule: 2 } }])
    expect(await life.tells({ type: 'focus.end' })).toMatchObject([{ body: { rule: 4, zone: ZONE } }])
  })

  test('own words: as they were written for the team', async () => {
    const status = {
      state: 'away',
      text: 'School run, back soon',
      emoji: '🚲',
      until: Date.now() + 30 * MINUTE,
    } as const
    expect(await life.tells({ type: 'status.set', status })).toMatchObject([{ kind: 'manual', body: status }])
    expect(await life.tells({ type: 'status.clear' })).toMatchObject([{ kind: 'manual', body: null }])
  })

  test('places: only while the person shares them, and taken back from teammates after', async () => {
    const team = (await life.talk.status()).teams[0]?.id ?? ''
    const ben = await teammate(life.invite)
    onTestFinished(() => ben.leave())
    const benSees = () => JSON.stringify(ben.sees(NAME)?.plan ?? null)
    await waitFor('the plan at the teammate’s', () => benSees().includes('"available"'))
    expect(benSees()).not.toContain('place')

    await life.grants({ type: 'plan.change', id: focus.id, change: { place: SHARED_PLACE } })
    expect(lastPlan()?.body.intervals).toEqual(SHARED_INTERVALS)
    await life.tells({ type: 'team.share', team, place: true })
    const [atFocus, atOpen, atTogether] = SHARED_INTERVALS
    expect(lastPlan()?.body.intervals).toEqual([
      { ...atFocus, place: SHARED_PLACE },
      { ...atOpen, place: SHARED_PLACE },
      atTogether,
    ])
    await waitFor('the place at the teammate’s', () => benSees().includes(SHARED_PLACE))
    expect(await life.grants({ type: 'plan.change', id: personal.id, change: { place: secret('hospital') } })).toEqual(
      [],
    )

    await life.tells({ type: 'team.share', team, place: false })
    expect(lastPlan()?.body.intervals).toEqual(SHARED_INTERVALS)
    await waitFor(
      'the place to be gone at the teammate’s',
      () => benSees().includes('"available"') && !benSees().includes('place'),
    )
  })
})

test('a knock: what was written, to whom, how urgent, and nothing else', async () => {
  const team = (await life.talk.status()).teams[0]?.id ?? ''
  const ben = await teammate(life.invite)
  onTestFinished(() => ben.leave())
  const members = async () => (await life.talk.team()).teams[0]?.members ?? []
  await waitFor('the teammate', async () => (await members()).some(({ name }) => name === 'Ben Okafor'))
  const to = (await members()).findLast(({ name, byPlan }) => name === 'Ben Okafor' && !byPlan)?.id ?? ''
  const knock = { urgency: 'today', text: 'Can we look at the contract?', link: 'https://example.org/c' } as const
  const item = 'zKnockOfThisTest0'
  const frames = await life.tells({ type: 'knock.send', team, to, id: item, ...knock })
  expect(frames).toEqual([
    { t: 'item', id: expect.any(Number), op: 'send', item, to, body: { kind: 'knock', ...knock } },
  ])
  await waitFor('the hub to have it', async () => (await life.talk.knocks()).knocks[0]?.is === 'sent')
  expect(await life.grants({ type: 'knock.forget', id: item })).toEqual([])
})

test('after a broken connection it says hello and what it knows, and nothing else', async () => {
  const [connections, mark] = [life.tap.connections(), life.tap.frames().length]
  life.tap.cut()
  await waitFor('a new hello', () => life.tap.connections() > connections && life.tap.frames().length > mark, 30_000)
  const [hello] = allFrames().slice(mark)
  expect(hello).toMatchObject({ t: 'hello', resume: expect.stringMatching(/^[0-9a-f]{16}\.\d+$/) })
})

test('an invite and a goodbye carry nothing', async () => {
  const team = (await life.talk.status()).teams[0]?.id ?? ''
  await waitFor('to be online again', async () => (await life.talk.status()).teams[0]?.link.status === 'online', 30_000)
  await life.talk.do({ type: 'team.invite', team })
  await life.talk.do({ type: 'team.leave', team })
  const bodies = life.tap.requests().filter(({ path }) => path !== '/v1/join' && path !== '/v1/ws')
  expect(bodies.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['POST', '/v1/invites', '{}'],
    ['POST', '/v1/leave', '{}'],
  ])
})

test('a person who joins again and quits says goodbye', async () => {
  const invite = life.invite.replace(life.hub.url, life.tap.url)
  const [hello] = await life.tells({ type: 'team.join', invite, person: NAME })
  expect(hello).toMatchObject({ t: 'hello' })
  await waitFor('the plan to be there again', () => lastFrames(1).some((frame) => nameOf(frame) === 'plan'))
  await life.talk.quit(true)
  await waitFor('the goodbye', () => JSON.stringify(lastFrames(1)) === JSON.stringify([{ t: 'bye', why: 'quit' }]))
})

describeAllThatLeft(NAME, () => life)
