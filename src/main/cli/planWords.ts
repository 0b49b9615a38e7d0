/** Blocks in words. */
import type { BlockReport, PlanReport } from '../../core/app/report/plan.ts'
import { dateIn, zoneOf } from '../../core/time/zone.ts'
import { text } from '../text.ts'
import { type Times, timesIn } from '../times.ts'
import { columns, plain } from './plain.ts'

/** Enough of an id to tell it from others at a glance; `plan remove` takes any start that fits one block. */
const SHORT_ID = 8

const shortId = (id: string): string => plain(id).slice(0, SHORT_ID)

export function planLines(report: PlanReport): string[] {
  const times = timesIn(report.zone, report.clock)
  const heading = text('cli.plan.heading', {
    date: times.date(report.date ?? dateIn(report.now, report.zone)),
    zone: report.zone,
  })
  if (report.blocks.length === 0) return [heading, `  ${text('cli.plan.empty')}`]
  const rows = report.blocks.map((block) => [
    `  ${stretch(block, report, times)}`,
    text(`ui.kind.${block.kind}`),
    plain(block.title),
    plain(block.id).slice(0, distinct(report.blocks)),
  ])
  return [heading, ...columns(rows)]
}

/** How much of the ids tells these blocks apart. */
function distinct(blocks: readonly BlockReport[]): number {
  const longest = Math.max(...blocks.map(({ id }) => id.length))
  for (let length = SHORT_ID; length < longest; length += 1) {
    if (new Set(blocks.map(({ id }) => id.slice(0, length))).size === blocks.length) return length
  }
  return longest
}

/** `09:00–11:30`; where a block begins or ends on another day than the one listed, it says so. */
function stretch({ from, to }: BlockReport, { zone, date }: PlanReport, times: Times): string {
  const start =
    dateIn(from, zone) < (date ?? '') ? text('cli.plan.before', { time: times.time(from) }) : times.time(from)
  const end =
    date !== null && dateIn(to - 1, zone) > date ? text('cli.plan.after', { time: times.time(to) }) : times.time(to)
  return text('cli.plan.stretch', { start, end })
}

/** One block as it was planned, on the clock of its own zone. */
export function blockSentence(
  key: 'cli.plan.added' | 'cli.plan.changed' | 'cli.plan.removed',
  block: BlockReport,
  report: PlanReport,
): string {
  const zone = zoneOf(block.start)
  const times = timesIn(zone, report.clock)
  const stretch = text('cli.plan.stretch', { start: times.time(block.from), end: times.time(block.to) })
  const parts = [
    times.date(dateIn(block.from, zone)),
    stretch,
    zone === report.zone ? '' : zone,
    text(`ui.kind.${block.kind}`),
    plain(block.title),
  ]
  return text(key, { block: parts.filter((part) => part !== '').join(', '), id: shortId(block.id) })
}
