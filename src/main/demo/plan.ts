/** A lived-in split day around now, and the day after. */
import type { Block, BlockKind } from '../../core/planner/block.ts'
import { readSpan } from '../../core/planner/typed.ts'
import type { Instant } from '../../core/time/instant.ts'
import { addDays, dateIn, type PlainDate, wallTimeIn, type Zone } from '../../core/time/zone.ts'
import { type MessageKey, text } from '../text.ts'

type Line = readonly [kind: BlockKind, stretch: string, title: MessageKey]

const MORNING: readonly Line[] = [
  ['focus', '6:30-8:00', 'demo.block.read'],
  ['personal', '8:00-8:45', 'demo.block.school'],
  ['focus', '8:45-11:00', 'demo.block.draft'],
  ['open', '11:00-12:30', 'demo.block.mail'],
  ['rest', '12:30-13:15', 'demo.block.lunch'],
  ['together', '13:30-14:30', 'demo.block.review'],
  ['open', '14:45-16:00', 'demo.block.core'],
  ['personal', '16:00-19:30', 'demo.block.family'],
  ['focus', '20:00-22:00', 'demo.block.night'],
]
const AFTERNOON: readonly Line[] = [
  ['focus', '6:30-8:00', 'demo.block.read'],
  ['personal', '8:00-8:45', 'demo.block.school'],
  ['open', '9:00-10:30', 'demo.block.mail'],
  ['together', '10:45-11:30', 'demo.block.review'],
  ['rest', '11:30-12:15', 'demo.block.lunch'],
  ['focus', '12:15-14:45', 'demo.block.draft'],
  ['open', '14:45-16:00', 'demo.block.core'],
  ['focus', '16:00-17:30', 'demo.block.notes'],
  ['personal', '17:30-19:30', 'demo.block.family'],
  ['focus', '20:00-22:00', 'demo.block.night'],
]
const EVENING: readonly Line[] = [
  ['open', '10:00-12:00', 'demo.block.mail'],
  ['together', '12:00-13:00', 'demo.block.review'],
  ['personal', '13:00-17:00', 'demo.block.family'],
  ['focus', '17:15-19:30', 'demo.block.draft'],
  ['rest', '19:30-20:15', 'demo.block.dinner'],
  ['focus', '20:15-22:15', 'demo.block.notes'],
  ['open', '22:15-23:30', 'demo.block.overlap'],
  ['focus', '23:30-1:30', 'demo.block.night'],
]

/** Who looks at the demo at night is a night owl: their day began yesterday. */
const DAY_BEGINS = '04:00'

/** Yesterday, today and tomorrow in this zone, such that the day has something to show whenever it is looked at. */
export function demoPlan(now: Instant, zone: Zone): Block[] {
  const time = wallTimeIn(now, zone)
  const date = time < DAY_BEGINS ? addDays(dateIn(now, zone), -1) : dateIn(now, zone)
  return [
    ...dayOf(MORNING, addDays(date, -1), zone),
    ...dayOf(linesFor(time), date, zone),
    ...dayOf(MORNING, addDays(date, 1), zone),
  ]
}

function linesFor(time: string): readonly Line[] {
  if (time < DAY_BEGINS || time >= '17:00') return EVENING
  return time < '12:00' ? MORNING : AFTERNOON
}

const dayOf = (lines: readonly Line[], date: PlainDate, zone: Zone): Block[] =>
  lines.flatMap(([kind, stretch, title], at) => {
    const span = readSpan(stretch, date, zone)
    // A clock change may leave nothing of a block.
    if (typeof span === 'string') return []
    const place = kind === 'personal' || kind === 'rest' ? {} : { place: text('demo.place') }
    return [{ id: `demo-${date}-${at}`, kind, title: text(title), ...span, ...place }]
  })

/** What waits to be planned. */
export const demoInbox = (): { readonly id: string; readonly title: string }[] =>
  (['demo.inbox.review', 'demo.inbox.notes', 'demo.inbox.dentist'] as const).map((key) => ({
    id: key,
    title: text(key),
  }))
