import { describe, expect, test } from 'vitest'
import { shownLetters } from '../../team/letters.ts'
import { HOUR } from '../../time/instant.ts'
import { desired } from '../desired.ts'
import type { Intent } from '../intent.ts'
import { at, NOW, ID, OTHER, ana, day, device, item, knock } from '../../../../tests/fakes/knockDevice.ts'

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
