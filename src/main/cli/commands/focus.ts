import type { Command } from 'commander'
import { CHANNELS } from '../../../core/focus/answers.ts'
import type { Wish } from '../../../core/app/intent.ts'
import { MINUTE } from '../../../core/time/instant.ts'
import { text } from '../../text.ts'
import { timesIn } from '../../times.ts'
import type { AddCommands, CliTools } from '../command.ts'
import { logLines } from '../insightWords.ts'
import { badInput } from '../problem.ts'
import { instantFrom, minutesFrom } from '../read.ts'
import { statusLines } from '../statusWords.ts'
import type { Talk } from '../talk.ts'

export const addFocus: AddCommands = (program, tools) => {
  const focus = program.command('focus').description(text('cli.help.focus'))
  focus
    .command('start')
    .argument('[length...]', text('cli.help.length'))
    .option('--title <title>', text('cli.help.title'))
    .description(text('cli.help.focus.start'))
    .action((length: string[], { title }: { title?: string }) =>
      tools.talking(async (talk) => {
        const titled = title === undefined ? {} : { title }
        await talk.do({ type: 'focus.start', ...(await lengthFrom(length, talk)), ...titled })
        await tellState(talk, tools)
      }),
    )
  focus
    .command('stop')
    .alias('end')
    .description(text('cli.help.focus.stop'))
    .action(() => tools.talking((talk) => stop(talk, tools)))
  focus
    .command('extend')
    .argument('<length>', text('cli.help.length'))
    .description(text('cli.help.focus.extend'))
    .action((length: string) => doAndTell(tools, { type: 'focus.extend', minutes: minutesFrom(length) }))
  focus
    .command('interrupt')
    .argument('[note...]', text('cli.help.note'))
    .option('--who <name>', text('cli.help.who'))
    .option('--channel <channel>', text('cli.help.channel', { channels: CHANNELS.join(', ') }))
    .option('--urgent', text('cli.help.urgent'))
    .description(text('cli.help.focus.interrupt'))
    .action((note: string[], options: InterruptOptions) => interrupt(tools, note.join(' '), options))
  focus
    .command('log')
    .option('--json', text('cli.help.json'))
    .description(text('cli.help.focus.log'))
    .action(({ json }: { json?: boolean }) =>
      tools.talking(async (talk) => {
        const report = await talk.insights()
        if (json === true) tools.printJson(report.log)
        else tools.print(logLines(report))
      }),
    )
  addPlain(focus, tools)
}

/** The commands that need nothing said. */
function addPlain(focus: Command, tools: CliTools): void {
  const wishes = {
    pause: 'focus.pause',
    resume: 'focus.resume',
    back: 'focus.back',
    undo: 'focus.undoEnd',
    toggle: 'focus.toggle',
  } as const
  for (const [name, type] of Object.entries(wishes)) {
    focus
      .command(name)
      .description(text(`cli.help.focus.${name as keyof typeof wishes}`))
      .action(() => doAndTell(tools, { type }))
  }
}

/** `50m`, `1h30`, `until 14:30`; nothing leaves it to the app. */
async function lengthFrom(words: readonly string[], talk: Talk): Promise<{ minutes?: number; until?: number }> {
  const typed = words.join(' ')
  if (typed === '') return {}
  const until = /^until\s+(.+)$/i.exec(typed)?.[1]
  return until === undefined ? { minutes: minutesFrom(typed) } : { until: instantFrom(until, await talk.status()) }
}

const doAndTell = (tools: CliTools, wish: Wish): Promise<void> =>
  tools.talking(async (talk) => {
    await talk.do(wish)
    await tellState(talk, tools)
  })

async function tellState(talk: Talk, tools: CliTools): Promise<void> {
  const [first = ''] = statusLines(await talk.status())
  tools.print(first)
}

/** A minute that was not finished does not count here. */
const wholeMinutes = (span: number): number => Math.floor(span / MINUTE) * MINUTE

async function stop(talk: Talk, tools: CliTools): Promise<void> {
  const { session, zone, clock } = await talk.status()
  await talk.do({ type: 'focus.end' })
  tools.print(text('cli.focus.ended', { focused: timesIn(zone, clock).length(wholeMinutes(session?.focused ?? 0)) }))
}

interface InterruptOptions {
  readonly who?: string
  readonly channel?: string
  readonly urgent?: boolean
}

const interrupt = (tools: CliTools, note: string, { channel: typed, ...options }: InterruptOptions): Promise<void> =>
  tools.talking(async (talk) => {
    const channel = CHANNELS.find((known) => known === typed?.toLowerCase())
    if (typed !== undefined && channel === undefined)
      throw badInput('cli.problem.oneOf', { typed, known: CHANNELS.join(', ') })
    const answers = { ...options, ...(channel === undefined ? {} : { channel }), ...(note === '' ? {} : { note }) }
    await talk.do({ type: 'focus.interrupt', ...answers })
    tools.print(text('cli.focus.interrupted'))
  })
