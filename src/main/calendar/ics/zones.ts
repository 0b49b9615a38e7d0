/**
 * From the wall times of a calendar to instants. A zone that is known by its IANA name is calculated with this
 * computer's own rules; any other by the VTIMEZONE that came with the file, through the library. Where none came, names
 * of Windows are known too (CLDR, through windows-iana), and plain offsets.
 */
import ICAL from 'ical.js'
import { findIana } from 'windows-iana'
import { type Instant, MINUTE } from '../../../core/time/instant.ts'
import { inZone, instantAt, isZone, type Zone } from '../../../core/time/zone.ts'

export interface Wall {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

export interface WallZone {
  instant(wall: Wall): Instant
  wall(at: Instant): Wall
}

/** Zones by the name that a property gives; '' is floating time. */
export type Zones = (tzid: string) => WallZone

export function zonesOf(timezones: readonly string[], floating: Zone): Zones {
  const own = new Map<string, () => WallZone>()
  for (const text of timezones) {
    const name = /^TZID[^:]*:(.*)$/m.exec(text)?.[1]?.trim() ?? ''
    own.set(name, () => definedZone(text))
  }
  const known = new Map<string, WallZone>()
  return (tzid) => {
    const zone = known.get(tzid) ?? find(tzid, own, floating)
    known.set(tzid, zone)
    return zone
  }
}

function find(tzid: string, own: ReadonlyMap<string, () => WallZone>, floating: Zone): WallZone {
  const name = ianaName(tzid)
  if (name !== null) return ianaZone(name)
  const defined = own.get(tzid)?.()
  if (defined !== undefined) return defined
  const [windows] = findIana(tzid.replaceAll('"', '').trim())
  if (windows !== undefined && isZone(windows)) return ianaZone(windows)
  return offsetZone(tzid) ?? ianaZone(floating)
}

/** Some write no name but how far it is from UTC: `GMT+0100`, `UTC-05:30`, `(UTC+01:00) Amsterdam, Berlin`. */
function offsetZone(tzid: string): WallZone | null {
  const [, sign, hours, minutes = '0'] = /(?:UTC|GMT|^)\s*([+-])(\d{1,2}):?(\d{2})?/i.exec(tzid) ?? []
  if (sign === undefined || hours === undefined || Number(hours) > 14) return null
  const by = (Number(hours) * 60 + Number(minutes)) * MINUTE * (sign === '-' ? -1 : 1)
  return { instant: (wall) => utc.instant(wall) - by, wall: (at) => utc.wall(at + by) }
}

/** Producers put their own paths before the name: `/mozilla.org/20050126_1/Europe/Berlin`. */
export function ianaName(tzid: string): Zone | null {
  const plain = tzid.replaceAll('"', '').trim()
  if (isZone(plain)) return plain
  const parts = plain.split('/')
  for (const length of [3, 2]) {
    const tail = parts.slice(-length).join('/')
    if (parts.length > length && isZone(tail)) return tail
  }
  return null
}

const two = (value: number): string => String(value).padStart(2, '0')

function ianaZone(zone: Zone): WallZone {
  return {
    instant: ({ year, month, day, hour, minute, second }) => {
      const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
      return instantAt(date, `${two(hour)}:${two(minute)}`, zone) + Math.min(second, 59) * 1000
    },
    wall: (at) => {
      const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = inZone(at, zone)
        .slice(0, 19)
        .split(/[-T:]/)
        .map(Number)
      return { year, month, day, hour, minute, second }
    },
  }
}

export const utc: WallZone = {
  instant: ({ year, month, day, hour, minute, second }) => Date.UTC(year, month - 1, day, hour, minute, second),
  wall: (at) => {
    const time = new Date(at)
    return {
      year: time.getUTCFullYear(),
      month: time.getUTCMonth() + 1,
      day: time.getUTCDate(),
      hour: time.getUTCHours(),
      minute: time.getUTCMinutes(),
      second: time.getUTCSeconds(),
    }
  },
}

function definedZone(text: string): WallZone {
  const zone = new ICAL.Timezone(ICAL.Component.fromString(text))
  return {
    instant: (wall) => new ICAL.Time({ ...wall, isDate: false }, zone).toUnixTime() * 1000,
    wall: (at) => {
      const { year, month, day, hour, minute, second } = new ICAL.Time(
        { ...utc.wall(at), isDate: false },
        ICAL.Timezone.utcTimezone,
      ).convertToZone(zone)
      return { year, month, day, hour, minute, second }
    },
  }
}
