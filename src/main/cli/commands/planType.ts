import { randomUUID } from 'node:crypto'
import type { Command } from 'commander'
import { blockFrom, type LineContext, readLine } from '../../../core/planner/line.ts'
import { dayAt } from '../../../core/planner/day.ts'
import { text } from '../../text.ts'
import type { CliTools } from '../command.ts'
import { planLines } from '../planWords.ts'
import { badInput } from '../problem.ts'
import { dateFrom } from '../read.ts'
import type { Talk } from '../talk.ts'

interface TypeOptions {
  readonly date?: string
  readonly json?: boolean
}

/** `plan type "focus 9-11:30, pick up kids 15-17"`: the planner's line, as one step to undo. */
export function addType(plan: Command, tools: CliTools): void {
  plan
    .command('type')
    .argument('<line...>', text('cli.help.line'))
    .option('--date <date>', text('cli.help.date'))
    .option('--json', text('cli.help.json'))
    .description(text('cli.help.plan.type'))
    .action((words: string[], options: TypeOptions) =>
      tools.talking(async (talk) => {
        const line = words.join(' ')
        const context = await contextOf(talk, options.date)
        const { blocks, problems } = readLine(line, context)
        const [problem] = problems
        if (problem !== undefined) {
          throw badInput(`planner.line.problem.${problem.code}`, { word: problem.word })
        }
        if (blocks.length === 0) throw badInput('planner.line.empty')
        const set = blocks.map((block) => blockFrom(block, randomUUID(), context))
        await talk.do({ type: 'plan.edit', set, remove: [] })
        const report = await talk.plan({ date: blocks[0]?.date ?? context.date })
        if (options.json === true) tools.printJson(report)
        else tools.print(planLines(report))
      }),
    )
}

/** Times are read by 24 hours here, unless the settings say twelve. */
async function contextOf(talk: Talk, wanted: string | undefined): Promise<LineContext> {
  const { now, zone } = await talk.status()
  const { dayEndsAt, clock } = await talk.settings()
  const today = dayAt(now, zone, dayEndsAt)
  return {
    today,
    date: wanted === undefined ? today : dateFrom(wanted, today),
    zone,
    dayEndsAt,
    twelve: clock === '12',
  }
}
