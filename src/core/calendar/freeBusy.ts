/**
 * Free/busy for whoever has no Tideline: one iCalendar file that says when I am busy (VFREEBUSY, RFC 5545) and when I can
 * be reached (VAVAILABILITY, RFC 7953). It is made of the shared plan alone, so it can tell no more than a team gets.
 */
import type { Interval } from '../planner/block.ts'
import type { SharedPlan } from '../sync/records.ts'
import type { Instant } from '../time/instant.ts'
import { inZone } from '../time/zone.ts'

/** By this a file is known to be ours, and may be written over. */
export const PRODUCT = '-//Tideline//Free and busy//EN'

/** `window` is what the plan covers; all of it that is not reachable is unavailable. */
export function freeBusyFile({ intervals }: SharedPlan, window: Interval, now: Instant): string {
  const stamp = `DTSTAMP:${utc(now)}`
  const span = [`DTSTART:${utc(window.start)}`, `DTEND:${utc(window.end)}`]
  const busy = intervals.map(
    (one) => `FREEBUSY;FBTYPE=${one.state === 'available' ? 'FREE' : 'BUSY'}:${utc(one.start)}/${utc(one.end)}`,
  )
  const reachable = intervals.filter(({ state }) => state === 'available')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${PRODUCT}`,
    'METHOD:PUBLISH',
    'BEGIN:VFREEBUSY',
    'UID:busy@tideline',
    stamp,
    ...span,
    ...busy,
    'END:VFREEBUSY',
    // An empty plan makes no claim.
    ...(intervals.length === 0 ? [] : availability(reachable, stamp, span)),
    'END:VCALENDAR',
    '',
  ]
  return lines.join('\r\n')
}

const availability = (reachable: readonly Interval[], stamp: string, span: readonly string[]): string[] => [
  'BEGIN:VAVAILABILITY',
  'UID:available@tideline',
  stamp,
  ...span,
  'BUSYTYPE:BUSY-UNAVAILABLE',
  ...reachable.flatMap((one) => available(one, stamp)),
  'END:VAVAILABILITY',
]

function available({ start, end }: Interval, stamp: string): string[] {
  const times = [`DTSTART:${utc(start)}`, `DTEND:${utc(end)}`]
  return ['BEGIN:AVAILABLE', `UID:${utc(start)}@tideline`, stamp, ...times, 'END:AVAILABLE']
}

/** `20261123T090000Z` */
const utc = (at: Instant): string => `${inZone(at, 'UTC').slice(0, 19).replace(/[-:]/g, '')}Z`
