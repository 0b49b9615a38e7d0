import { randomUUID } from 'node:crypto'
import type { Command } from 'commander'
import type { RhythmReport } from '../../../core/app/report/rhythm.ts'
import { addWall, type RhythmBlock } from '../../../core/planner/rhythm.ts'
import { readStretch, readWeekdays } from '../../../core/time/parse.ts'
import { addDays, dateIn, isZone, type PlainDate } from '../../../core/time/zone.ts'
import { text } from '../../text.ts'
import type { AddCommands, CliTools } from '../command.ts'
import { columns, plain } from '../plain.ts'
import { badInput, EXIT, problem } from '../problem.ts'
import { dateFrom, kindFrom } from '../read.ts'
import type { Talk } from '../talk.ts'

/** What comes back each week. */
export const addRhythm: AddCommands = (program, tools) => {
  const rhythm = program.command('rhythm').description(text('cli.help.rhythm'))
  rhythm
    .command('list')
    .option('--json', text('cli.help.json'))
    .description(text('cli.help.rhythm.list'))
    .action(({ json }: { json?: boolean }) =>
      tools.talking(async (talk) => {
        const report = await talk.rhythm()
        if (json === true) tools.printJson(report)
        else tools.print(listed(report))
      }),
    )
  addAdd(rhythm, tools)
  rhythm
    .command('remove')
    .argument('<id>', text('cli.help.rhythm.id'))
    .description(text('cli.help.rhythm.remove'))
    .action((typed: string) => tools.talking((talk) => remove(typed, talk, tools)))
  addOff(rhythm, tools)
}

interface AddOptions {
  readonly days: string
  readonly every?: string
  readonly zone?: string
}

function addAdd(rhythm: Command, tools: CliTools): void {
  rhythm
    .command('add')
    .argument('<kind>', text('cli.help.kind'))
    .argument('<time>', text('cli.help.stretch'))
    .argument('[title...]', text('cli.help.title'))
    .requiredOption('--days <days>', text('cli.help.weekdays'))
    .option('--every <weeks>', text('cli.help.every'))
    .option('--zone <zone>', text('cli.help.zone'))
    .description(text('cli.help.rhythm.add'))
    .action((kind: string, time: string, title: string[], options: AddOptions) =>
      tools.talking(async (talk) => {
        const report = await talk.rhythm()
        const block = blockFrom({ kind, time, title: title.join(' ') }, options, report)
        await talk.do({ type: 'rhythm.add', blocks: [block] })
        tools.print(text('cli.rhythm.added', { block: lineOf(block).slice(1).join('  '), id: block.id.slice(0, 8) }))
      }),
    )
}

function blockFrom(
  { kind, time, title }: { kind: string; time: string; title: string },
  { days: typed, every = '1', zone: wanted }: AddOptions,
  { now, zone: here }: RhythmReport,
): RhythmBlock {
  const zone = wanted ?? here
  if (!isZone(zone)) throw badInput('cli.problem.zone', { typed: zone })
  const days = readWeekdays(typed)
  if (days === null) throw badInput('cli.problem.weekdays', { typed })
  const stretch = readStretch(time)
  if (stretch === null) throw badInput('cli.problem.stretch', { typed: time })
  const today = dateIn(now, zone)
  const end = 'end' in stretch ? stretch.end : addWall(stretch.start, stretch.minutes)
  return {
    id: randomUUID(),
    kind: kindFrom(kind),
    title,
    start: stretch.start,
    end,
    days: [...days],
    every: Number(every),
    zone,
    anchor: today,
    from: today,
    skipped: [],
  }
}

/** From today on; what is past stays as it was. */
async function remove(typed: string, talk: Talk, tools: CliTools): Promise<void> {
  const { blocks, now, zone } = await talk.rhythm()
  const found = blocks.filter(({ id }) => id === typed || id.startsWith(typed))
  const [block] = found.filter(({ id }) => id === typed).concat(found)
  if (block === undefined) throw problem(EXIT.refused, 'error.no_such_block')
  if (found.length > 1 && block.id !== typed)
    throw problem(EXIT.refused, 'cli.problem.whichBlock', { count: found.length, id: typed })
  await talk.do({ type: 'rhythm.remove', id: block.id, from: dateIn(now, zone) })
  tools.print(text('cli.rhythm.removed', { block: plain(block.title) || text(`planner.kind.${block.kind}`) }))
}

/** Holidays: nothing of the rhythm starts on them. */
function addOff(rhythm: Command, tools: CliTools): void {
  for (const way of ['off', 'on'] as const) {
    rhythm
      .command(way)
      .argument('<date>', text('cli.help.date'))
      .argument('[name...]', text('cli.help.rhythm.name'))
      .option('--until <date>', text('cli.help.rhythm.until'))
      .description(text(`cli.help.rhythm.${way}`))
      .action((typed: string, name: string[], { until }: { until?: string }) =>
        tools.talking(async (talk) => {
          const { now, zone } = await talk.rhythm()
          const today = dateIn(now, zone)
          const dates = datesFrom(dateFrom(typed, today), until === undefined ? null : dateFrom(until, today))
          await talk.do(
            way === 'off' ? { type: 'rhythm.dayOff', dates, name: name.join(' ') } : { type: 'rhythm.dayOn', dates },
          )
          tools.print(text(`cli.rhythm.${way}`, { count: dates.length, date: dates[0] ?? '' }))
        }),
      )
  }
}

const MOST_DAYS = 400

function datesFrom(first: PlainDate, last: PlainDate | null): PlainDate[] {
  const dates = [first]
  while (last !== null && (dates.at(-1) ?? '') < last && dates.length < MOST_DAYS)
    dates.push(addDays(dates.at(-1) ?? first, 1))
  return dates
}

function listed({ blocks, daysOff, now, zone }: RhythmReport): string[] {
  const today = dateIn(now, zone)
  const current = blocks
    .filter(({ until }) => until === undefined || until >= today)
    .toSorted((a, b) => Math.min(...a.days) - Math.min(...b.days) || a.start.localeCompare(b.start))
  const off = Object.entries(daysOff)
    .filter(([date]) => date >= today)
    .toSorted(([a], [b]) => a.localeCompare(b))
  if (current.length === 0 && off.length === 0) return [text('cli.rhythm.empty')]
  return [
    ...columns(current.map(lineOf)),
    ...off.map(([date, name]) => text('cli.rhythm.dayOff', { date, name: plain(name) })),
  ]
}

function lineOf({ id, days, start, end, kind, title, every, zone }: RhythmBlock): string[] {
  const names = days.map((day) => text(`cli.weekday.${day as 1 | 2 | 3 | 4 | 5 | 6 | 7}`)).join(' ')
  const weeks = every === 1 ? '' : text('cli.rhythm.every', { count: every })
  return [id.slice(0, 8), names, text('cli.plan.stretch', { start, end }), kind, plain(title), weeks, zone].filter(
    (cell, at) => at < 5 || cell !== '',
  )
}
