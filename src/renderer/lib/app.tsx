/** The window's connection to main, for every component below: slices to read, and one way to ask. */
import type { Papers } from '../../core/app/papers.ts'
import type { TeamDocs } from '../../core/team/docs.ts'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo } from 'react'
import { useStore } from 'zustand/react'
import { useShallow } from 'zustand/react/shallow'
import type { Bridge, SliceName, Slices } from '../../bridge/contract.ts'
import { type Outcome, refused, type Wish } from '../../core/app/intent.ts'
import type { SLICE_NAMES } from '../../core/app/snapshot.ts'
import type { Plan, Roster, State } from '../../core/app/state.ts'
import type { Zone } from '../../core/time/zone.ts'
import { type Heads, startHeads } from './heads.ts'
import { type Mirror, type Mirrored, sliceIn } from './mirror.ts'
import { nearPlan } from './nearPlan.ts'
import { tellProblem } from './problems.ts'
import { refreshNow } from './useNow.ts'

interface App {
  readonly bridge: Bridge
  readonly mirror: Mirror
  readonly heads: Heads
}

interface AppProps extends Omit<App, 'heads'> {
  /** What was asked for before anything is drawn. */
  readonly heads?: Heads
  readonly children: ReactNode
}

const AppContext = createContext<App | null>(null)

/** Give it a mirror that holds the base slices already, so that nothing is drawn without its data. */
export function AppProvider({ bridge, mirror, heads, children }: AppProps): ReactNode {
  const app = useMemo(() => ({ bridge, mirror, heads: heads ?? startHeads(bridge) }), [bridge, mirror, heads])
  useEffect(() => refreshWithNews(mirror), [mirror])
  return <AppContext value={app}>{children}</AppContext>
}

/**
 * Slices that say nothing about time: their news is right at any `now`, and what shows the time need not be drawn again.
 * Who draws a roster of thousands looks at the clock for it alone.
 */
const TIMELESS: ReadonlySet<string> = new Set(['settings', 'system', 'mute', 'history', 'notices'])

const isTimeless = (name: string): boolean => TIMELESS.has(name) || name.startsWith('roster:')

/** What is drawn with news from main must not be older than the news. */
function refreshWithNews({ store }: Mirror): () => void {
  return store.subscribe((slices, before) => {
    const isTimed = Object.keys(slices).some((name) => slices[name] !== before[name] && !isTimeless(name))
    if (isTimed) refreshNow()
  })
}

function useApp(): App {
  const app = useContext(AppContext)
  if (app === null) throw new Error('There is no AppProvider above this component.')
  return app
}

/** The doors to main, for what is no wish. */
export const useBridge = (): Bridge => useApp().bridge

export const useHeads = (): Heads => useApp().heads

/** A base slice, the same object until main changes it. */
export function useSlice<Name extends (typeof SLICE_NAMES)[number]>(name: Name): Slices[Name] {
  const slice = useStore(useApp().mirror.store, (mirrored) => sliceIn(mirrored, name))
  if (slice === undefined) throw new Error(`The slice ${name} is not here yet.`)
  return slice
}

/** The zone that the computer is set to: most of what is drawn needs it, and nothing else of its slice. */
export function useZone(): Zone {
  const zone = useStore(useApp().mirror.store, (mirrored) => sliceIn(mirrored, 'system')?.zone)
  if (zone === undefined) throw new Error('The slice system is not here yet.')
  return zone
}

/** Has main tell slices that are not always there, while the component is. Give it the same list for as long as it says the same. */
function useWatch(names: readonly SliceName[]): Mirror {
  const { mirror } = useApp()
  useEffect(() => {
    void mirror.watch(names).catch(() => tellProblem({ ok: false, code: 'not_answered' }))
    return () => mirror.unwatch(names)
  }, [mirror, names])
  return mirror
}

/** Such a slice; undefined until main told it. */
function useWatched<Name extends SliceName>(name: Name): Slices[Name] | undefined {
  const mirror = useWatch(useMemo(() => [name], [name]))
  return useStore(mirror.store, (mirrored) => sliceIn(mirrored, name))
}

/** A roster that main has not told yet; one without people is another. */
export const NOBODY: Roster = {}
const NO_DOCS: TeamDocs = {}
const NO_PAPERS: Papers = {}

/** A team's roster; empty until main told it. */
export const useRoster = (team: string): Roster => useWatched(`roster:${team}`) ?? NOBODY

/** The rosters of several teams, in their order; the same list until one of them changes. */
export function useRosters(teams: readonly string[]): readonly Roster[] {
  const key = teams.join(' ')
  const names = useMemo(() => key.split(' ').map((team) => `roster:${team}` as const), [key])
  const { store } = useWatch(names)
  return useStore(
    store,
    useShallow((mirrored: Mirrored) => names.map((name) => sliceIn(mirrored, name) ?? NOBODY)),
  )
}

export interface RosterFeed {
  now(): Roster
  /** Calls `listener` after each change, and perhaps of other things. Returns how to stop it. */
  subscribe(listener: () => void): () => void
}

/** The same for whoever draws it when it suits them: it changes without a render. */
export function useRosterFeed(team: string): RosterFeed {
  const name = `roster:${team}` as const
  const { store } = useWatch(useMemo(() => [name], [name]))
  return useMemo(
    () => ({
      now: () => sliceIn(store.getState(), name) ?? NOBODY,
      subscribe: (listener) => store.subscribe(listener),
    }),
    [store, name],
  )
}

/** What a team wrote down together; empty until main told it. */
export const useTeamDocs = (team: string): TeamDocs => useWatched(`docs:${team}`) ?? NO_DOCS

/** What I wrote to a team and its hub has not confirmed. */
export const usePapers = (team: string): Papers => useWatched(`papers:${team}`) ?? NO_PAPERS

/** The plan of today and ahead: not another one where only an old month came or went. */
export function useNearPlan(): Plan {
  const plan = useStore(useApp().mirror.store, (mirrored) => {
    const whole = sliceIn(mirrored, 'plan')
    return whole === undefined ? undefined : nearPlan(whole)
  })
  if (plan === undefined) throw new Error('The slice plan is not here yet.')
  return plan
}

/** The state as the core's functions take it, without rosters, history and old months of the plan. */
export function useAppState(): State {
  const settings = useSlice('settings')
  const plan = useNearPlan()
  const rhythm = useSlice('rhythm')
  const session = useSlice('session')
  const ledger = useSlice('ledger')
  const starts = useSlice('starts')
  const { status } = useSlice('status')
  const mute = useSlice('mute')
  const inbox = useSlice('inbox')
  const calendars = useSlice('calendars')
  const busy = useSlice('busy')
  const teams = useSlice('teams')
  const letters = useSlice('letters')
  const system = useSlice('system')
  const { list: notices } = useSlice('notices')
  return useMemo(
    () => ({
      settings,
      plan,
      rhythm,
      history: { past: [], future: [] },
      session,
      ledger,
      starts,
      status,
      mute,
      inbox,
      calendars,
      busy,
      teams,
      rosters: {},
      docs: {},
      papers: {},
      letters,
      system,
      notices,
    }),
    [
      settings,
      plan,
      rhythm,
      session,
      ledger,
      starts,
      status,
      mute,
      inbox,
      calendars,
      busy,
      teams,
      letters,
      system,
      notices,
    ],
  )
}

/** Asks main something that is no wish; rejects where nobody answers. */
export function useAsk(): Bridge['call'] {
  const { bridge } = useApp()
  return useCallback((name, input) => bridge.call(name, input), [bridge])
}

export type Dispatch = (wish: Wish, options?: { readonly quiet?: boolean }) => Promise<Outcome>

/** Asks main. A refusal is shown among the notices, unless `quiet`: then whoever asked shows it in its own place. */
export function useDispatch(): Dispatch {
  const { bridge } = useApp()
  return useCallback(
    async (wish, options) => {
      const outcome = await bridge.call('dispatch', wish).catch(() => refused('not_answered'))
      if (!outcome.ok && options?.quiet !== true) tellProblem(outcome)
      return outcome
    },
    [bridge],
  )
}
