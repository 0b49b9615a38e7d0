/**
 * A full life over a tapped wire, with every switch off: the app's own loop and links, a real hub, and every byte on its
 * way to it. After each private part the person says one thing aloud. Frames keep their order, so whatever the private
 * part had sent, however late or small, would lie before those words.
 */
import { expect, onTestFinished, test } from 'vitest'
import type { Intent } from '../../src/core/app/intent.ts'
import { RhythmBlock } from '../../src/core/planner/rhythm.ts'
import { ClientFrame } from '../../src/core/sync/protocol.ts'
import { HOUR, MINUTE } from '../../src/core/time/instant.ts'
import { addDays, dateIn, instantAt, zonedTime } from '../../src/core/time/zone.ts'
import { block } from '../fakes/state.ts'
import { startTestApp, type TestApp } from '../hub/app.ts'
import { eventually, startHub } from '../hub/kit.ts'
import { forbiddenFields, nameOf } from './allowed.ts'
import { startTap, type Tap } from './tap.ts'

interface Life {
  readonly app: TestApp
  readonly tap: Tap
  readonly team: string
  readonly frames: () => unknown[]
  /** Says a word aloud, and answers what was sent before it since the last one. */
  before(word: string): Promise<unknown[]>
}

async function life(): Promise<Life> {
  const hub = await startHub()
  const tap = await startTap(Number(new URL(hub.url).port))
  onTestFinished(() => tap.stop())
  const app = startTestApp(hub)
  const team = await app.must({ type: 'team.host', name: 'Atlas', person: 'Ana', lan: false })
  await app.loop.dispatch({ type: 'team.moved', team, url: tap.url })
  const frames = (): unknown[] => tap.frames().map(({ text }): unknown => JSON.parse(text))
  await eventually(() => frames().some((frame) => nameOf(frame) === 'plan')).toBe(true)
  let mark = 0
  const before = async (word: string): Promise<unknown[]> => {
    await app.must({ type: 'status.set', status: { text: word, until: Date.now() + HOUR } })
    await eventually(() => JSON.stringify(frames().slice(mark))).toContain(word)
    const sent = frames().slice(mark)
    const at = sent.findIndex((frame) => JSON.stringify(frame).includes(word))
    mark += at + 1
    return sent.slice(0, at)
  }
  await before('ready')
  return { app, tap, team, frames, before }
}

const SECRET = 'zqsecretqz'
const date = addDays(dateIn(Date.now(), 'Europe/Lisbon'), 1)
const privately = (id: string, kind: 'personal' | 'rest', time: string, minutes: number) =>
  block(kind, date, time, minutes, { id, title: SECRET, place: SECRET })
const open = block('open', date, '10:00', 60, { id: 'open', title: SECRET, place: SECRET })
const rhythm = RhythmBlock.parse({
  ...{ id: 'family', kind: 'personal', title: SECRET, start: '16:00', end: '19:00' },
  ...{ days: [1, 2, 3, 4, 5, 6, 7], zone: 'Europe/Lisbon', anchor: date },
})

/** What a person does in a day that is nobody's business, by what it is. */
const PRIVATE: Readonly<Record<string, readonly Intent[]>> = {
  'private blocks': [
    { type: 'plan.add', block: privately('p', 'personal', '12:07', 83) },
    { type: 'plan.add', block: privately('r', 'rest', '18:11', 47) },
    { type: 'plan.change', id: 'p', change: { start: zonedTime(date, '15:13', 'Europe/Lisbon'), minutes: 31 } },
    { type: 'plan.change', id: 'r', change: { kind: 'personal', title: `${SECRET}2` } },
    { type: 'plan.remove', id: 'r' },
    { type: 'plan.undo' },
    { type: 'plan.redo' },
  ],
  'a private rhythm': [
    { type: 'rhythm.add', blocks: [rhythm] },
    { type: 'rhythm.remove', id: 'family' },
  ],
  'titles, places and ways of shared blocks': [
    { type: 'plan.change', id: 'open', change: { title: `${SECRET}3`, place: `${SECRET}4` } },
  ],
  'tasks, how long they take and whom they wait for': [
    { type: 'inbox.add', id: 't1', title: SECRET, estimate: 90 },
    { type: 'inbox.change', id: 't1', waitingOn: SECRET },
    { type: 'inbox.done', id: 't1', done: true },
    { type: 'inbox.remove', id: 't1' },
  ],
  'check-ins: asked for, put off, switched off': [
    { type: 'settings.change', change: { checkIns: true } },
    { type: 'look' },
    { type: 'settings.change', change: { checkInSkipped: `${date} morning` } },
    { type: 'settings.change', change: { checkIns: false } },
  ],
  'settings, limits of the day, a target of one’s own': [
    { type: 'settings.change', change: { theme: 'dark', defaultMinutes: 25, soloTarget: 60, reflow: false } },
    { type: 'settings.change', change: { skills: [SECRET] } },
    { type: 'settings.change', change: { awayAfterMinutes: 3, energy: true } },
  ],
  'that nobody sits here, the screen is locked, the machine was suspended': [
    { type: 'system.report', system: { here: { input: 'idle', locked: true, asleep: false } } },
    { type: 'look' },
    { type: 'gap', from: Date.now() - 5 * MINUTE, kind: 'sleep' },
    { type: 'system.report', system: { here: { input: 'active', locked: false, asleep: false } } },
  ],
  'an interruption without a session': [
    { type: 'focus.interrupt', note: SECRET, who: SECRET, channel: 'visit', urgent: true },
    { type: 'focus.back' },
  ],
}

test('with every switch off nothing private sends a frame, however small or late', async () => {
  const { app, frames, tap, before } = await life()
  await app.must({ type: 'plan.add', block: open })
  const [shared, ...more] = await before('shared')
  expect([shared, more]).toMatchObject([{ t: 'plan' }, []])
  for (const [what, intents] of Object.entries(PRIVATE)) {
    for (const intent of intents)
      expect([what, intent, (await app.loop.dispatch(intent)).ok]).toEqual([what, intent, true])
    expect([what, await before(`after ${what}`)]).toEqual([what, []])
  }
  for (const frame of frames()) {
    expect(ClientFrame.safeParse(frame).error).toBeUndefined()
    expect(forbiddenFields(nameOf(frame), frame)).toEqual([])
  }
  expect(tap.everything()).not.toContain('zqsecret')
})

test('during a session nothing more is said than that it runs and until when', async () => {
  const { app, tap, before } = await life()
  await app.must({ type: 'focus.start', minutes: 40, title: SECRET })
  expect((await before('started')).map(nameOf)).toEqual(['put presence'])
  const steps: readonly Intent[] = [
    { type: 'focus.intend', text: SECRET },
    { type: 'focus.interrupt', note: SECRET },
    { type: 'focus.describe', who: SECRET, channel: 'visit', urgent: true },
    { type: 'focus.back' },
    { type: 'focus.outcome', text: SECRET },
    { type: 'focus.energy', level: 1 },
  ]
  for (const step of steps) expect((await app.loop.dispatch(step)).ok).toBe(true)
  expect(await before('undisturbed')).toEqual([])
  expect(tap.everything()).not.toContain('zqsecret')
})

test('a check-in, a wait and a meeting that put somebody out send what was written, once, and no more', async () => {
  const { app, team, frames, before } = await life()
  const me = app.team()?.me ?? ''
  const [start, end] = [Date.now() + HOUR, Date.now() + 2 * HOUR]
  const write = { type: 'doc.write', team, base: 0 } as const
  const said = [
    { doc: `checkin.${me}.${date}`, body: { next: 'The map' } },
    { doc: 'waiting.w', body: { who: me, on: me, what: 'the keys', since: start } },
    { doc: 'meeting.m', body: { start, end, bore: { [me]: 480 } } },
  ] as const
  for (const [index, one] of said.entries()) {
    await app.must({ ...write, ...one, ref: `r${index}` })
    const sent = await before(`said ${index}`)
    expect(sent).toEqual([{ t: 'doc', id: expect.any(Number), base: 0, ...one }])
    for (const frame of sent) expect(forbiddenFields(nameOf(frame), frame)).toEqual([])
  }
  expect(new Set(frames().map(nameOf))).toContain('doc meeting')
})

/** Everything that was said from here on, as one text. */
const saidSince = (frames: readonly unknown[]): string => JSON.stringify(frames)
const NO_CLOCK = 'Etc/UCT'

test('a plan that is switched off is taken back at once, and no row of it leaves any more, in no form', async () => {
  const { app, team, frames, before } = await life()
  await app.must({ type: 'plan.add', block: open })
  await app.must({ type: 'settings.change', change: { skills: [SECRET] } })
  await app.must({ type: 'team.share', team, place: true, skills: true })
  await before('shared')
  await app.must({ type: 'team.share', team, place: true, plan: false })
  const taken = await before('taken back')
  expect(taken).toMatchObject([{ t: 'plan', body: null }])
  for (const frame of taken) expect(ClientFrame.safeParse(frame).error).toBeUndefined()

  const mark = frames().length
  const weekly = RhythmBlock.parse({ ...rhythm, id: 'weekly', kind: 'open' })
  const shared: readonly Intent[] = [
    { type: 'plan.change', id: 'open', change: { minutes: 135, title: SECRET } },
    { type: 'plan.add', block: block('focus', date, '14:00', 90, { id: 'more', place: SECRET }) },
    { type: 'plan.change', id: 'more', change: { kind: 'together' } },
    { type: 'rhythm.add', blocks: [weekly] },
    { type: 'plan.remove', id: 'open' },
    { type: 'plan.undo' },
    { type: 'team.share', team, place: false },
    { type: 'team.share', team, place: true, skills: false },
    { type: 'look' },
  ]
  for (const intent of shared) expect([intent, (await app.loop.dispatch(intent)).ok]).toEqual([intent, true])
  expect(await before('still nothing')).toEqual([])
  // An open session has no end of its own: the plan must not lend it one.
  await app.must({ type: 'plan.add', block: block('open', date, '09:17', 60, { id: 'next' }) })
  await app.must({ type: 'focus.start', mode: 'flow' })
  const [session, ...rest] = await before('in a session')
  expect([nameOf(session), rest]).toEqual(['put presence', []])
  expect(saidSince(frames().slice(mark))).not.toMatch(/interval|zqsecret|"plan"/)
  for (const time of ['09:17', '10:00', '12:15', '14:00', '16:00'])
    expect(saidSince(frames().slice(mark))).not.toContain(String(instantAt(date, time, 'Europe/Lisbon')))

  await app.must({ type: 'focus.end' })
  await before('on again soon')
  await app.must({ type: 'team.share', team, place: false, plan: true })
  expect((await before('on again')).map(nameOf)).toEqual(['plan'])
})

test('a clock that is switched off is taken back at once, and no word says where it is', async () => {
  const { app, team, frames, before } = await life()
  await app.must({ type: 'plan.add', block: open })
  await before('shared')
  await app.must({ type: 'team.share', team, place: false, zone: false })
  const taken = await before('taken back')
  expect(taken).toMatchObject([
    { t: 'put', kind: 'presence', body: { zone: NO_CLOCK } },
    { t: 'plan', body: { zone: NO_CLOCK } },
  ])
  const mark = frames().length
  await app.must({ type: 'plan.change', id: 'open', change: { minutes: 75 } })
  expect((await before('changed')).map(nameOf)).toEqual(['plan'])
  await app.must({ type: 'focus.start', minutes: 40 })
  expect((await before('in a session')).map(nameOf)).toEqual(['put presence'])
  // A journey is nobody's business either.
  for (const zone of ['Asia/Tokyo', 'America/New_York', 'Europe/Lisbon'])
    await app.loop.dispatch({ type: 'system.report', system: { zone } })
  expect(await before('travelled')).toEqual([])
  expect(saidSince([...taken, ...frames().slice(mark)])).not.toMatch(/Lisbon|Tokyo|New_York/)
  for (const frame of frames().slice(mark)) expect(forbiddenFields(nameOf(frame), frame)).toEqual([])
})
