import { randomUUID } from 'node:crypto'
import type { Command } from 'commander'
import type { BlockReport } from '../../../core/app/report/plan.ts'
import type { Block } from '../../../core/planner/block.ts'
import { readSpan } from '../../../core/planner/typed.ts'
import { dateIn, isZone } from '../../../core/time/zone.ts'
import { text } from '../../text.ts'
import type { AddCommands, CliTools } from '../command.ts'
import { blockSentence, planLines } from '../planWords.ts'
import { badInput, EXIT, problem } from '../problem.ts'
import { dateFrom, type Here, kindFrom } from '../read.ts'
import type { Talk } from '../talk.ts'

export const addPlan: AddCommands = (program, tools) => {
  const plan = program.command('plan').description(text('cli.help.plan'))
  addList(plan, tools)
  addAdd(plan, tools)
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
  const span = readSpan(typed.time, options.date === undefined ? day : dateFrom(options.date, day), zone)
  if (span === 'bad_stretch') throw badInput('cli.problem.stretch', { typed: typed.time })
  if (typeof span === 'string') throw badInput(`error.${span}`)
  const place = options.place === undefined ? {} : { place: options.place }
  return { id: randomUUID(), kind: kindFrom(typed.kind), title: typed.title, ...span, ...place }
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

async function tellBlock(key: 'cli.plan.added', id: string, talk: Talk, tools: CliTools, json = false): Promise<void> {
  const report = await talk.plan({ block: id })
  const [block] = report.blocks
  if (block === undefined) return
  if (json) tools.printJson(block)
  else tools.print(blockSentence(key, block, report))
}
