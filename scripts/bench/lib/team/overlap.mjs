import { findOverlap } from '../../../../src/core/team/overlap.ts'
import { attendeeOf } from '../../../../src/core/team/overlap/attendee.ts'
import { figure, median } from '../stats.mjs'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 10, 26, 9, 6)
const ZONES = ['Europe/Lisbon', 'Pacific/Kiritimati', 'Asia/Kathmandu', 'America/Los_Angeles', 'Australia/Lord_Howe']

/** When can so many meet in the next 14 days? */
export function overlaps(rounds) {
  return [
    figure('overlap of 12 people over 14 days, median', took(12, rounds), 'ms', 50),
    figure('overlap of 500 people over 14 days, median', took(500, rounds), 'ms', 1000),
  ]
}

function took(count, rounds) {
  const people = Array.from({ length: count }, (_, index) => personOf(index))
  const wish = { length: HOUR, window: { start: NOW, end: NOW + 14 * DAY } }
  const times = Array.from({ length: rounds }, () => {
    const from = performance.now()
    findOverlap({ ...wish, attendees: people.map((person) => attendeeOf(person, true, NOW)) })
    return performance.now() - from
  })
  return median(times)
}

/** A split day of three blocks, at hours of their own. */
function personOf(index) {
  const zone = ZONES[index % ZONES.length]
  const intervals = Array.from({ length: 17 }, (_, day) => {
    const from = NOW - (NOW % DAY) + (day - 1) * DAY + ((index * 5) % 20) * HOUR
    return [
      { start: from, end: from + 2 * HOUR, state: 'focusing' },
      { start: from + 3 * HOUR, end: from + 6 * HOUR, state: 'available' },
      { start: from + 7 * HOUR, end: from + 8 * HOUR, state: 'together' },
    ]
  }).flat()
  const presence = { rule: 4, zone }
  return {
    id: `p${index}`,
    name: `P ${index}`,
    live: true,
    gone: null,
    presence,
    manual: null,
    plan: { zone, intervals },
    asOf: NOW,
  }
}
