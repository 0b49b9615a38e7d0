/** Who may do what: teams, invites and device tokens. Secrets are random and only their hashes are kept. */
import { createHash, createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { DAY_LENGTH, LIMITS } from '../core/sync/limits.ts'
import { MINUTE } from '../core/time/instant.ts'
import type { Caller, Redeemed, Soon, Store, TokenRecord } from './store/port.ts'

export const INVITE_LIFE = 7 * DAY_LENGTH
export const INVITE_USES = 25
/** An invite for another computer of the same person. */
export const DEVICE_INVITE_LIFE = 10 * MINUTE

export interface NewInvite {
  readonly id: string
  /** Given out once, never kept. */
  readonly secret: string
  readonly expires: number
  readonly uses: number
}

export interface Joined {
  readonly team: { readonly id: string; readonly name: string }
  readonly person: string
  readonly device: string
  readonly token: string
}

/** Who a token belongs to, and whether it is time for a new one. */
export interface KnownCaller extends Caller {
  readonly token: string
  readonly old: boolean
  /** Names the device among those of all teams. */
  readonly key: string
}

export const keyOf = (team: string, device: string): string => `${team} ${device}`

export interface Members {
  createTeam(name: string): Promise<{ readonly id: string; readonly name: string; readonly invite: NewInvite }>
  /** `person` limits the invite to a further device of that person. */
  invite(team: string, person?: string): Promise<NewInvite>
  join(
    invite: InviteKey,
    name: string,
    deviceName: string,
  ): Promise<({ readonly ok: true } & Joined) | Exclude<Redeemed, { ok: true }>>
  /** Who a token belongs to; null for any token that this hub did not give out or has taken back. */
  recognise(token: string): Soon<KnownCaller | null>
  /** A new token for the caller's device. */
  rotate(caller: KnownCaller): Promise<string>
}

export interface InviteKey {
  readonly id: string
  readonly secret: string
}

/** 72 bits: never met twice. */
const newId = (prefix: string): string => prefix + randomBytes(9).toString('base64url')
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const macOf = (pepper: string, secret: string): string => createHmac('sha256', pepper).update(secret).digest('hex')

const INVITE = /^([A-Za-z0-9_-]{12})\.([A-Za-z0-9_-]{22})$/
const TOKEN = /^dt_([A-Za-z0-9_-]{12})\.([A-Za-z0-9_-]{43})$/

/** Reads `<id>.<secret>`; null where it is not one. */
export function readInviteKey(text: string): InviteKey | null {
  const [, id, secret] = INVITE.exec(text) ?? []
  return id === undefined || secret === undefined ? null : { id, secret }
}

/**
 * Whether a secret fits the MAC that is kept of it. The MAC is worked out once for each token; whoever comes back is known
 * by a plain hash in memory, since after a restart of a proxy everybody comes back at once.
 */
function createProof(pepper: string): (id: string, mac: string, secret: string) => boolean {
  const proven = new Map<string, { readonly mac: string; readonly digest: Buffer }>()
  return (id, mac, secret) => {
    const digest = hash('sha256', secret, 'buffer')
    const known = proven.get(id)
    if (known?.mac === mac) return timingSafeEqual(known.digest, digest)
    if (!isSame(mac, macOf(pepper, secret))) return false
    if (proven.size >= MOST_PROVEN) proven.clear()
    proven.set(id, { mac, digest })
    return true
  }
}
const MOST_PROVEN = 50_000

export function createMembers(store: Store, now: () => number): Members {
  const proves = createProof(store.pepper)
  async function invite(team: string, person?: string): Promise<NewInvite> {
    const life =
      person === undefined ? { uses: INVITE_USES, length: INVITE_LIFE } : { uses: 1, length: DEVICE_INVITE_LIFE }
    const made = {
      id: newId(''),
      secret: randomBytes(16).toString('base64url'),
      expires: now() + life.length,
      uses: life.uses,
    }
    const { id, secret, expires, uses } = made
    await store.addInvite(team, { id, hash: sha256(secret), expires, uses, person: person ?? null })
    return made
  }

  function callerOf(known: TokenRecord | null, id: string, secret: string): Soon<KnownCaller | null> {
    if (known === null || !proves(id, known.mac, secret)) return null
    if (known.expires !== null && known.expires <= now()) return null
    const { team, person, device, made, replaces } = known
    const caller = { team, person, device, token: id, old: made + LIMITS.tokenAge < now(), key: keyOf(team, device) }
    if (replaces === null) return caller
    return store.edit(team, { do: 'settle token', token: id }, now()).then(() => caller)
  }

  return {
    invite,
    async createTeam(name) {
      const id = newId('t_')
      await store.createTeam({ id, name, epoch: randomBytes(8).toString('hex') })
      return { id, name, invite: await invite(id) }
    },
    async join({ id, secret }, name, deviceName) {
      const token = { id: newId(''), secret: randomBytes(32).toString('base64url') }
      const kept = { id: token.id, mac: macOf(store.pepper, token.secret) }
      const newcomer = { person: newId('p_'), name, device: newId('d_'), deviceName, token: kept }
      const redeemed = await store.redeem({ id, hash: sha256(secret) }, newcomer, now())
      if (!redeemed.ok) return redeemed
      const { team, person, device } = redeemed.caller
      return {
        ok: true,
        team: { id: team, name: redeemed.teamName },
        person,
        device,
        token: `dt_${token.id}.${token.secret}`,
      }
    },
    recognise(token) {
      const [, id, secret] = TOKEN.exec(token) ?? []
      if (id === undefined || secret === undefined) return null
      const known = store.token(id)
      return known instanceof Promise ? known.then((later) => callerOf(later, id, secret)) : callerOf(known, id, secret)
    },
    async rotate({ team, token }) {
      const [next, secret] = [newId(''), randomBytes(32).toString('base64url')]
      await store.edit(team, { do: 'rotate', token, next: { id: next, mac: macOf(store.pepper, secret) } }, now())
      return `dt_${next}.${secret}`
    },
  }
}

/** Compares without telling by its time how much of it was right. */
export function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)]
  return first.length === second.length && timingSafeEqual(first, second)
}
