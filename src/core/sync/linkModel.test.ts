import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { away, Bench, NOON, nothing, NOTHING_HELD } from '../../../tests/fakes/linkBench.ts'
import { HOUR, MINUTE, SECOND } from '../time/instant.ts'
import { msOf } from './hlc.ts'
import type { Outgoing } from './link.ts'
import type { ClientFrame, Held, HubFrame } from './protocol.ts'

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
          if (each.do === 'publish')
            link.do({
              type: 'publish',
              out: { ...nothing, manual: each.text === null ? null : away(each.text, NOON + 90 * 24 * HOUR) },
            })
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
        // Longer than the pause after a refused clock, shorter than the silence that ends a connection.
        time += 2 * SECOND
        sync_()
        link.do({ type: 'tick' })
        deliver(true)
        expect(hub.bodies.manual?.text ?? null).toBe(last ?? null)
        expect(link.view().pending).toBe(false)
      }),
      {
        numRuns: 400,
        // A stamp that is a little too far ahead when the hub sees it at last.
        examples: [
          [
            [
              { do: 'set clock', ms: 4_259_109 },
              { do: 'set clock', ms: 6_600_892 },
              { do: 'publish', text: 'a' },
            ],
            0,
          ],
        ],
      },
    )
  })
})
