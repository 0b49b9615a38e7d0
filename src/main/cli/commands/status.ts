import type { Command } from 'commander'
import { ManualStatus } from '../../../core/sync/records.ts'
import { text } from '../../text.ts'
import type { AddCommands, CliTools } from '../command.ts'
import { badInput } from '../problem.ts'
import { endFrom } from '../read.ts'
import { statusLines } from '../statusWords.ts'
import type { Talk } from '../talk.ts'

export const addStatus: AddCommands = (program, tools) => {
  const status = program
    .command('status')
    .description(text('cli.help.status'))
    .option('--json', text('cli.help.json'))
    .action(({ json }: { json?: boolean }) =>
      tools.talking(async (talk) => {
        const report = await talk.status()
        if (json === true) tools.printJson(report)
        else tools.print(statusLines(report))
      }),
    )
  addSet(status, tools)
  status
    .command('clear')
    .description(text('cli.help.status.clear'))
    .action(() =>
      tools.talking(async (talk) => {
        await talk.do({ type: 'status.clear' })
        await tellStatus(talk, tools)
      }),
    )
}

interface SetOptions {
  readonly text?: string
  readonly emoji?: string
  readonly for?: string
  readonly until?: string
}

function addSet(status: Command, tools: CliTools): void {
  status
    .command('set')
    .argument('[state]', text('cli.help.state', { states: STATES.join(', ') }))
    .option('--text <text>', text('cli.help.text'))
    .option('--emoji <emoji>', text('cli.help.emoji'))
    .option('--for <length>', text('cli.help.for'))
    .option('--until <time>', text('cli.help.until'))
    .description(text('cli.help.status.set'))
    .action((state: string | undefined, options: SetOptions) =>
      tools.talking(async (talk) => {
        const words = wordsFrom(state, options)
        const until = endFrom(options, await talk.status())
        await talk.do({ type: 'status.set', status: { ...words, until } })
        await tellStatus(talk, tools)
      }),
    )
}

const STATES = ManualStatus.shape.state.unwrap().options

function wordsFrom(typed: string | undefined, { text: own, emoji }: SetOptions): Omit<ManualStatus, 'until'> {
  const state = STATES.find((known) => known === typed?.toLowerCase())
  if (typed !== undefined && state === undefined)
    throw badInput('cli.problem.state', { typed, known: STATES.join(', ') })
  if (state === undefined && own === undefined && emoji === undefined) throw badInput('cli.problem.noStatus')
  return {
    ...(state === undefined ? {} : { state }),
    ...(own === undefined ? {} : { text: own }),
    ...(emoji === undefined ? {} : { emoji }),
  }
}

async function tellStatus(talk: Talk, tools: CliTools): Promise<void> {
  const report = await talk.status()
  tools.print(statusLines({ ...report, teams: [] }))
}
