/** `tideline team …`: people, devices and invites of a team. */
import type { Command } from 'commander'
import type { Wish } from '../../../core/app/intent.ts'
import type { TeamReport, TeamSummary } from '../../../core/app/report/team.ts'
import type { TeamBook } from '../../../core/app/teamWishes.ts'
import { folded } from '../../../core/team/names.ts'
import { text } from '../../text.ts'
import { bookLines } from '../bookWords.ts'
import type { CliTools } from '../command.ts'
import { plain } from '../plain.ts'
import { badInput, EXIT, problem } from '../problem.ts'
import type { Talk } from '../talk.ts'

type ChosenTeam = (talk: Talk, typed: string | undefined) => Promise<TeamSummary>
type Told = TeamReport['teams'][number] & { readonly book: TeamBook }

export function addPeople(team: Command, tools: CliTools, chosen: ChosenTeam): void {
  const command = (name: string, help: Parameters<typeof text>[0], argument?: string): Command => {
    const made = team.command(name).option('--team <team>', text('cli.help.whichTeam')).description(text(help))
    return argument === undefined ? made : made.argument(`<${argument}>`)
  }
  command('people', 'cli.help.team.people')
    .option('--json', text('cli.help.json'))
    .action(({ team: typed, json }: { team?: string; json?: boolean }) =>
      tools.talking(async (talk) => {
        const told = await ask(talk, (await chosen(talk, typed)).id)
        if (json === true) tools.printJson({ device: told.device, ...told.book })
        else tools.print(bookLines(told, told.book))
      }),
    )
  command('pair', 'cli.help.team.pair').action(({ team: typed }: { team?: string }) =>
    tools.talking(async (talk) => {
      const { id } = await chosen(talk, typed)
      tools.print([text('cli.team.pair'), await talk.do({ type: 'team.pair', team: id })])
    }),
  )
  command('rename', 'cli.help.team.rename', 'name').action((name: string, { team: typed }: { team?: string }) =>
    tools.talking(async (talk) => {
      await talk.do({ type: 'team.rename', team: (await chosen(talk, typed)).id, name })
      tools.print(text('cli.team.renamed', { team: plain(name) }))
    }),
  )
  const say = (name: string, help: Parameters<typeof text>[0], wish: (team: string) => Wish): void => {
    command(name, help).action(({ team: typed }: { team?: string }) =>
      tools.talking(async (talk) => {
        const value = await talk.do(wish((await chosen(talk, typed)).id))
        tools.print(value === '' ? text('cli.team.done') : value)
      }),
    )
  }
  say('backup', 'cli.help.team.backup', (id) => ({ type: 'team.backup', team: id }))
  say('export', 'cli.help.team.export', (id) => ({ type: 'team.export', team: id }))
  say('follow', 'cli.help.team.follow', (id) => ({ type: 'team.follow', team: id }))
  command('move', 'cli.help.team.move', 'address').action((to: string, { team: typed }: { team?: string }) =>
    tools.talking(async (talk) => {
      await talk.do({ type: 'team.move', team: (await chosen(talk, typed)).id, to })
      tools.print(text('cli.team.done'))
    }),
  )
  const about = (name: string, help: Parameters<typeof text>[0], argument: string, wish: WishAbout): void => {
    command(name, help, argument).action((typed: string, { team: which }: { team?: string }) =>
      tools.talking(async (talk) => {
        const told = await ask(talk, (await chosen(talk, which)).id)
        await talk.do(wish(told, typed))
        tools.print(text('cli.team.done'))
      }),
    )
  }
  about('remove', 'cli.help.team.remove', 'person', (told, typed) => ({
    type: 'team.removePerson',
    team: told.id,
    person: personIn(told, typed),
  }))
  about('hand-over', 'cli.help.team.handOver', 'person', (told, typed) => ({
    type: 'team.handOver',
    team: told.id,
    person: personIn(told, typed),
  }))
  about('remove-device', 'cli.help.team.removeDevice', 'device', ({ id, device, book }, typed) => ({
    type: 'team.removeDevice',
    team: id,
    device: oneOf(typed === 'this' ? [device] : book.devices.map((each) => each.id), typed === 'this' ? device : typed),
  }))
  about('take-back', 'cli.help.team.takeBack', 'invite', ({ id, book }, typed) => ({
    type: 'team.removeInvite',
    team: id,
    invite: oneOf(
      book.invites.map((each) => each.id),
      typed,
    ),
  }))
}

type WishAbout = (told: Told, typed: string) => Wish

async function ask(talk: Talk, team: string): Promise<Told> {
  await talk.do({ type: 'team.people', team })
  const told = (await talk.team()).teams.find(({ id }) => id === team)
  if (told === undefined || told.book === null) throw problem(EXIT.noAnswer, 'cli.problem.silent')
  return { ...told, book: told.book }
}

/** By name or id. */
function personIn({ book }: Told, typed: string): string {
  const fitting = book.people.filter(({ id, name }) => id === typed || folded(name) === folded(typed))
  return oneOf(
    fitting.map(({ id }) => id),
    fitting.length === 1 ? (fitting[0]?.id ?? '') : typed,
  )
}

function oneOf(ids: readonly string[], typed: string): string {
  if (ids.includes(typed)) return typed
  throw badInput('cli.problem.notThere', { typed: plain(typed), known: ids.map(plain).join(', ') })
}
