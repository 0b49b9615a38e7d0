import { randomUUID } from 'node:crypto'
import type { Command } from 'commander'
import type { BlockChange } from '../../../core/app/intent.ts'
import type { BlockReport } from '../../../core/app/report/plan.ts'
import type { Block } from '../../../core/planner/block.ts'
import { readSpan, type Span } from '../../../core/planner/typed.ts'
import { dateIn, isZone, type PlainDate, wallTimeIn, type Zone, zoneOf } from '../../../core/time/zone.ts'
import { text } from '../../text.ts'
import type { AddCommands, CliTools } from '../command.ts'
import { blockSentence, planLines } from '../planWords.ts'
import { badInput, EXIT, problem } from '../problem.ts'
import { dateFrom, type Here, kindFrom } from '../read.ts'
import type { Talk } from '../talk.ts'
import { addType } from './planType.ts'

export const addPlan: AddCommands = (program, tools) => {
  const plan = program.command('plan').description(text('cli.help.plan'))
  addList(plan, tools)
  addAdd(plan, tools)
  addChange(plan, tools)
  addType(plan, tools)
  plan
    .command('remove')
    .argument('<id>', text('cli.help.id'))
    .description(text('cli.help.plan.remove'))
    .action((id: string) => tools.talking((talk) => remove(id, talk, tools)))
  for (const name of ['undo', 'redo'] as const) {
    plan
      .command(name)
      .description(text(`cli.help.plan.${name}`))
      .action(() =>
        tools.talking(async (talk) => {
          await talk.do({ type: `plan.${name}` })
          tools.print(planLines(await talk.plan({})))
        }),
      )
  }
}

function addList(plan: Command, tools: CliTools): void {
  plan
    .command('list')
    .option('--date <date>', text('cli.help.date'))
    .option('--json', text('cli.help.json'))
    .description(text('cli.help.plan.list'))
    .action(({ date, json }: { date?: string; json?: boolean }) =>
      tools.talking(async (talk) => {
        const day = date === undefined ? {} : { date: dateFrom(date, today(await talk.status())) }
        const report = await talk.plan(day)
        if (json === true) tools.printJson(report)
        else tools.print(planLines(report))
      }),
    )
}

interface AddOptions {
  readonly date?: string
  readonly zone?: string
  readonly place?: string
  readonly json?: boolean
}

function addAdd(plan: Command, tools: CliTools): void {
  plan
    .command('add')
    .argument('<kind>', text('cli.help.kind'))
    .argument('<time>', text('cli.help.stretch'))
    .argument('[title...]', text('cli.help.title'))
    .option('--date <date>', text('cli.help.date'))
    .option('--zone <zone>', text('cli.help.zone'))
    .option('--place <place>', text('cli.help.place'))
    .option('--json', text('cli.help.json'))
    .description(text('cli.help.plan.add'))
    .action((kind: string, time: string, title: string[], options: AddOptions) =>
      tools.talking(async (talk) => {
        const block = blockFrom({ kind, time, title: title.join(' ') }, options, await talk.status())
        await talk.do({ type: 'plan.add', block })
        await tellBlock('cli.plan.added', block.id, talk, tools, options.json)
      }),
    )
}

function blockFrom(typed: { kind: string; time: string; title: string }, options: AddOptions, here: Here): Block {
  const zone = options.zone ?? here.zone
  if (!isZone(zone)) throw badInput('cli.problem.zone', { typed: zone })
  const day = today({ ...here, zone })
  const span = spanFrom(typed.time, options.date === undefined ? day : dateFrom(options.date, day), zone)
  const place = options.place === undefined ? {} : { place: options.place }
  return { id: randomUUID(), kind: kindFrom(typed.kind), title: typed.title, ...span, ...place }
}

interface ChangeOptions {
  readonly time?: string
  readonly date?: string
  readonly title?: string
  readonly kind?: string
  readonly place?: string
  readonly json?: boolean
}

function addChange(plan: Command, tools: CliTools): void {
  plan
    .command('change')
    .argument('<id>', text('cli.help.id'))
    .option('--time <time>', text('cli.help.stretch'))
    .option('--date <date>', text('cli.help.date'))
    .option('--title <title>', text('cli.help.title'))
    .option('--kind <kind>', text('cli.help.kind'))
    .option('--place <place>', text('cli.help.place'))
    .option('--json', text('cli.help.json'))
    .description(text('cli.help.plan.change'))
    .action((id: string, options: ChangeOptions) =>
      tools.talking(async (talk) => {
        const block = onlyBlock((await talk.plan({ block: id })).blocks, id)
        await talk.do({ type: 'plan.change', id: block.id, change: changeFrom(block, options, await talk.status()) })
        await tellBlock('cli.plan.changed', block.id, talk, tools, options.json)
      }),
    )
}

/** What is not said stays: the time of day on another date, the date at another time, on the block's own clock. */
function changeFrom(block: BlockReport, { time, date, title, kind, place }: ChangeOptions, here: Here): BlockChange {
  const zone = zoneOf(block.start)
  const typed = time ?? `${wallTimeIn(block.from, zone)}+${block.minutes}m`
  const day = date === undefined ? dateIn(block.from, zone) : dateFrom(date, today({ ...here, zone }))
  const span = time === undefined && date === undefined ? {} : spanFrom(typed, day, zone)
  const change = {
    ...span,
    ...(title === undefined ? {} : { title }),
    ...(kind === undefined ? {} : { kind: kindFrom(kind) }),
    ...(place === undefined ? {} : { place }),
  }
  if (Object.keys(change).length === 0) throw badInput('cli.problem.noChange')
  return change
}

function spanFrom(typed: string, date: PlainDate, zone: Zone): Span {
  const span = readSpan(typed, date, zone)
  if (span === 'bad_stretch') throw badInput('cli.problem.stretch', { typed })
  if (typeof span === 'string') throw badInput(`error.${span}`)
  return span
}

const today = ({ now, zone }: Here): string => dateIn(now, zone)

async function remove(id: string, talk: Talk, tools: CliTools): Promise<void> {
  const report = await talk.plan({ block: id })
  const block = onlyBlock(report.blocks, id)
  await talk.do({ type: 'plan.remove', id: block.id })
  tools.print(blockSentence('cli.plan.removed', block, report))
}

function onlyBlock(blocks: readonly BlockReport[], id: string): BlockReport {
  const [block, another] = blocks
  if (block === undefined) throw problem(EXIT.refused, 'error.no_such_block')
  const exact = blocks.find((known) => known.id === id)
  if (exact === undefined && another !== undefined)
    throw problem(EXIT.refused, 'cli.problem.whichBlock', { count: blocks.length, id })
  return exact ?? block
}

async function tellBlock(
  key: 'cli.plan.added' | 'cli.plan.changed',
  id: string,
  talk: Talk,
  tools: CliTools,
  json = false,
): Promise<void> {
  const report = await talk.plan({ block: id })
  const [block] = report.blocks
  if (block === undefined) return
  if (json) tools.printJson(block)
  else tools.print(blockSentence(key, block, report))
}
