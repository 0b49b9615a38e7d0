/** `tideline knock …` and `tideline knocks`: what I leave for others, and what waits for me. */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Command } from 'commander'
import { SNOOZES, type Snooze } from '../../../core/app/knockWishes.ts'
import type { KnockReport } from '../../../core/app/report/knocks.ts'
import type { TeamReport } from '../../../core/app/report/team.ts'
import { harmless, isWebLink, MOST_KNOCK_TEXT } from '../../../core/team/knockWords.ts'
import { folded } from '../../../core/team/names.ts'
import { text } from '../../text.ts'
import { timesIn } from '../../times.ts'
import type { AddCommands, CliTools } from '../command.ts'
import { fateOf, knockLines } from '../knockWords.ts'
import { plain } from '../plain.ts'
import { badInput } from '../problem.ts'
import type { Talk } from '../talk.ts'
import { chosenTeam } from './team.ts'

interface SendOptions {
  readonly today?: boolean
  readonly urgent?: boolean
  readonly link?: string
  readonly team?: string
}

export const addKnock: AddCommands = (program, tools) => {
  program
    .command('knock')
    .argument('<who>', text('cli.help.knock.who'))
    .argument('[words...]', text('cli.help.knock.text'))
    .option('--today', text('cli.help.knock.today'))
    .option('--urgent', text('cli.help.knock.urgent'))
    .option('--link <address>', text('cli.help.knock.link'))
    .option('--team <team>', text('cli.help.whichTeam'))
    .description(text('cli.help.knock'))
    .action((who: string, words: string[], options: SendOptions) =>
      tools.talking(async (talk) => {
        const { team, person } = await someone(talk, who, options.team)
        const urgency = options.urgent === true ? 'urgent' : options.today === true ? 'today' : 'whenever'
        const id = randomUUID()
        const said = wordsFrom(words, options.link)
        await talk.do({ type: 'knock.send', team, to: person.id, id, urgency, ...said })
        await tellFate(talk, tools, id)
      }),
    )
  addList(program, tools)
}

function addList(program: Command, tools: CliTools): void {
  const knocks = program
    .command('knocks')
    .option('--json', text('cli.help.json'))
    .description(text('cli.help.knocks'))
    .action(({ json }: { json?: boolean }) =>
      tools.talking(async (talk) => {
        const report = await talk.knocks()
        if (json === true) tools.printJson(report)
        else tools.print(knockLines(report))
      }),
    )
  const about = (name: string, help: Parameters<typeof text>[0]): Command =>
    knocks.command(name).argument('<number>', text('cli.help.knocks.number')).description(text(help))
  about('done', 'cli.help.knocks.done').action((typed: string) =>
    tools.talking(async (talk) => {
      const { id, way } = await numbered(talk, typed)
      await talk.do({ type: way === 'in' ? 'knock.done' : 'knock.forget', id })
      tools.print(text('cli.knock.done'))
    }),
  )
  about('reply', 'cli.help.knocks.reply')
    .argument('[words...]', text('cli.help.knock.text'))
    .option('--link <address>', text('cli.help.knock.link'))
    .action((typed: string, words: string[], { link }: { link?: string }) =>
      tools.talking(async (talk) => {
        const { id, name } = await numbered(talk, typed)
        await talk.do({ type: 'knock.reply', to: id, id: randomUUID(), ...wordsFrom(words, link) })
        tools.print(text('cli.knock.replied', { name: plain(name) }))
      }),
    )
  about('later', 'cli.help.knocks.later')
    .argument('[until]', text('cli.help.knocks.until', { known: SNOOZES.join(', ') }), 'block')
    .action((typed: string, until: string) =>
      tools.talking(async (talk) => {
        await talk.do({ type: 'knock.snooze', id: (await numbered(talk, typed)).id, until: snoozeFrom(until) })
        tools.print(text('cli.knock.done'))
      }),
    )
  addAlert(knocks, tools)
}

function addAlert(knocks: Command, tools: CliTools): void {
  knocks
    .command('alert')
    .argument('<who>', text('cli.help.knock.who'))
    .option('--off', text('cli.help.knocks.alert.off'))
    .option('--team <team>', text('cli.help.whichTeam'))
    .description(text('cli.help.knocks.alert'))
    .action((who: string, { off, team: typed }: { off?: boolean; team?: string }) =>
      tools.talking(async (talk) => {
        const { team, person } = await someone(talk, who, typed)
        const about = { team, about: person.id }
        await talk.do(
          off === true ? { type: 'alert.drop', ...about } : { type: 'alert.set', ...about, id: randomUUID() },
        )
        tools.print(text(off === true ? 'cli.knock.alertOff' : 'cli.knock.alertOn', { name: plain(person.name) }))
      }),
    )
}

type Member = TeamReport['teams'][number]['members'][number]

/** By id, or by a name or the start of one that fits one teammate alone. */
export async function someone(talk: Talk, typed: string, which?: string): Promise<{ team: string; person: Member }> {
  const { id } = await chosenTeam(talk, which)
  const members = (await talk.team()).teams.find((team) => team.id === id)?.members ?? []
  const wanted = folded(typed)
  const exact = members.filter((member) => member.id === typed || folded(member.name) === wanted)
  const fitting = exact.length > 0 ? exact : members.filter(({ name }) => folded(name).startsWith(wanted))
  const [person, another] = fitting
  if (person === undefined || another !== undefined) {
    const names = members.slice(0, 20).map(({ name }) => plain(name))
    throw badInput('cli.problem.whichPerson', { typed: plain(typed), names: names.join(', ') })
  }
  return { team: id, person }
}

function wordsFrom(words: readonly string[], link: string | undefined): { text: string; link?: string } {
  const said = harmless(words.join(' '))
  if (said.length > MOST_KNOCK_TEXT) throw badInput('cli.problem.knockLong', { most: MOST_KNOCK_TEXT })
  if (link === undefined) return { text: said }
  if (!isWebLink(link)) throw badInput('knock.link.bad')
  return { text: said, link }
}

/** As `knocks` counts them. */
async function numbered(talk: Talk, typed: string): Promise<KnockReport> {
  const { knocks } = await talk.knocks()
  const knock = knocks.find(({ id }, index) => String(index + 1) === typed || id === typed)
  if (knock === undefined) throw badInput('error.no_such_knock')
  return knock
}

function snoozeFrom(typed: string): Snooze {
  const known = SNOOZES.find((one) => one === typed)
  if (known === undefined) throw badInput('cli.problem.snooze', { typed, known: SNOOZES.join(', ') })
  return known
}

/** A hub that can be reached answers within a moment. */
const LOOKS = 20
const BETWEEN_MS = 100

async function tellFate(talk: Talk, { print }: CliTools, id: string): Promise<void> {
  for (let look = 1; ; look += 1) {
    const { knocks, now, zone, clock } = await talk.knocks()
    const knock = knocks.find((one) => one.id === id)
    if (knock === undefined) return
    if (knock.is !== 'waiting' || look === LOOKS) return print(fateOf(knock, now, timesIn(zone, clock)))
    await wait(BETWEEN_MS)
  }
}
