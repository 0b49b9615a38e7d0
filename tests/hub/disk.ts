/** A disk on which a store lies, and a team of people in it. */
import { hlcOf } from '../../src/core/sync/hlc.ts'
import type { ManualStatus, Presence } from '../../src/core/sync/records.ts'
import type { Caps } from '../../src/hub/store/people.ts'
import type { Caller, Store, Write } from '../../src/hub/store/port.ts'
import type { Answer } from '../../src/hub/store/port.ts'

export interface Disk {
  /** Whether it knows after a crash that nothing was told that it does not have: then no number is left out. */
  readonly forgetsNothing?: boolean
  open(options: { now: number; restartLease: number; caps?: Partial<Caps> }): Promise<Store>
  /** Ends the open store as a power cut would. */
  crash(): Promise<void>
}

export const NOON = Date.UTC(2026, 10, 20, 12)
export const EPOCH = 'aaaaaaaaaaaaaaaa'
export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const focusing = (until: number): Presence => ({ rule: 2, state: 'focusing', until, zone: 'Europe/Lisbon' })
export const planned: Presence = { rule: 4, zone: 'Europe/Lisbon' }
export const away = (until: number, text: string): ManualStatus => ({ state: 'away', until, text })

export interface Shown {
  live: boolean
  gone: 'quit' | 'lost' | null
  presence: Presence | null
  manual: ManualStatus | null
}
export function shown(store: Store, who: Caller): Shown {
  const person = store.view(who.team)?.person(who.person)
  if (person === undefined) throw new Error(`${who.person} is not in ${who.team}`)
  return JSON.parse(`{${person.shown}}`)
}

export async function invite(
  store: Store,
  team: string,
  id: string,
  more: { uses?: number; person?: string; expires?: number } = {},
) {
  await store.addInvite(team, {
    id,
    hash: `hash-${id}`,
    expires: more.expires ?? NOON + HOUR,
    uses: more.uses ?? 1,
    person: more.person ?? null,
  })
}

export const newcomer = (name: string, device = `${name}-laptop`) => ({
  person: name,
  name,
  device,
  deviceName: 'laptop',
  token: { id: `token-${device}`, mac: `mac-${device}` },
})

export async function join(store: Store, team: string, name: string, device?: string, now = NOON): Promise<Caller> {
  const isMember = store.view(team)?.person(name) !== undefined
  await invite(store, team, `${name}-${device}`, { expires: now + HOUR, ...(isMember ? { person: name } : {}) })
  const joined = await store.redeem(
    { id: `${name}-${device}`, hash: `hash-${name}-${device}` },
    newcomer(name, device),
    now,
  )
  if (!joined.ok) throw new Error(joined.code)
  return joined.caller
}

export async function withTeam(
  disk: Disk,
  options: { now?: number; restartLease?: number; caps?: Partial<Caps> } = {},
): Promise<Store> {
  const store = await disk.open({ now: NOON, restartLease: 60_000, ...options })
  await store.createTeam({ id: 'atlas', name: 'Atlas', epoch: EPOCH })
  return store
}

export const put = (kind: 'presence' | 'manual' | 'plan', body: unknown, at = NOON): Write =>
  ({ kind, body, hlc: hlcOf(at) }) as Write

/** A team of three, who came in this order. */
export async function team(disk: Disk, caps = {}) {
  const store = await withTeam(disk, { caps })
  const people: [Caller, Caller, Caller] = [
    await join(store, 'atlas', 'ana', undefined, NOON),
    await join(store, 'atlas', 'ben', undefined, NOON + 1),
    await join(store, 'atlas', 'chi', undefined, NOON + 2),
  ]
  return { store, people }
}

export const code = (answer: Answer): string => (answer.ok ? 'ok' : answer.code)
