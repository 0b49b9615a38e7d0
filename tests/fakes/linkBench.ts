/** The link's machine on a bench: events and time go in, and what it wants done is looked at. */
import {
  advance,
  initialLink,
  type LinkCommand,
  type LinkEvent,
  type LinkState,
  type Outgoing,
  viewOf,
} from '../../src/core/sync/link.ts'
import { ClientFrame, type Held, type HubFrame } from '../../src/core/sync/protocol.ts'
import type { ManualStatus, Presence } from '../../src/core/sync/records.ts'
import { HOUR } from '../../src/core/time/instant.ts'

export const NOON = Date.UTC(2026, 10, 20, 12)
export const EPOCH = 'e'.repeat(16)
export const NOTHING_HELD: Held = { presence: null, manual: null, plan: null }
export const nothing: Outgoing = { presence: null, manual: null, plan: null }
export const away = (text: string, until = NOON + HOUR): ManualStatus => ({ state: 'away', text, until })
export const planned: Presence = { rule: 4, zone: 'Europe/Lisbon' }

/** One device whose clock is what the test says. */
export class Bench {
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

export const welcome = (held: Held, now: number): HubFrame => ({
  t: 'welcome',
  v: 1,
  me: 'p_me',
  team: { id: 't_a', name: 'Atlas' },
  now,
  epoch: EPOCH,
  ping: 20_000,
  silent: 50_000,
  held,
})
export const sync = (r: number, more = false): HubFrame => ({ t: 'sync', full: true, items: [], gone: [], r, more })
export const up = (prev: number, r: number): HubFrame => ({ t: 'up', prev, r, items: [], gone: [] })
