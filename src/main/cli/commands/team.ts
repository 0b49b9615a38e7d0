import type { Command } from 'commander'
import { text } from '../../text.ts'
import { folded } from '../../../core/team/names.ts'
import type { TeamSummary } from '../../../core/app/report/team.ts'
import { agreementLines } from '../agreementWords.ts'
import type { AddCommands, CliTools } from '../command.ts'
import { plain } from '../plain.ts'
import { badInput, EXIT, problem } from '../problem.ts'
import type { Talk } from '../talk.ts'
import { addPeople } from './people.ts'
import { teamLines } from '../teamWords.ts'

export const addTeam: AddCommands = (program, tools) => {
  const team = program.command('team').description(text('cli.help.team'))
  addEntrances(team, tools)
  addSharing(team, tools)
  addPeople(team, tools, chosenTeam)
  team
    .command('list')
    .option('--json', text('cli.help.json'))
    .description(text('cli.help.team.list'))
    .action(({ json }: { json?: boolean }) =>
      tools.talking(async (talk) => {
        const report = await talk.team()
        if (json === true) tools.printJson(report)
        else tools.print(teamLines(report))
      }),
    )
  team
    .command('agreement')
    .option('--team <team>', text('cli.help.whichTeam'))
    .option('--json', text('cli.help.json'))
    .description(text('cli.help.team.agreement'))
    .action(({ team: typed, json }: { team?: string; json?: boolean }) =>
      tools.talking(async (talk) => {
        const { id } = await chosenTeam(talk, typed)
        const report = await talk.agreement()
        const own = { ...report, teams: report.teams.filter((one) => one.id === id) }
        if (json === true) tools.printJson(own)
        else tools.print(agreementLines(own))
      }),
    )
  team
    .command('invite')
    .option('--team <team>', text('cli.help.whichTeam'))
    .description(text('cli.help.team.invite'))
    .action(({ team: typed }: { team?: string }) =>
      tools.talking(async (talk) => {
        const { id } = await chosenTeam(talk, typed)
        tools.print(await talk.do({ type: 'team.invite', team: id }))
      }),
    )
  team
    .command('leave')
    .option('--team <team>', text('cli.help.whichTeam'))
    .description(text('cli.help.team.leave'))
    .action(({ team: typed }: { team?: string }) =>
      tools.talking(async (talk) => {
        const { id, name } = await chosenTeam(talk, typed)
        await talk.do({ type: 'team.leave', team: id })
        tools.print(text('cli.team.left', { team: plain(name) }))
      }),
    )
}

/** What a team may see of me, and another try at a hub that is away. */
function addSharing(team: Command, tools: CliTools): void {
  team
    .command('share')
    .argument('<what>', text('cli.help.team.share.what'))
    .argument('<on|off>', text('cli.help.team.share.on'))
    .option('--team <team>', text('cli.help.whichTeam'))
    .description(text('cli.help.team.share'))
    .action((what: string, on: string, { team: typed }: { team?: string }) =>
      tools.talking(async (talk) => {
        const given = shareFrom(what, on)
        const { id, name, shares } = await chosenTeam(talk, typed)
        await talk.do({ type: 'team.share', team: id, place: shares.place, ...given })
        tools.print(text('cli.team.shared', { team: plain(name), what, on }))
      }),
    )
  team
    .command('retry')
    .option('--team <team>', text('cli.help.whichTeam'))
    .description(text('cli.help.team.retry'))
    .action(({ team: typed }: { team?: string }) =>
      tools.talking(async (talk) => {
        const { id, name } = await chosenTeam(talk, typed)
        await talk.do({ type: 'team.retry', team: id })
        tools.print(text('cli.team.connecting', { team: plain(name) }))
      }),
    )
}

type Shared = keyof TeamSummary['shares']
const SHARED: ReadonlySet<string> = new Set<Shared>(['plan', 'zone', 'place', 'away', 'skills'])

function shareFrom(what: string, on: string): Readonly<Partial<Record<Shared, boolean>>> {
  if (!SHARED.has(what) || (on !== 'on' && on !== 'off')) throw badInput('cli.problem.share')
  return { [what]: on === 'on' }
}

function addEntrances(team: Command, tools: CliTools): void {
  team
    .command('host')
    .argument('<name>', text('cli.help.teamName'))
    .option('--as <name>', text('cli.help.as'))
    .option('--lan', text('cli.help.lan'))
    .description(text('cli.help.team.host'))
    .action((name: string, { as, lan }: { as?: string; lan?: boolean }) =>
      tools.talking(async (talk) => {
        const id = await talk.do({ type: 'team.host', name, person: await personFrom(talk, as), lan: lan === true })
        const invite = await talk.do({ type: 'team.invite', team: id })
        tools.print([text('cli.team.hosting', { team: name }), invite])
      }),
    )
  team
    .command('join')
    .argument('<link>', text('cli.help.link'))
    .option('--as <name>', text('cli.help.as'))
    .description(text('cli.help.team.join'))
    .action((invite: string, { as }: { as?: string }) =>
      tools.talking(async (talk) => {
        const name = await knownName(talk, as)
        // A link for a further device of mine needs none.
        const id = await talk.do({ type: 'team.join', invite, ...(name === '' ? {} : { person: name }) })
        const { teams } = await talk.team()
        tools.print(text('cli.team.joined', { team: plain(teams.find((known) => known.id === id)?.name ?? '') }))
      }),
    )
}

/** The name given, else the one this person goes by already. */
async function personFrom(talk: Talk, given: string | undefined): Promise<string> {
  const name = await knownName(talk, given)
  if (name === '') throw badInput('cli.problem.noName')
  return name
}

const knownName = async (talk: Talk, given: string | undefined): Promise<string> =>
  (given ?? (await talk.status()).name).trim()

/** By name or id; without either the only one. */
export async function chosenTeam(talk: Talk, typed: string | undefined): Promise<TeamSummary> {
  const { teams } = await talk.status()
  if (teams.length === 0) throw problem(EXIT.refused, 'cli.problem.noTeam')
  const names = teams.map(({ name }) => plain(name)).join(', ')
  const fitting =
    typed === undefined ? teams : teams.filter(({ id, name }) => id === typed || folded(name) === folded(typed))
  const [team, another] = fitting
  if (team === undefined || another !== undefined) throw badInput('cli.problem.whichTeam', { names })
  return team
}
