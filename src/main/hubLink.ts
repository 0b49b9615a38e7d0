/** The connection to one team's hub, and what is asked of a hub outside of it. */
import type { Instant } from '../core/time/instant.ts'
import { advance, helloOf, initialLink, type LinkCommand, type LinkEvent, nextLook, viewOf } from '../core/sync/link.ts'
import type { LinkView } from '../core/sync/linkView.ts'
import type { PaperAnswer } from '../core/sync/linkState.ts'
import type { ByeWhy, Paper } from '../core/sync/protocol.ts'
import type { ManualStatus, Person, Presence, SharedPlan } from '../core/sync/records.ts'
import { createRoster } from './hubLink/roster.ts'
import { createShelves, type ShelfNews } from './hubLink/shelves.ts'
import { openWireLater } from './hubLink/laterWire.ts'
import type { Wire } from './hubLink/wire.ts'

export type { LinkView } from '../core/sync/linkView.ts'

/** One team of this person: what `joinTeam` answered. */
export interface LinkTarget {
  /** Of the hub, such as `https://hub.example:8787`. */
  readonly url: string
  readonly token: string
  /** SHA-256 of the hub's own certificate, in hex; where given, no other certificate is accepted. */
  readonly fingerprint?: string
  readonly device: string
  readonly team: string
}

/** Everything this device wants its team to know now. */
export interface Outgoing {
  readonly presence: Presence | null
  readonly manual: ManualStatus | null
  readonly plan: SharedPlan | null
}

/** `set` are new and changed people; with `full` they are everybody. At most ten of these a second. */
export interface PeopleChange {
  readonly full: boolean
  readonly set: Person[]
  readonly gone: string[]
  /** This device's own person. */
  readonly me: string
  readonly teamName: string
}

export interface LinkNews extends ShelfNews {
  link(view: LinkView): void
  people(change: PeopleChange): void
  /** The hub wants this device to have a new token. */
  renew?(): void
  /** What became of what was asked for with this `ref`, perhaps by an earlier run. */
  answered?(ref: string, answer: PaperAnswer): void
}

export interface LinkDeps {
  now(): Instant
  /** From 0 up to but not including 1. */
  random(): number
  /** Keeps what must outlive this process: what is not published yet, and the clock's last stamp. */
  outbox: { load(): unknown; save(value: unknown): void }
  /** When it may connect; at once where not given. */
  readonly ready?: Promise<unknown>
  /** Told what `outbox.save` threw. */
  unsaved?(error: unknown): void
}

export interface HubLink {
  /** Sends what differs from what was sent before; while offline only the newest is kept. */
  publish(out: Outgoing): void
  /** Writes a document, votes, or sends, claims or finishes an item; kept until the hub has answered. */
  ask(ref: string, paper: Paper): void
  /** From the next connection on, this token is shown. */
  useToken(token: string): void
  /** Looks at the connection now instead of later: after sleep, or when the network came back. */
  wake(): void
  /** Says goodbye and hangs up, within two seconds. After `sleep`, `wake` connects again. */
  close(why: ByeWhy): Promise<void>
}

const APP = 'tideline'
/** How long a goodbye may take. */
const GOODBYE_MS = 1_500
/** Clocks may be set while a timer runs: never sleep on one for longer. */
const LONGEST_NAP = 5_000

export function openLink(given: LinkTarget, news: LinkNews, deps: LinkDeps): HubLink {
  let target = given
  const roster = createRoster((change) => news.people(change))
  const shelves = createShelves(news)
  const queue: LinkEvent[] = []
  let state = initialLink(target.device, APP, deps.outbox.load(), deps.now())
  let told = ''
  let wire: Wire | null = null
  let timer: NodeJS.Timeout | null = null
  let busy = false
  let ended = false

  /** Events that a step itself causes wait for their turn. */
  const dispatch = (event: LinkEvent): void => {
    queue.push(event)
    if (busy) return
    busy = true
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) turn(next)
    } finally {
      busy = false
      arm()
    }
    tellView()
  }
  const turn = (event: LinkEvent): void => {
    const { state: next, commands } = advance(state, event, { now: deps.now(), luck: deps.random() })
    const { kept } = state
    state = next
    if (state.kept !== kept) save()
    for (const command of commands) carryOut(command)
  }
  /** A full disk does not silence the link: what is not kept is lost only if we end before the hub has it. */
  const save = (): void => {
    try {
      deps.outbox.save(state.kept)
    } catch (error) {
      deps.unsaved?.(error)
    }
  }
  const carryOut = (command: LinkCommand): void => {
    switch (command.do) {
      case 'connect':
        return connect()
      case 'send':
        return wire?.send(command.frame)
      case 'probe':
        return wire?.probe()
      case 'drop':
        return hangUp()
      case 'renew':
        return news.renew?.()
      case 'team':
        return roster.team(command.me, command.name)
      case 'people':
        return roster.take(command)
      case 'docs':
        return shelves.docs(command)
      case 'inbox':
        return shelves.inbox(command)
      case 'answered':
        return news.answered?.(command.ref, command.answer)
    }
  }
  const connect = (): void => {
    hangUp()
    const tell = (event: LinkEvent): void => {
      if (event.type === 'closed' || event.type === 'failed') roster.broke()
      if (wire === mine && !ended) dispatch(event)
    }
    const mine = openWireLater({ ...target, hello: helloOf(state) }, tell, deps.ready)
    wire = mine
  }
  const hangUp = (): void => {
    wire?.drop()
    wire = null
    roster.broke()
    shelves.broke()
  }
  const tellView = (): void => {
    const view = viewOf(state)
    const text = JSON.stringify(view)
    if (text === told) return
    told = text
    news.link(view)
  }
  const arm = (): void => {
    if (timer !== null) clearTimeout(timer)
    const look = nextLook(state)
    const nap = look === null ? null : Math.min(LONGEST_NAP, Math.max(0, look - deps.now()))
    timer = nap === null || ended ? null : setTimeout(() => dispatch({ type: 'tick' }), nap)
  }

  dispatch({ type: 'start' })
  return {
    publish(out) {
      if (!ended) dispatch({ type: 'publish', out })
    },
    ask(ref, paper) {
      if (!ended) dispatch({ type: 'ask', ref, paper })
    },
    useToken(token) {
      target = { ...target, token }
    },
    wake() {
      if (!ended) dispatch({ type: 'wake' })
    },
    async close(why) {
      const wasOnline = state.phase.at === 'online'
      dispatch({ type: 'close', why })
      const last = wire
      wire = null
      ended = why !== 'sleep'
      if (ended) roster.stop()
      arm()
      if (wasOnline) await last?.ended(GOODBYE_MS)
      last?.drop()
    },
  }
}

export { askTeam, createInvite, createTeam, joinTeam, leaveTeam } from './hubLink/doors.ts'
export type { HubRefusal, JoinedTeam, TeamAccess } from './hubLink/doors.ts'
