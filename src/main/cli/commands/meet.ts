/** `tideline team meet …`: when some of us can be reached at once. */
import { text } from '../../text.ts'
import type { AddCommands } from '../command.ts'
import { overlapLines } from '../overlapWords.ts'
import { badInput } from '../problem.ts'
import { minutesFrom } from '../read.ts'
import { someone } from './knock.ts'
import { chosenTeam } from './team.ts'

interface MeetOptions {
  readonly for?: string
  readonly within?: string
  readonly team?: string
  readonly json?: boolean
}

const MOST_DAYS = 14

/** Beside what `team` has already. */
export const addMeet: AddCommands = (program, tools) => {
  const team = program.commands.find((command) => command.name() === 'team') ?? program
  team
    .command('meet')
    .argument('[who...]', text('cli.help.team.meet.who'))
    .option('--for <length>', text('cli.help.team.meet.for'))
    .option('--within <days>', text('cli.help.team.meet.within'))
    .option('--team <team>', text('cli.help.whichTeam'))
    .option('--json', text('cli.help.json'))
    .description(text('cli.help.team.meet'))
    .action((who: string[], options: MeetOptions) =>
      tools.talking(async (talk) => {
        const { id } = await chosenTeam(talk, options.team)
        const people: string[] = []
        for (const typed of who) people.push((await someone(talk, typed, options.team)).person.id)
        const report = await talk.overlap({
          team: id,
          ...(people.length === 0 ? {} : { people }),
          ...(options.for === undefined ? {} : { minutes: minutesFrom(options.for) }),
          ...(options.within === undefined ? {} : { days: daysFrom(options.within) }),
        })
        if (options.json === true) tools.printJson(report)
        else tools.print(overlapLines(report))
      }),
    )
}

function daysFrom(typed: string): number {
  const days = Number(typed)
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw badInput('cli.problem.days', { typed, most: MOST_DAYS })
  return days
}
