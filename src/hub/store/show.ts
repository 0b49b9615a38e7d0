/** What others see of a person at an instant, and when that changes by itself. */
import { type Presence, presenceEnd } from '../../core/sync/records.ts'
import type { DeviceBook, PersonBook, Register } from './books.ts'

export const lasts = (presence: Presence, now: number): boolean => (presenceEnd(presence) ?? Infinity) > now

/** Lowest rule first, then the newest stamp, then the device's name: every hub decides the same. */
function isBetter(one: [Register<Presence>, Presence, string], other: [Register<Presence>, Presence, string]): boolean {
  if (one[1].rule !== other[1].rule) return one[1].rule < other[1].rule
  if (one[0].hlc !== other[0].hlc) return one[0].hlc > other[0].hlc
  return one[2] > other[2]
}

export function bestPresence(devices: Iterable<DeviceBook>, now: number): Presence | null {
  let best: [Register<Presence>, Presence, string] | null = null
  for (const { id, live, presence } of devices) {
    if (!live || !presence?.body || !lasts(presence.body, now)) continue
    const mine: [Register<Presence>, Presence, string] = [presence, presence.body, id]
    if (best === null || isBetter(mine, best)) best = mine
  }
  return best?.[1] ?? null
}

export function isLive(person: PersonBook): boolean {
  for (const device of person.devices.values()) if (device.live) return true
  return false
}

/** The part of an item that time and devices decide. */
export function show(person: PersonBook, now: number): string {
  const live = isLive(person)
  const manual = person.manual?.body && person.manual.body.until > now ? person.manual.body : null
  const gone = live ? null : person.gone
  const presence = bestPresence(person.devices.values(), now)
  return `"live":${live},"gone":${JSON.stringify(gone)},"presence":${JSON.stringify(presence)},"manual":${JSON.stringify(manual)}`
}

/** The next instant after `now` when `show` may answer something else; Infinity where it never does by itself. */
export function nextDue(person: PersonBook, now: number): number {
  let due = Infinity
  const consider = (at: number | undefined): void => {
    if (at !== undefined && at > now && at < due) due = at
  }
  consider(person.manual?.body?.until)
  for (const { live, lease, presence } of person.devices.values()) {
    if (!live) continue
    consider(lease)
    if (presence?.body) consider(presenceEnd(presence.body) ?? undefined)
  }
  return due
}
