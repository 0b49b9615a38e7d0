import { describe, expect, test } from 'vitest'
import { stateWith, membershipWith } from '../../tests/fakes/state.ts'
import { outgoingFor } from '../core/app/desired.ts'
import type { Intent } from '../core/app/intent.ts'
import { reduce } from '../core/app/reduce.ts'
import type { State } from '../core/app/state.ts'
import type { HubLink, LinkNews, LinkTarget } from './hubLink.ts'
import { createLinks, type Links } from './links.ts'

const NOW = Date.UTC(2026, 10, 26, 9, 6)
const membership = membershipWith({ me: 'p' })

/** A hub that reports at once, from inside `open`, as a real link does; and a loop that matches at each report. */
function world() {
  const opened: LinkTarget[] = []
  const closed: string[] = []
  const published: unknown[] = []
  let state: State = reduce(stateWith(), { type: 'team.joined', membership, invite: null }, NOW).state
  const open = (target: LinkTarget, news: LinkNews): HubLink => {
    opened.push(target)
    news.link({ status: 'connecting', since: NOW, pending: false, clockOffset: 0 })
    return {
      publish: (out) => void published.push(out),
      ask: () => {},
      useToken: () => {},
      wake: () => {},
      close: async (why) => void closed.push(why),
    }
  }
  const match = (): void => {
    const outgoing = Object.fromEntries(
      Object.entries(state.teams).map(([id, team]) => [id, outgoingFor(state, team, NOW)]),
    )
    links.match(state.teams, outgoing, state.papers)
  }
  const links: Links = createLinks({
    open,
    token: () => 'secret',
    renew: async () => null,
    dispatch(intent: Intent) {
      state = reduce(state, intent, NOW).state
      match()
    },
  })
  return {
    opened,
    closed,
    published,
    match,
    change: (intent: Intent) => void (state = reduce(state, intent, NOW).state),
    links,
  }
}

describe('links', () => {
  test('one connection a team, though it reports while it is opened', () => {
    const { opened, published, match } = world()
    match()
    match()
    expect(opened).toEqual([{ url: 'https://hub.example', token: 'secret', device: 'd', team: 't' }])
    expect(published.length).toBeGreaterThan(0)
  })

  test('a hub that moved is connected anew, and a team that was left is closed', () => {
    const { opened, closed, match, change } = world()
    match()
    change({ type: 'team.moved', team: 't', url: 'http://127.0.0.1:2' })
    match()
    expect(opened.map(({ url }) => url)).toEqual(['https://hub.example', 'http://127.0.0.1:2'])
    change({ type: 'team.left', team: 't' })
    match()
    expect(closed).toEqual(['logout', 'logout'])
  })
})
