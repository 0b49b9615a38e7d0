import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../time/instant.ts'
import { hlcOf, msOf } from './hlc.ts'
import { advance, initialLink, type LinkCommand, type LinkEvent, type LinkState, nextLook, type Outgoing, viewOf } from './link.ts'
import { CLOSE } from './limits.ts'
import { ClientFrame, type Held, type HubFrame } from './protocol.ts'
import type { ManualStatus, Presence } from './records.ts'

const NOON = Date.UTC(2026, 10, 20, 12)
const EPOCH = 'e'.repeat(16)
const NOTHING_HELD: Held = { presence: null, manual: null, plan: null }
const nothing: Outgoing = { presence: null, manual: null, plan: null }
const away = (text: string, until = NOON + HOUR): ManualStatus => ({ state: 'away', text, until })
const planned: Presence = { rule: 4, zone: 'Europe/Lisbon' }

/** One device whose clock is what the test says. */
class Bench {
  now = NOON
  luck = 0.5
  state: LinkState
  done: LinkCommand[] = []
  constructor(kept: unknown = null) {
    this.state = initialLink('d_me', 'test', kept, NOON)
  }
  do(event: LinkEvent): this {
    const { state, commands } = advance(this.state, event, { now: this.now, luck: this.luck })
    this.state = state
    this.done.push(...commands)
    return this
  }
  hear(frame: HubFrame): this {
    return this.do({ type: 'frame', frame })
  }
  pass(ms: number): this {
    this.now += ms
    return this.do({ type: 'tick' })
  }
  /** Says what it was told to send since the last look, as the hub would read it. */
  sent(): ClientFrame[] {
    const sent = this.done.flatMap((command) => (command.do === 'send' ? [ClientFrame.parse(command.frame)] : []))
    this.done = []
    return sent
  }
  connected(held = NOTHING_HELD, hubNow = this.now, rev = 5): this {
    return this.do({ type: 'start' }).do({ type: 'opened' }).hear(welcome(held, hubNow)).hear(sync(rev))
  }
  view() {
    return viewOf(this.state)
  }
}

const welcome = (held: Held, now: number): HubFrame => ({
  t: 'welcome', v: 1, me: 'p_me', team: { id: 't_a', name: 'Atlas' }, now, epoch: EPOCH, ping: 20_000, silent: 50_000, held,
})
const sync = (r: number, more = false): HubFrame => ({ t: 'sync', full: true, items: [], gone: [], r, more })
const up = (prev: number, r: number): HubFrame => ({ t: 'up', prev, r, items: [], gone: [] })

describe('coming and going', () => {
  test('starts, greets, resumes where it was', () => {
    const link = new Bench().do({ type: 'start' })
    expect(link.done).toEqual([{ do: 'connect' }])
    expect(link.do({ type: 'opened' }).sent()).toEqual([{ t: 'hello', v: [1], device: 'd_me', app: 'test' }])
    link.hear(welcome(NOTHING_HELD, NOON)).hear(sync(5))
    expect(link.view()).toMatchObject({ status: 'online', clockOffset: 0 })
    link.hear(up(5, 8)).do({ type: 'closed', code: 1006 }).pass(SECOND).do({ type: 'opened' })
    expect(link.sent().at(-1)).toMatchObject({ t: 'hello', resume: `${EPOCH}.8` })
  })

  test('a list that came in part only is asked for again', () => {
    const link = new Bench().do({ type: 'start' }).do({ type: 'opened' }).hear(welcome(NOTHING_HELD, NOON)).hear(sync(5, true))
    link.do({ type: 'closed', code: 1006 }).pass(SECOND).do({ type: 'opened' })
    expect(link.sent().at(-1)).toEqual({ t: 'hello', v: [1], device: 'd_me', app: 'test' })
  })

  test('tries again after a growing, spread wait of at most half a minute', () => {
    const link = new Bench().do({ type: 'start' })
    link.luck = 0.999
    const waits: number[] = []
    for (let n = 0; n < 8; n += 1) {
      link.do({ type: 'failed', reason: 'hub_unreachable' })
      waits.push((nextLook(link.state) ?? 0) - link.now)
      link.now = nextLook(link.state) ?? link.now
      link.do({ type: 'tick' })
    }
    expect(waits).toEqual([999, 1_998, 3_996, 7_992, 15_984, 29_970, 29_970, 29_970])
    link.luck = 0
    link.do({ type: 'failed', reason: 'hub_unreachable' })
    expect((nextLook(link.state) ?? 0) - link.now).toBe(200)
    expect(link.view()).toMatchObject({ status: 'offline', reason: 'hub_unreachable', retryAt: link.now + 200 })
  })

  test('one short break is no news, a longer one is', () => {
    const link = new Bench().connected().pass(MINUTE / 2).do({ type: 'closed', code: 1006 })
    expect(link.view().status).toBe('connecting')
    link.pass(SECOND).do({ type: 'failed', reason: 'hub_unreachable' })
    link.pass(SECOND).do({ type: 'failed', reason: 'hub_unreachable' })
    expect(link.view().status).toBe('offline')
  })

  test('a hub that accepts and breaks at once is not stormed', () => {
    const link = new Bench()
    link.luck = 0.999
    const waits: number[] = []
    link.do({ type: 'start' })
    for (let n = 0; n < 6; n += 1) {
      link.do({ type: 'opened' }).hear(welcome(NOTHING_HELD, link.now)).do({ type: 'closed', code: 1006 })
      waits.push((nextLook(link.state) ?? 0) - link.now)
      link.now = nextLook(link.state) ?? link.now
      link.do({ type: 'tick' })
    }
    expect(waits.at(-1)).toBeGreaterThan(20_000)
  })

  test.each([
    [CLOSE.removed, 'refused', 'removed', null],
    [CLOSE.revoked, 'refused', 'removed', null],
    [CLOSE.version, 'refused', 'version', 15 * MINUTE],
    [CLOSE.rate, 'offline', 'rate', MINUTE],
    [CLOSE.replaced, 'offline', 'replaced', MINUTE],
  ] as const)('closed with %i: %s, %s', (code, status, reason, wait) => {
    const link = new Bench().do({ type: 'start' }).do({ type: 'failed', reason: 'hub_unreachable' }).pass(SECOND)
    link.do({ type: 'failed', reason: 'hub_unreachable' }).pass(2 * SECOND)
    link.do({ type: 'opened' }).hear(welcome(NOTHING_HELD, link.now)).do({ type: 'closed', code })
    const told = link.view()
    expect(told).toMatchObject({ status: status === 'offline' ? expect.any(String) : status, reason })
    expect(nextLook(link.state)).toBe(wait === null ? null : link.now + wait)
    link.done = []
    expect(link.do({ type: 'wake' }).done).toEqual([{ do: 'connect' }])
  })

  test('a hub that restarts says when to come back', () => {
    const link = new Bench().connected().hear({ t: 'bye', code: 'restarting', reconnectMs: 3_000 }).do({ type: 'closed', code: CLOSE.restarting })
    expect(nextLook(link.state)).toBe(NOON + 3_000)
    expect(link.view().reason).toBe('restarting')
  })

  test('silence is noticed, a ping shows life, and after waking it must show within seconds', () => {
    const link = new Bench().connected()
    link.pass(40 * SECOND).do({ type: 'alive', hubNow: null }).pass(40 * SECOND)
    expect(link.view().status).toBe('online')
    link.done = []
    link.do({ type: 'wake' })
    expect(link.done).toEqual([{ do: 'probe' }])
    link.done = []
    link.pass(5 * SECOND)
    expect(link.done).toEqual([{ do: 'drop' }])
    expect(link.view().status).not.toBe('online')
    const quiet = new Bench().connected().pass(50 * SECOND)
    expect(quiet.done.at(-1)).toEqual({ do: 'drop' })
  })

  test('a hub that opens the door and says nothing, or nonsense, is given up', () => {
    const mute = new Bench().do({ type: 'start' }).do({ type: 'opened' }).pass(10 * SECOND)
    expect(mute.view().reason).toBe('bad_reply')
    const odd = new Bench().do({ type: 'start' }).do({ type: 'opened' }).do({ type: 'frame', frame: null })
    expect(odd.view().reason).toBe('bad_reply')
    const later = new Bench().connected().do({ type: 'frame', frame: null }).do({ type: 'frame', frame: null })
    expect(later.view().status).toBe('online')
    expect(later.do({ type: 'frame', frame: null }).view().reason).toBe('bad_reply')
  })

  test('a clock set back an hour delays no attempt and no alarm by an hour', () => {
    const waiting = new Bench().do({ type: 'start' }).do({ type: 'failed', reason: 'hub_unreachable' }).pass(-HOUR)
    expect((nextLook(waiting.state) ?? 0) - waiting.now).toBeLessThan(MINUTE)
    const online = new Bench().connected().pass(-HOUR)
    expect((nextLook(online.state) ?? 0) - online.now).toBeLessThanOrEqual(50 * SECOND)
  })

  test('a gap is healed by asking once, and what comes before the answer is dropped', () => {
    const link = new Bench().connected()
    link.sent()
    link.hear(up(5, 6)).hear(up(7, 8)).hear(up(8, 9))
    expect(link.sent()).toEqual([{ t: 'resync', resume: `${EPOCH}.6` }])
    link.hear({ t: 'sync', full: false, items: [], gone: [], r: 9, more: false }).hear(up(9, 10))
    expect(link.state.token).toEqual({ epoch: EPOCH, rev: 10 })
    expect(link.sent()).toEqual([])
  })

  test('goodbye is said once online, and rest keeps quiet until it wakes', () => {
    const link = new Bench().connected()
    link.sent()
    expect(link.do({ type: 'close', why: 'sleep' }).sent()).toEqual([{ t: 'bye', why: 'sleep' }])
    expect(nextLook(link.state)).toBeNull()
    expect(link.do({ type: 'closed', code: 1000 }).view()).toMatchObject({ status: 'offline', reason: 'asleep' })
    expect(link.do({ type: 'wake' }).view().status).toBe('connecting')
  })
})

describe('publishing', () => {
  const put = (frames: readonly ClientFrame[]) => frames.filter((frame) => frame.t === 'put' || frame.t === 'plan')

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
    const mine = { p: 'p_me', r: 6, live: true, gone: null, presence: null, manual: away('elsewhere'), asOf: NOON } as const
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
    link.do({ type: 'closed', code: 1006 }).pass(SECOND).connected({ ...NOTHING_HELD, manual: stamp })
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
    link.do({ type: 'closed', code: 1006 }).pass(2 * SECOND).connected({ ...NOTHING_HELD, manual: later })
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

  test('a frame too large to send is refused here, not sent for ever', () => {
    const link = new Bench().connected().do({ type: 'publish', out: { ...nothing, plan: { zone: 'Europe/Lisbon', intervals: [] } } })
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

describe('against a model of the hub', () => {
  /** Takes the later stamp, refuses what is ahead of its clock, and forgets nothing. */
  class ModelHub {
    rev = 5
    held: Held = NOTHING_HELD
    bodies: Outgoing = nothing
    refusedClocks = 0
    take(frame: ClientFrame, now: number): HubFrame | null {
      if (frame.t !== 'put' && frame.t !== 'plan') return null
      const kind = frame.t === 'plan' ? 'plan' : frame.kind
      if (msOf(frame.hlc) > now + MINUTE) {
        this.refusedClocks += 1
        return { t: 'nack', id: frame.id, code: 'clock', now }
      }
      const known = this.held[kind]
      if (known !== null && frame.hlc < known) return { t: 'ack', id: frame.id, r: this.rev, stale: true, hlc: known }
      this.rev += 1
      this.held = { ...this.held, [kind]: frame.hlc }
      this.bodies = { ...this.bodies, [kind]: frame.body }
      return { t: 'ack', id: frame.id, r: this.rev }
    }
  }

  const step = fc.oneof(
    fc.record({ do: fc.constant('publish' as const), text: fc.constantFrom('a', 'b', 'c', null) }),
    fc.record({ do: fc.constant('deliver' as const), answers: fc.boolean() }),
    fc.record({ do: fc.constant('break' as const) }),
    fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 40_000 }) }),
    fc.record({ do: fc.constant('set clock' as const), ms: fc.integer({ min: -2 * HOUR, max: 2 * HOUR }) }),
    fc.record({ do: fc.constant('restart' as const) }),
  )

  test('whatever breaks, in the end the hub has the last wish of each register, and nothing waits', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: -HOUR, max: HOUR }), (steps, wrong) => {
        const hub = new ModelHub()
        let link = new Bench()
        let time = NOON
        let skew = wrong
        let last: string | null | undefined
        const sync_ = (): void => void (link.now = time + skew)
        const connect = (): void => void link.connected(hub.held, time, hub.rev)
        const deliver = (answers: boolean): void => {
          for (let frames = link.sent(); frames.length > 0; frames = link.pass(0).sent()) {
            for (const frame of frames) {
              const answer = hub.take(frame, time)
              if (answer !== null && answers) link.hear(answer)
            }
          }
        }
        sync_()
        connect()
        for (const each of steps) {
          sync_()
          if (each.do === 'publish') link.do({ type: 'publish', out: { ...nothing, manual: each.text === null ? null : away(each.text, NOON + 90 * 24 * HOUR) } })
          if (each.do === 'publish' && (last !== undefined || each.text !== null)) last = each.text
          if (each.do === 'deliver') deliver(each.answers)
          if (each.do === 'break') {
            link.do({ type: 'closed', code: 1006 })
            link.done = []
            connect()
          }
          if (each.do === 'pass') time += each.ms
          if (each.do === 'set clock') skew += each.ms
          if (each.do === 'restart') {
            link = new Bench(JSON.parse(JSON.stringify(link.state.kept)))
            sync_()
            connect()
          }
          expect(new Set(link.state.flights.map(({ kind }) => kind)).size).toBe(link.state.flights.length)
        }
        sync_()
        link.do({ type: 'closed', code: 1006 })
        link.done = []
        time += 3 * HOUR
        sync_()
        connect()
        deliver(true)
        time += MINUTE
        sync_()
        link.do({ type: 'tick' })
        deliver(true)
        expect(hub.bodies.manual?.text ?? null).toBe(last ?? null)
        expect(link.view().pending).toBe(false)
      }),
      { numRuns: 400 },
    )
  })
})
