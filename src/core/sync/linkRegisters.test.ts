import { describe, expect, test } from 'vitest'
import { away, Bench, NOON, nothing, NOTHING_HELD, planned } from '../../../tests/fakes/linkBench.ts'
import { HOUR, MINUTE, SECOND } from '../time/instant.ts'
import { hlcOf, msOf } from './hlc.ts'
import { nextLook } from './link.ts'
import type { ClientFrame } from './protocol.ts'

const put = (frames: readonly ClientFrame[]) => frames.filter((frame) => frame.t === 'put' || frame.t === 'plan')

describe('publishing', () => {
  test('sends what differs, once; a newer wish waits for the answer to the older one', () => {
    const link = new Bench().connected()
    link.sent()
    const [first] = put(link.do({ type: 'publish', out: { ...nothing, manual: away('one') } }).sent())
    expect(first).toMatchObject({ kind: 'manual', body: { text: 'one' } })
    link.do({ type: 'publish', out: { ...nothing, manual: away('one') } })
    link.do({ type: 'publish', out: { ...nothing, manual: away('two') } })
    link.do({ type: 'publish', out: { ...nothing, manual: away('three') } })
    expect(link.sent()).toEqual([])
    expect(link.view().pending).toBe(true)
    const [last] = put(link.hear({ t: 'ack', id: first?.id ?? 0, r: 6 }).sent())
    expect(last).toMatchObject({ body: { text: 'three' } })
    expect((last?.hlc ?? '') > (first?.hlc ?? '')).toBe(true)
    link.hear({ t: 'ack', id: last?.id ?? 0, r: 7 })
    expect(link.view()).toMatchObject({ pending: false, publishedAt: link.now })
    expect(link.sent()).toEqual([])
  })

  test('what the hub holds is published, also where its acknowledgement was lost with the connection', () => {
    const link = new Bench().connected()
    link.sent()
    const [said] = put(link.do({ type: 'publish', out: { ...nothing, presence: planned } }).sent())
    link.do({ type: 'closed', code: 1006 }).pass(MINUTE)
    expect(link.view().publishedAt).toBeUndefined()
    link.connected({ ...NOTHING_HELD, presence: said?.hlc ?? null })
    expect(link.view()).toMatchObject({ status: 'online', pending: false, publishedAt: link.now })
    expect(put(link.sent())).toEqual([])
    const published = link.now
    link.do({ type: 'closed', code: 1006 }).pass(MINUTE)
    link.connected({ ...NOTHING_HELD, presence: said?.hlc ?? null })
    expect(link.view().publishedAt).toBe(published)
  })

  test('the order in which fields were written is no difference', () => {
    const link = new Bench().connected().do({ type: 'publish', out: { ...nothing, manual: away('one') } })
    link.sent()
    const { text, until } = away('one')
    link.do({ type: 'publish', out: { ...nothing, manual: { until, text: text ?? '', state: 'away' } } })
    expect(link.view().pending).toBe(true)
    expect(link.state.flights).toHaveLength(1)
    expect(link.sent()).toEqual([])
  })

  test('a device without an opinion clears nothing; one that had one does', () => {
    const link = new Bench().connected({ ...NOTHING_HELD, manual: hlcOf(NOON - HOUR) })
    link.sent()
    link.do({ type: 'publish', out: { ...nothing, presence: planned } })
    expect(put(link.sent()).map((frame) => 'kind' in frame && frame.kind)).toEqual(['presence'])
    link.do({ type: 'publish', out: { presence: planned, manual: away('x'), plan: null } })
    const [set] = put(link.sent())
    link.hear({ t: 'ack', id: set?.id ?? 0, r: 9 }).do({ type: 'publish', out: { ...nothing, presence: planned } })
    expect(put(link.sent())).toMatchObject([{ kind: 'manual', body: null }])
  })

  test('what this device set it can take back, also where the hub had nothing before', () => {
    const link = new Bench().connected()
    link.sent()
    const [set] = put(link.do({ type: 'publish', out: { ...nothing, manual: away('x') } }).sent())
    link.hear({ t: 'ack', id: set?.id ?? 0, r: 6 })
    expect(put(link.do({ type: 'publish', out: nothing }).sent())).toMatchObject([{ kind: 'manual', body: null }])
  })

  test('told that a later value is there: a status by hand gives way, the presence of this device does not', () => {
    const link = new Bench().connected()
    link.sent()
    const frames = put(link.do({ type: 'publish', out: { presence: planned, manual: away('x'), plan: null } }).sent())
    const later = hlcOf(NOON + 5_000)
    for (const { id } of frames) link.hear({ t: 'ack', id, r: 6, stale: true, hlc: later })
    const [again, ...more] = put(link.sent())
    expect(again).toMatchObject({ kind: 'presence', body: planned })
    expect((again?.hlc ?? '') > later).toBe(true)
    expect(more).toEqual([])
  })

  test('what another device said already is not said again', () => {
    const link = new Bench().connected()
    const mine = {
      p: 'p_me',
      r: 6,
      live: true,
      gone: null,
      presence: null,
      manual: away('elsewhere'),
      asOf: NOON,
    } as const
    link.hear({ t: 'up', prev: 5, r: 6, items: [mine], gone: [] })
    link.sent()
    link.do({ type: 'publish', out: { ...nothing, manual: away('elsewhere') } })
    expect(link.sent()).toEqual([])
    expect(link.view().pending).toBe(false)
  })

  test('unconfirmed when the connection broke: sent again with its stamp, unless the hub has it', () => {
    const link = new Bench().connected()
    link.sent()
    const [first] = put(link.do({ type: 'publish', out: { ...nothing, manual: away('one') } }).sent())
    const stamp = first?.hlc ?? ''
    link.do({ type: 'closed', code: 1006 }).pass(SECOND).connected()
    expect(put(link.sent())).toMatchObject([{ hlc: stamp, body: { text: 'one' } }])
    link
      .do({ type: 'closed', code: 1006 })
      .pass(SECOND)
      .connected({ ...NOTHING_HELD, manual: stamp })
    expect(put(link.sent())).toEqual([])
    expect(link.view().pending).toBe(false)
    link.do({ type: 'closed', code: 1006 }).pass(SECOND).connected()
    expect(put(link.sent())).toMatchObject([{ hlc: stamp }])
  })

  test('a hub that lost or dropped the presence gets it again; a later status by hand of another device stays', () => {
    const link = new Bench().connected()
    link.do({ type: 'publish', out: { presence: planned, manual: away('here'), plan: null } })
    for (const frame of put(link.sent())) link.hear({ t: 'ack', id: frame.id, r: 6 })
    const later = hlcOf(link.now + SECOND)
    link
      .do({ type: 'closed', code: 1006 })
      .pass(2 * SECOND)
      .connected({ ...NOTHING_HELD, manual: later })
    expect(put(link.sent())).toMatchObject([{ kind: 'presence', body: planned }])
    link.do({ type: 'publish', out: { presence: planned, manual: away('newest'), plan: null } })
    const [newest] = put(link.sent())
    expect((newest?.hlc ?? '') > later).toBe(true)
  })

  test('set offline: only the newest is kept, on disk too, and goes out at the time it was set', () => {
    const link = new Bench()
    link.do({ type: 'publish', out: { ...nothing, manual: away('one') } })
    link.now += MINUTE
    link.do({ type: 'publish', out: { ...nothing, manual: away('two') } })
    const restarted = new Bench(JSON.parse(JSON.stringify(link.state.kept)))
    restarted.now = NOON + 10 * MINUTE
    const [only, ...more] = put(restarted.connected().sent())
    expect(only).toMatchObject({ body: { text: 'two' } })
    expect(msOf(only?.hlc ?? '')).toBe(NOON + MINUTE)
    expect(more).toEqual([])
  })

  test('what ended while it waited is not sent, and clears what was there before', () => {
    const link = new Bench().do({ type: 'publish', out: { ...nothing, manual: away('short', NOON + MINUTE) } })
    link.now += 2 * MINUTE
    const fresh = new Bench(link.state.kept)
    fresh.now = link.now
    expect(put(fresh.connected().sent())).toEqual([])
    link.connected({ ...NOTHING_HELD, manual: hlcOf(NOON - HOUR) })
    expect(put(link.sent())).toMatchObject([{ kind: 'manual', body: null }])
  })

  test('a clock that is wrong by hours: the stamps follow the hub, and untils stay what they are', () => {
    for (const wrong of [-3 * HOUR, 3 * HOUR]) {
      const link = new Bench()
      link.now += wrong
      link.do({ type: 'publish', out: { ...nothing, presence: planned } }).connected(NOTHING_HELD, NOON)
      expect(link.view().clockOffset).toBe(-wrong)
      const [sent] = put(link.sent())
      expect(msOf(sent?.hlc ?? '')).toBe(NOON)
    }
  })

  test('a clock that is set while online: a refused stamp is made anew, a ping tells of it before', () => {
    const link = new Bench().connected()
    link.sent()
    link.now += HOUR
    const [ahead] = put(link.do({ type: 'publish', out: { ...nothing, manual: away('x', NOON + 2 * HOUR) } }).sent())
    expect(put(link.hear({ t: 'nack', id: ahead?.id ?? 0, code: 'clock', now: NOON }).sent())).toEqual([])
    const [again] = put(link.pass(SECOND).sent())
    expect(msOf(again?.hlc ?? '')).toBe(NOON)
    expect(link.do({ type: 'alive', hubNow: NOON + 1_500 }).view().clockOffset).toBe(-HOUR)
    expect(link.do({ type: 'alive', hubNow: NOON + HOUR + SECOND }).view().clockOffset).toBe(0)
  })

  test('asked to wait, it waits; refused for good, it says so and does not try again until it changes', () => {
    const link = new Bench().connected()
    link.sent()
    const [first] = put(link.do({ type: 'publish', out: { ...nothing, manual: away('one') } }).sent())
    link.hear({ t: 'nack', id: first?.id ?? 0, code: 'rate', retryMs: 4_000 })
    expect(put(link.do({ type: 'publish', out: { ...nothing, manual: away('two') } }).sent())).toEqual([])
    expect(nextLook(link.state)).toBe(NOON + 4_000)
    const [second] = put(link.pass(4_000).sent())
    expect(second).toMatchObject({ body: { text: 'two' } })
    link.hear({ t: 'nack', id: second?.id ?? 0, code: 'too_long', field: 'text' })
    expect(link.view()).toMatchObject({ pending: false, refusal: { kind: 'manual', code: 'too_long:text' } })
    link.do({ type: 'closed', code: 1006 }).pass(SECOND).connected()
    expect(put(link.sent())).toEqual([])
    expect(put(link.do({ type: 'publish', out: { ...nothing, manual: away('three') } }).sent())).toHaveLength(1)
    expect(link.view().refusal).toBeUndefined()
  })

  test('asked to wait before the clock was set back, it does not wait until the clock is there again', () => {
    const link = new Bench().connected()
    link.sent()
    const [first] = put(link.do({ type: 'publish', out: { ...nothing, manual: away('one') } }).sent())
    link.hear({ t: 'nack', id: first?.id ?? 0, code: 'rate', retryMs: 4_000 })
    expect(put(link.pass(-HOUR).sent())).toMatchObject([{ body: { text: 'one' } }])
  })

  test('a frame too large to send is refused here, not sent for ever', () => {
    const link = new Bench()
      .connected()
      .do({ type: 'publish', out: { ...nothing, plan: { zone: 'Europe/Lisbon', intervals: [] } } })
    const [plan] = put(link.sent())
    link.do({ type: 'unsendable', id: plan?.id ?? 0 })
    expect(link.view()).toMatchObject({ pending: false, refusal: { kind: 'plan', code: 'too_big' } })
  })

  test('an unreadable outbox counts as empty', () => {
    for (const kept of [undefined, 'x', { v: 2 }, { v: 1, lastHlc: 'x', offset: 0, registers: [] }]) {
      expect(new Bench(kept).connected().view().status).toBe('online')
    }
  })
})
