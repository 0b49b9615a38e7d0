import type { Command } from 'commander'
import { CHANNELS } from '../../../core/focus/answers.ts'
import type { Wish } from '../../../core/app/intent.ts'
import { GAP_ANSWERS } from '../../../core/focus/events.ts'
import { CHOSEN_MODES } from '../../../core/focus/modes.ts'
import { STRICT_WAIT } from '../../../core/focus/strict.ts'
import { MINUTE, SECOND } from '../../../core/time/instant.ts'
import { text } from '../../text.ts'
import { timesIn } from '../../times.ts'
import type { AddCommands, CliTools } from '../command.ts'
import { logLines } from '../insightWords.ts'
import { badInput, EXIT, problem } from '../problem.ts'
import { instantFrom, minutesFrom } from '../read.ts'
import { statusLines } from '../statusWords.ts'
import type { Talk } from '../talk.ts'

export const addFocus: AddCommands = (program, tools) => {
  const focus = program.command('focus').description(text('cli.help.focus'))
  focus
    .command('start')
    .argument('[length...]', text('cli.help.length'))
    .option('--title <title>', text('cli.help.title'))
    .option('--mode <mode>', text('cli.help.mode'))
    .option('--strict', text('cli.help.strict'))
    .option('--no-mute', text('cli.help.noMute'))
    .description(text('cli.help.focus.start'))
    .action((length: string[], options: StartOptions) =>
      tools.talking(async (talk) => {
        await talk.do({ type: 'focus.start', ...(await lengthFrom(length, talk)), ...startWishOf(options) })
        await tellState(talk, tools)
      }),
    )
  focus
    .command('stop')
    .alias('end')
    .option('--reason <reason>', text('cli.help.reason'))
    .description(text('cli.help.focus.stop'))
    .action(({ reason }: { reason?: string }) => tools.talking((talk) => stop(talk, tools, reason)))
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
  addBreaks(focus, tools)
  addStarts(focus, tools)
}

/** The commands that need nothing said. */
function addPlain(focus: Command, tools: CliTools): void {
  const wishes = {
    pause: 'focus.pause',
    resume: 'focus.resume',
    back: 'focus.back',
    undo: 'focus.undoEnd',
    toggle: 'focus.toggle',
    keepon: 'focus.keepOn',
  } as const
  for (const [name, type] of Object.entries(wishes)) {
    focus
      .command(name)
      .description(text(`cli.help.focus.${name as keyof typeof wishes}`))
      .action(() => doAndTell(tools, { type }))
  }
}

interface StartOptions {
  readonly title?: string
  readonly mode?: string
  readonly strict?: true
  readonly mute: boolean
}

function startWishOf({ title, mode, strict, mute }: StartOptions) {
  const chosen = CHOSEN_MODES.find((known) => known === mode)
  if (mode !== undefined && chosen === undefined)
    throw badInput('cli.problem.mode', { typed: mode, known: CHOSEN_MODES.join(', ') })
  return {
    ...(title === undefined ? {} : { title }),
    ...(chosen === undefined ? {} : { mode: chosen }),
    ...(strict === undefined ? {} : { strict }),
    ...(mute ? {} : { mute }),
  }
}

function addBreaks(focus: Command, tools: CliTools): void {
  focus
    .command('break')
    .argument('[length]', text('cli.help.length'))
    .description(text('cli.help.focus.break'))
    .action((length?: string) =>
      doAndTell(tools, { type: 'focus.break', ...(length === undefined ? {} : { minutes: minutesFrom(length) }) }),
    )
  focus
    .command('work')
    .description(text('cli.help.focus.work'))
    .action(() => doAndTell(tools, { type: 'focus.skipBreak' }))
  focus
    .command('later')
    .description(text('cli.help.focus.later'))
    .action(() => doAndTell(tools, { type: 'focus.postponeBreak' }))
  focus
    .command('gap')
    .argument('<answer>', text('cli.help.gap'))
    .description(text('cli.help.focus.gap'))
    .action((answer: string) => {
      const how = GAP_ANSWERS.find((known) => known === answer)
      if (how === undefined) throw badInput('cli.problem.gap', { typed: answer, known: GAP_ANSWERS.join(', ') })
      return doAndTell(tools, { type: 'focus.settleGap', how })
    })
}

/** About the block that is about to start itself. */
function addStarts(focus: Command, tools: CliTools): void {
  for (const [name, type] of [
    ['snooze', 'focus.postponeStart'],
    ['skip', 'focus.skipStart'],
  ] as const) {
    focus
      .command(name)
      .description(text(`cli.help.focus.${name}`))
      .action(() =>
        tools.talking(async (talk) => {
          const { next } = await talk.status()
          if (next === null) throw problem(EXIT.refused, 'error.no_start_to_change')
          await talk.do({ type, block: next.block })
          await tellState(talk, tools)
        }),
      )
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

async function stop(talk: Talk, tools: CliTools, reason?: string): Promise<void> {
  const { session, zone, clock } = await talk.status()
  const value = await talk.do({ type: 'focus.end', ...(reason === undefined ? {} : { reason }) })
  if (value === 'asked') return tools.print(text('cli.focus.asked', { seconds: STRICT_WAIT / SECOND }))
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
