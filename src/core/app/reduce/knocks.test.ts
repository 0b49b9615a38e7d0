import { describe, expect, test } from 'vitest'
import { block, planOf, stateWith } from '../../../../tests/fakes/state.ts'
import type { ItemBody, Urgency } from '../../sync/items.ts'
import type { InboxItem } from '../../sync/protocol.ts'
import type { PaperAnswer } from '../../sync/linkState.ts'
import type { Person } from '../../sync/records.ts'
import { openLetters, shownLetters } from '../../team/letters.ts'
import { HOUR, type Instant, MINUTE, SECOND } from '../../time/instant.ts'
import { instantAt } from '../../time/zone.ts'
import { announce } from '../announce.ts'
import { desired } from '../desired.ts'
import type { Intent } from '../intent.ts'
import { reduce } from '../reduce.ts'
import type { State, TeamSlice } from '../state.ts'

const ZONE = 'Europe/Lisbon'
const at = (time: string, date = '2026-11-26'): Instant => instantAt(date, time, ZONE)
const NOW = at('09:30')
const ID = 'aaaaaaaaaaaaaaaa'
const OTHER = 'bbbbbbbbbbbbbbbb'

const ana: Person = {
  ...{ id: 'ana', name: 'Ana', live: true, gone: null, manual: null, asOf: NOW, plan: null },
  presence: { rule: 4, zone: ZONE },
}
const team: TeamSlice = {
  ...{ team: 't', name: 'Atlas', me: 'me', device: 'd', url: 'http://hub', hosted: 'no', invite: null },
  shares: { place: false },
  link: { status: 'online', reason: null, since: NOW, publishedAt: null },
}
/** Focus from nine to eleven, open from eleven to one, and again the next day. */
const day = stateWith({
  teams: { t: team },
  rosters: { t: { ana, me: { ...ana, id: 'me', name: 'Me' } } },
  plan: planOf(
    block('focus', '2026-11-26', '09:00', 120),
    block('open', '2026-11-26', '11:00', 120),
    block('open', '2026-11-27', '10:00', 60),
  ),
})

/** One device at an instant: what is told of each step is collected. */
function device(first: State = day, start: Instant = NOW) {
  let state = first
  let now = start
  const told: string[] = []
  const step = (intent: Intent): ReturnType<typeof reduce>['outcome'] => {
    const before = state
    const { state: after, outcome } = reduce(before, intent, now)
    if (!outcome.ok) return outcome
    state = after
    for (const { key, values } of announce(before, after, now)) told.push(`${key} ${values['title']}`)
    return outcome
  }
  return {
    told,
    step,
    state: () => state,
    look(to: Instant) {
      now = to
      step({ type: 'look' })
    },
    asked: () => Object.keys(state.papers['t'] ?? {}),
    hear: (...items: InboxItem[]) => step({ type: 'items.report', team: 't', full: false, items, gone: [] }),
    answer: (ref: string, answer: PaperAnswer = { ok: true }) =>
      step({ type: 'papers.answered', team: 't', ref, answer }),
    open: () => openLetters(state.letters).map(({ id }) => id),
    link: (status: 'online' | 'offline') => step({ type: 'link.report', team: 't', link: { ...team.link, status } }),
  }
}

const item = (body: ItemBody, id = ID, from = 'ana'): InboxItem => ({ i: id, from, at: NOW, body, claim: null })
const knock = (urgency: Urgency): ItemBody => ({ kind: 'knock', urgency, text: 'The contract?' })

describe('a knock that comes', () => {
  test('whenever: held until the next block in which I can be reached, then claimed, and only then told', () => {
    const mine = device()
    mine.hear(item(knock('whenever')))
    expect([mine.asked(), mine.told, shownLetters(mine.state().letters)]).toEqual([[], [], {}])
    expect(desired(mine.state(), NOW).wakeAt).toBeLessThanOrEqual(at('11:00'))
    mine.look(at('11:00'))
    expect(mine.asked()).toEqual([`claim:${ID}`])
    expect(mine.told).toEqual([])
    mine.answer(`claim:${ID}`)
    expect(mine.told).toEqual(['announce.knock Ana'])
    expect(mine.open()).toEqual([ID])
    expect(mine.asked()).toEqual([`done:${ID}`, `receipt:${ID}-s`])
  })

  test('the block is moved: it waits for where the block is now', () => {
    const mine = device()
    mine.hear(item(knock('whenever')))
    const id = 'open-2026-11-26-11:00'
    mine.step({ type: 'plan.change', id, change: { start: '2026-11-26T15:00:00+00:00[Europe/Lisbon]' } })
    mine.look(at('11:00'))
    expect(mine.asked()).toEqual([])
    mine.look(at('15:00'))
    expect(mine.asked()).toEqual([`claim:${ID}`])
  })

  test('and moved while the claim is on its way: nothing is told, and another device may', () => {
    const mine = device()
    mine.hear(item(knock('whenever')))
    mine.look(at('11:00'))
    const id = 'open-2026-11-26-11:00'
    mine.step({ type: 'plan.change', id, change: { start: '2026-11-26T15:00:00+00:00[Europe/Lisbon]' } })
    mine.answer(`claim:${ID}`)
    expect([mine.told, mine.asked()]).toEqual([[], []])
    mine.look(at('15:00'))
    expect(mine.asked()).toEqual([`claim:${ID}`])
  })

  test('a session holds it back in an open block, too; today comes with the break', () => {
    const mine = device(day, at('11:10'))
    mine.step({ type: 'focus.start', minutes: 60 })
    mine.hear(item(knock('whenever')), item(knock('today'), OTHER))
    expect(mine.asked()).toEqual([])
    mine.step({ type: 'focus.pause' })
    // A pause in an open block: both may come.
    expect(mine.asked()).toEqual([`claim:${ID}`, `claim:${OTHER}`])
    const focusing = device()
    focusing.step({ type: 'focus.start', minutes: 60 })
    focusing.hear(item(knock('whenever')), item(knock('today'), OTHER))
    focusing.step({ type: 'focus.pause' })
    expect(focusing.asked()).toEqual([`claim:${OTHER}`])
  })

  test('urgent is asked for at once, and told by its own window instead of a notice', () => {
    const mine = device()
    mine.step({ type: 'focus.start', minutes: 60 })
    mine.hear(item(knock('urgent')))
    mine.answer(`claim:${ID}`)
    expect([mine.open(), mine.told]).toEqual([[ID], []])
  })

  test('nothing is told without a link, or to a chair that the team knows to be empty', () => {
    const mine = device(day, at('11:10'))
    mine.step({ type: 'team.share', team: 't', place: false, away: true })
    mine.step({ type: 'system.report', system: { here: { input: 'unknown', locked: true, asleep: false } } })
    mine.hear(item(knock('urgent')))
    expect(mine.asked()).toEqual([])
    mine.link('offline')
    mine.step({ type: 'system.report', system: { here: { input: 'active', locked: false, asleep: false } } })
    expect(mine.asked()).toEqual([])
    mine.link('online')
    expect(mine.asked()).toEqual([`claim:${ID}`])
  })

  test('another device was faster: this one asks again when the claim is over, or never if it is gone', () => {
    const mine = device(day, at('11:10'))
    mine.hear(item(knock('whenever')))
    mine.answer(`claim:${ID}`, { ok: false, code: 'claimed', retryMs: MINUTE })
    expect(mine.asked()).toEqual([])
    expect(desired(mine.state(), at('11:10')).wakeAt).toBe(at('11:11'))
    mine.look(at('11:11'))
    expect(mine.asked()).toEqual([`claim:${ID}`])
    mine.step({ type: 'items.report', team: 't', full: false, items: [], gone: [ID] })
    mine.answer(`claim:${ID}`, { ok: false, code: 'unknown_item' })
    expect([mine.told, mine.open()]).toEqual([[], []])
  })

  test('told once, however often the hub tells of it before it hears that it is done', () => {
    const mine = device(day, at('11:10'))
    mine.hear(item(knock('whenever')))
    mine.answer(`claim:${ID}`)
    mine.step({ type: 'knock.done', id: ID })
    mine.hear(item(knock('whenever')))
    expect(mine.open()).toEqual([])
    mine.answer(`done:${ID}`)
    expect(mine.told).toHaveLength(1)
    expect(mine.asked()).toEqual([`receipt:${ID}-s`, `receipt:${ID}-d`])
  })

  test('put off for an hour, until the next block, until tomorrow: told once more, then', () => {
    const opened = () => {
      const mine = device(day, at('11:10'))
      mine.hear(item(knock('whenever')))
      mine.answer(`claim:${ID}`)
      return mine
    }
    const hour = opened()
    hour.step({ type: 'knock.snooze', id: ID, until: 'hour' })
    expect(hour.open()).toEqual([])
    hour.look(at('12:10') - SECOND)
    expect(hour.told).toHaveLength(1)
    hour.look(at('12:10'))
    expect([hour.told.length, hour.open()]).toEqual([2, [ID]])
    const next = opened()
    next.step({ type: 'knock.snooze', id: ID, until: 'block' })
    next.look(at('13:00'))
    next.look(at('20:00'))
    expect(next.told).toHaveLength(1)
    next.look(at('10:00', '2026-11-27'))
    expect(next.told).toHaveLength(2)
    const tomorrow = opened()
    tomorrow.step({ type: 'knock.snooze', id: ID, until: 'tomorrow' })
    tomorrow.look(at('09:00', '2026-11-27'))
    expect(tomorrow.told).toHaveLength(1)
    tomorrow.look(at('10:00', '2026-11-27'))
    expect(tomorrow.told).toHaveLength(2)
  })
})

describe('a knock that I send', () => {
  const sending = (over: Partial<Extract<Intent, { type: 'knock.send' }>> = {}): Intent => ({
    ...{ type: 'knock.send', team: 't', to: 'ana', id: ID, urgency: 'today', text: ' The contract? ' },
    ...over,
  })

  test('waits here for the hub, once, and is followed by its receipts until it is put away', () => {
    const mine = device()
    mine.link('offline')
    mine.step(sending())
    mine.step(sending())
    expect(mine.asked()).toEqual([`send:${ID}`])
    expect(mine.state().letters[ID]).toMatchObject({ is: 'waiting', name: 'Ana', body: { text: 'The contract?' } })
    expect(mine.step({ type: 'knock.forget', id: ID })).toMatchObject({ ok: false })
    mine.answer(`send:${ID}`)
    expect(mine.state().letters[ID]).toMatchObject({ is: 'sent' })
    const receipt = (is: 'seen' | 'done', id: string) => mine.hear(item({ kind: 'receipt', re: ID, is }, id))
    receipt('seen', 'ssssssssssssssss')
    expect(mine.state().letters[ID]).toMatchObject({ is: 'seen', since: NOW })
    receipt('done', 'dddddddddddddddd')
    expect(mine.state().letters[ID]).toMatchObject({ is: 'done' })
    expect(mine.asked()).toEqual(['done:ssssssssssssssss', 'done:dddddddddddddddd'])
    mine.step({ type: 'knock.forget', id: ID })
    expect(mine.state().letters).toEqual({})
  })

  test.each(['seen', 'done'] as const)('%s before the hub answered, it stays so', (is) => {
    const mine = device()
    mine.step(sending())
    mine.hear(item({ kind: 'receipt', re: ID, is }, OTHER))
    mine.answer(`send:${ID}`)
    expect(mine.state().letters[ID]).toMatchObject({ is })
  })

  test('put away early it is out of sight, and its last receipt ends it', () => {
    const mine = device()
    mine.step(sending())
    mine.answer(`send:${ID}`)
    mine.step({ type: 'knock.forget', id: ID })
    expect(shownLetters(mine.state().letters)).toEqual({})
    mine.hear(item({ kind: 'receipt', re: ID, is: 'done' }, OTHER))
    expect(mine.state().letters).toEqual({})
  })

  test('refused, it stays with the reason and its words', () => {
    const mine = device()
    mine.step(sending({ urgency: 'urgent' }))
    mine.answer(`send:${ID}`, { ok: false, code: 'quota', retryMs: 2 * HOUR })
    expect(mine.state().letters[ID]).toMatchObject({ is: 'refused', refusal: { code: 'quota', retryMs: 2 * HOUR } })
    expect(mine.asked()).toEqual([])
  })

  test('is refused at once where it makes no sense', () => {
    const mine = device()
    const code = (intent: Intent) => mine.step(intent)
    expect(code(sending({ to: 'me' }))).toMatchObject({ code: 'knock_self' })
    expect(code(sending({ to: 'gone' }))).toMatchObject({ code: 'knock_left' })
    expect(code(sending({ text: '  ' }))).toMatchObject({ code: 'knock_empty' })
    const body = { urgent: { perDay: 0 } }
    const set = [{ id: 'agreement', v: 1, by: 'ana', at: 0, kind: 'agreement' as const, body }]
    mine.step({ type: 'docs.report', team: 't', full: true, set, gone: [] })
    expect(code(sending({ urgency: 'urgent' }))).toMatchObject({ code: 'knock_no_urgent' })
    expect(mine.asked()).toEqual([])
  })

  test('an answer comes like the knock did, and stands for it; to a device that did not ask it comes whenever', () => {
    const mine = device()
    mine.step(sending({ urgency: 'urgent' }))
    mine.answer(`send:${ID}`)
    const reply = item({ kind: 'reply', re: ID, text: 'Yes' }, OTHER)
    mine.hear(reply)
    mine.answer(`claim:${OTHER}`)
    expect(mine.told).toEqual(['announce.reply Ana'])
    expect(mine.state().letters).toMatchObject({ [OTHER]: { about: 'The contract?' } })
    expect(mine.state().letters[ID]).toBeUndefined()
    const phone = device()
    phone.hear(reply)
    expect(phone.asked()).toEqual([])
  })

  test('an answer that another device of mine told settles the knock here, too', () => {
    const mine = device()
    mine.step(sending())
    mine.answer(`send:${ID}`)
    mine.hear(item({ kind: 'reply', re: ID, text: 'Yes' }, OTHER))
    mine.step({ type: 'items.report', team: 't', full: true, items: [], gone: [] })
    expect(mine.state().letters).toEqual({})
  })
})

describe('tell me when somebody can be reached', () => {
  const away = { ...ana, manual: { state: 'away', until: at('15:00') } } as const
  const absent = { ...day, rosters: { t: { ...day.rosters['t'], ana: away } } }
  const set: Intent = { type: 'alert.set', team: 't', about: 'ana', id: ID }
  const alert = item({ kind: 'alert', about: 'ana' }, ID, 'me')

  test('told once, on the device that wins, when time or news make it so', () => {
    const mine = device(absent, at('11:10'))
    mine.step(set)
    mine.step({ ...set, id: OTHER })
    expect(mine.asked()).toEqual([`send:${ID}`])
    mine.answer(`send:${ID}`)
    mine.hear(alert)
    expect(desired(mine.state(), at('11:10')).wakeAt).toBeLessThanOrEqual(at('15:00'))
    mine.look(at('15:00'))
    mine.answer(`claim:${ID}`)
    expect(mine.told).toEqual(['announce.alert Ana'])
    mine.answer(`done:${ID}`)
    expect(mine.state().letters).toEqual({})
  })

  test('not in the middle of my session, and not once it was taken back', () => {
    const mine = device(absent, at('11:10'))
    mine.step(set)
    mine.answer(`send:${ID}`)
    mine.hear(alert)
    mine.step({ type: 'focus.start', minutes: 30 })
    mine.step({ type: 'roster.report', team: 't', name: 'Atlas', full: false, set: [ana], gone: [] })
    expect(mine.asked()).toEqual([])
    mine.step({ type: 'alert.drop', team: 't', about: 'ana' })
    mine.look(at('11:41'))
    expect([mine.asked(), mine.told]).toEqual([[`done:${ID}`], ['announce.completed ']])
  })
})

test('after a crash between two files nothing is lost and nothing is told twice', () => {
  const sender = device()
  sender.step({ type: 'knock.send', team: 't', to: 'ana', id: ID, urgency: 'today', text: 'x' })
  const again = device({ ...sender.state(), papers: { t: {} } })
  again.look(NOW)
  expect(again.asked()).toEqual([`send:${ID}`])
  const mine = device(day, at('11:10'))
  mine.hear(item(knock('whenever')))
  mine.answer(`claim:${ID}`)
  const restarted = device({ ...mine.state(), papers: { t: {} } }, at('11:11'))
  restarted.hear(item(knock('whenever')))
  expect([restarted.asked(), restarted.open(), restarted.told]).toEqual([[`done:${ID}`], [ID], []])
})

test('an alert about somebody who left ends with a word, and what is done is gone the day after', () => {
  const mine = device()
  mine.hear(item({ kind: 'alert', about: 'ana' }, ID, 'me'))
  mine.step({ type: 'knock.send', team: 't', to: 'ana', id: OTHER, urgency: 'today', text: 'x' })
  mine.answer(`send:${OTHER}`)
  mine.hear(item({ kind: 'receipt', re: OTHER, is: 'done' }, 'dddddddddddddddd'))
  mine.step({ type: 'roster.report', team: 't', name: 'Atlas', full: false, set: [], gone: ['ana'] })
  expect(Object.keys(mine.state().letters)).toEqual([OTHER])
  expect(mine.state().notices.map(({ key }) => key)).toEqual(['notice.alertLeft'])
  expect(mine.asked()).toContain(`done:${ID}`)
  mine.look(at('09:31', '2026-11-27'))
  expect(mine.state().letters).toEqual({})
})

test('who leaves the team takes nothing of it along', () => {
  const mine = device()
  mine.hear(item(knock('whenever')))
  mine.step({ type: 'team.left', team: 't' })
  expect(mine.state().letters).toEqual({})
})
