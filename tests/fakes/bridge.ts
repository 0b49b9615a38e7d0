/** An honest bridge without Electron: the real core behind the real contract. Errands answer as told. */
import type { Bridge, CallAnswers, News, NewsName, SliceMessage, SliceName } from '../../src/bridge/contract.ts'
import {
  type Errand,
  type Intent,
  isErrand,
  type Outcome,
  readWish,
  type WindowKind,
} from '../../src/core/app/intent.ts'
import { reduce } from '../../src/core/app/reduce.ts'
import { energyCurve } from '../../src/core/insights/energy.ts'
import { proposalOf } from '../../src/core/app/proposal.ts'
import { insightsReport } from '../../src/core/app/report/insights.ts'
import type { SeenEvent } from '../../src/core/calendar/event.ts'
import { difference, sliceOf } from '../../src/core/app/snapshot.ts'
import type { State } from '../../src/core/app/state.ts'
import { type TeamHead, teamHead } from '../../src/core/app/teamHead.ts'
import { viewRoster } from '../../src/core/team/roster.ts'
import type { TeamDoc } from '../../src/core/team/docs.ts'
import type { SessionEvent } from '../../src/core/focus/session.ts'
import type { Instant } from '../../src/core/time/instant.ts'

type Listeners = { readonly [Name in NewsName]: Set<(news: News[Name]) => void> }

export interface FakeBridge extends Bridge {
  state(): State
  /** As main tells a window that was closed and stays for a while. */
  closed(): void
  /** Every wish that was dispatched through the bridge, in order. */
  readonly wishes: readonly Intent[]
  /** The windows that main was told to expect, in order. */
  readonly foreseen: readonly WindowKind[]
  /** What main itself would observe or another window would ask for. */
  report(intent: Intent): Outcome
  /** Loses the next change on its way to the window, as if a message was dropped. */
  dropNext(): void
}

export interface FakeBridgeOptions {
  readonly now?: () => Instant
  /** What the journal holds of the days before. */
  readonly earlier?: readonly SessionEvent[]
  /** What the calendars hold, whatever stretch is asked for. */
  readonly seen?: readonly SeenEvent[]
  /** Every version of each team document that the hub keeps. */
  readonly history?: readonly TeamDoc[]
  /** Whole slices are on their way for so long. */
  readonly onTheWay?: (names: readonly SliceName[]) => Promise<void>
  readonly errand?: (errand: Errand, bridge: FakeBridge) => Promise<Outcome> | Outcome
}

type Flat = Readonly<Record<string, unknown>>

export function fakeBridge(
  first: State,
  { now = () => Date.now(), errand, onTheWay, earlier = [], seen = [], history = [] }: FakeBridgeOptions = {},
): FakeBridge {
  let state = first
  let dropping = false
  const wishes: Intent[] = []
  const foreseen: WindowKind[] = []
  const watched = new Map<SliceName, number>()
  const listeners: Listeners = { slices: new Set(), closed: new Set() }
  const slice = (of: State, name: string): Flat => sliceOf(of, name) ?? {}

  function change(after: State): void {
    const before = state
    state = after
    const messages: SliceMessage[] = []
    for (const [name, rev] of watched) {
      const found = difference(slice(before, name), slice(after, name))
      if (found === null) continue
      watched.set(name, rev + 1)
      messages.push({ slice: name, prev: rev, rev: rev + 1, ...found })
    }
    if (messages.length === 0) return
    if (dropping) dropping = false
    else for (const listener of listeners.slices) listener(messages)
  }

  function report(intent: Intent): Outcome {
    const { state: after, events: lines, outcome } = reduce(state, intent, now())
    events.push(...lines)
    if (outcome.ok) change(after)
    return outcome
  }

  async function dispatch(input: unknown): Promise<Outcome> {
    const read = readWish(input)
    if ('refusal' in read) return read.refusal
    wishes.push(read.wish)
    if (isErrand(read.wish) && errand !== undefined) return errand(read.wish, bridge)
    return report(read.wish)
  }

  function watch(names: readonly SliceName[]): readonly SliceMessage[] {
    return names.map((name) => {
      const rev = watched.get(name) ?? 1
      watched.set(name, rev)
      return { slice: name, rev, full: slice(state, name) }
    })
  }

  function headOf(team: string): TeamHead | null {
    const { me = '', link } = state.teams[team] ?? {}
    const at = { me, linked: link?.status === 'online', now: now() }
    return teamHead(state, team, () => viewRoster(Object.values(state.rosters[team] ?? {}), at), at.now)
  }

  const answers = {
    dispatch,
    watch: async (names: readonly SliceName[]) => {
      const wholes = watch(names)
      await onTheWay?.(names)
      return wholes
    },
    unwatch: async (names: readonly SliceName[]) => {
      for (const name of names) watched.delete(name)
      return null
    },
    insights: async () => insightsReport(events, state, now()),
    propose: async () => proposalOf(state, now(), energyCurve(events, state.system.zone, now())),
    events: async () => seen,
    months: async () => null,
    docHistory: async ({ doc }: { readonly doc: string }) => history.filter(({ id }) => id === doc),
    teamHead: async ({ team }: { readonly team: string }) => headOf(team),
    drawn: async () => null,
    foresee: async (kind: WindowKind) => {
      foreseen.push(kind)
      return null
    },
  }

  const events: SessionEvent[] = [
    ...earlier,
    ...first.session.past.flat(),
    ...(first.session.current ?? []),
    ...first.ledger.stray,
  ]

  const bridge: FakeBridge = {
    state: () => state,
    wishes,
    foreseen,
    report,
    dropNext: () => (dropping = true),
    call: (name, input) => answers[name](input as never) as Promise<CallAnswers[typeof name]>,
    on(name, listener) {
      listeners[name].add(listener)
      return () => listeners[name].delete(listener)
    },
    closed: () => listeners.closed.forEach((hear) => hear(null)),
  }
  return bridge
}
