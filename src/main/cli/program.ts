/** The command line as a whole: what it understands, and how it ends. */
import { Command, CommanderError } from 'commander'
import { dataDirOf, type DataDirWorld, demoDirOf } from '../dataDir.ts'
import { text } from '../text.ts'
import type { CliTools } from './command.ts'
import { addApp } from './commands/app.ts'
import { addCalendar } from './commands/calendar.ts'
import { addData } from './commands/data.ts'
import { addFocus } from './commands/focus.ts'
import { addKnock } from './commands/knock.ts'
import { addMeet } from './commands/meet.ts'
import { addOwn } from './commands/own.ts'
import { addInsights } from './commands/insights.ts'
import { addPlan } from './commands/plan.ts'
import { addRhythm } from './commands/rhythm.ts'
import { addStatus } from './commands/status.ts'
import { addTasks } from './commands/tasks.ts'
import { addTeam } from './commands/team.ts'
import { plain } from './plain.ts'
import { badInput, CliProblem, EXIT, type ExitCode, problem } from './problem.ts'
import { openTalk, type Talk } from './talk.ts'

export interface CliWorld extends DataDirWorld {
  out(text: string): void
  err(text: string): void
}

/** Runs one command line, without the program's name. Never throws; what went wrong is one sentence on `err`. */
export async function runCli(args: readonly string[], world: CliWorld): Promise<ExitCode> {
  try {
    await createProgram(world).parseAsync([...args], { from: 'user' })
    return EXIT.done
  } catch (error) {
    return tell(error, world)
  }
}

interface GlobalOptions {
  readonly dataDir?: string
  readonly demo?: boolean
}

function createProgram(world: CliWorld): Command {
  const program = new Command('tideline')
    .description(text('cli.help.tideline'))
    .option('--data-dir <folder>', text('cli.help.dataDir'))
    .option('--demo', text('cli.help.demo'))
    .exitOverride()
    .configureOutput({ writeOut: world.out, writeErr: world.err, outputError: () => {} })
  const tools: CliTools = {
    talking: (use) => talking(dataDirFrom(program.opts<GlobalOptions>(), world), use),
    print: (lines) => world.out(`${typeof lines === 'string' ? lines : lines.join('\n')}\n`),
    printJson: (value) => world.out(`${JSON.stringify(value, null, 2)}\n`),
  }
  for (const add of [
    addFocus,
    addInsights,
    addStatus,
    addPlan,
    addRhythm,
    addTeam,
    addMeet,
    addKnock,
    addCalendar,
    addTasks,
    addOwn,
    addData,
    addApp,
  ])
    add(program, tools)
  return program
}

function dataDirFrom({ dataDir, demo }: GlobalOptions, world: CliWorld): string {
  const folder = dataDirOf(dataDir, world)
  return demo === true ? demoDirOf(folder) : folder
}

async function talking(dataDir: string, use: (talk: Talk) => Promise<void>): Promise<void> {
  const talk = await openTalk(dataDir)
  try {
    await use(talk)
  } finally {
    talk.close()
  }
}

function tell(error: unknown, world: CliWorld): ExitCode {
  const { exit, message } = asProblem(error)
  if (message !== '') world.err(`${plain(message)}\n`)
  return exit
}

function asProblem(error: unknown): { exit: ExitCode; message: string } {
  if (error instanceof CliProblem) return error
  if (error instanceof CommanderError) return usage(error)
  return problem(EXIT.noAnswer, 'cli.problem.unexpected', { what: error instanceof Error ? error.message : 'unknown' })
}

/** Help that was asked for is no problem; help that was shown instead of something is, and has said enough. */
function usage({ code, exitCode, message }: CommanderError): { exit: ExitCode; message: string } {
  if (exitCode === 0) return { exit: EXIT.done, message: '' }
  if (code === 'commander.help') return { exit: EXIT.usage, message: '' }
  const [first = ''] = message.replace(/^error: /, '').split('\n')
  return badInput('cli.problem.usage', { what: first })
}
