import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { CalendarsReport } from '../../../core/app/report/calendars.ts'
import { CALENDAR_MEANINGS, type CalendarMeaning } from '../../../core/calendar/calendar.ts'
import { readWish } from '../../../core/app/intent.ts'
import { sentence, text } from '../../text.ts'
import { type Times, timesIn } from '../../times.ts'
import type { AddCommands, CliTools } from '../command.ts'
import { columns, plain } from '../plain.ts'
import { badInput } from '../problem.ts'
import type { Talk } from '../talk.ts'

/** Calendars from elsewhere. */
export const addCalendar: AddCommands = (program, tools) => {
  const calendar = program.command('calendar').description(text('cli.help.calendar'))
  calendar
    .command('list')
    .option('--json', text('cli.help.json'))
    .description(text('cli.help.calendar.list'))
    .action(({ json }: { json?: boolean }) =>
      tools.talking(async (talk) => {
        const report = await talk.calendars()
        if (json === true) tools.printJson(report)
        else tools.print(listed(report))
      }),
    )
  addAdd(calendar, tools)
  calendar
    .command('publish')
    .argument('[file]', text('cli.help.calendar.file'))
    .option('--stop', text('cli.help.calendar.stop'))
    .description(text('cli.help.calendar.publish'))
    .action((file: string | undefined, { stop }: { stop?: boolean }) =>
      tools.talking(async (talk) => {
        if ((file === undefined) === (stop !== true)) throw badInput('cli.problem.publish')
        const to = file === undefined ? '' : resolve(file)
        await talk.do({ type: 'calendar.publish', to })
        tools.print(to === '' ? text('cli.calendar.unpublished') : text('cli.calendar.published', { file: plain(to) }))
      }),
    )
  calendar
    .command('remove')
    .argument('<id>', text('cli.help.calendar.id'))
    .description(text('cli.help.calendar.remove'))
    .action((typed: string) =>
      tools.talking(async (talk) => {
        const { id, name } = find(typed, await talk.calendars())
        await talk.do({ type: 'calendar.remove', id })
        tools.print(text('cli.calendar.removed', { name: plain(name) }))
      }),
    )
  calendar
    .command('refresh')
    .argument('[id]', text('cli.help.calendar.id'))
    .description(text('cli.help.calendar.refresh'))
    .action((typed: string | undefined) =>
      tools.talking(async (talk) => {
        const known = await talk.calendars()
        await talk.ask({ type: 'calendar.refresh', ...(typed === undefined ? {} : { id: find(typed, known).id }) })
        tools.print(listed(await talk.calendars()))
      }),
    )
}

function addAdd(calendar: Command, tools: CliTools): void {
  calendar
    .command('add')
    .argument('<address>', text('cli.help.calendar.address'))
    .option('--name <name>', text('cli.help.calendar.name'))
    .option('--means <meaning>', text('cli.help.calendar.means', { known: CALENDAR_MEANINGS.join(', ') }))
    .description(text('cli.help.calendar.add'))
    .action((from: string, { name, means }: { name?: string; means?: string }) =>
      tools.talking(async (talk) => {
        const given = {
          ...(name === undefined ? {} : { name }),
          ...(means === undefined ? {} : { means: meaning(means) }),
        }
        const read = readWish({ type: 'calendar.add', from, ...given })
        if ('refusal' in read) throw badInput('cli.problem.calendarName')
        await add(talk, read.wish, tools)
      }),
    )
}

async function add(talk: Talk, wish: Parameters<Talk['ask']>[0], { print }: CliTools): Promise<void> {
  const id = await talk.ask(wish)
  const report = await talk.calendars()
  print(listed({ ...report, calendars: report.calendars.filter((one) => one.id === id) }))
}

function meaning(typed: string): CalendarMeaning {
  const known = CALENDAR_MEANINGS.find((one) => one === typed)
  if (known === undefined) throw badInput('cli.problem.means', { typed, known: CALENDAR_MEANINGS.join(', ') })
  return known
}

function listed(report: CalendarsReport): string[] {
  const times = timesIn(report.zone, report.clock)
  if (report.calendars.length === 0) return [text('cli.calendar.none')]
  const rows = report.calendars.map((one) => [
    one.id.slice(0, 8),
    plain(one.name),
    plain(one.source.kind === 'file' ? one.source.path : one.source.host),
    one.means,
    state(one, times),
  ])
  return columns(rows)
}

function state({ problem, freshAt, skipped }: CalendarsReport['calendars'][number], times: Times): string {
  if (problem !== null) return sentence(`error.${problem}`)
  const fresh = freshAt === null ? '' : text('cli.calendar.fresh', { at: times.time(freshAt) })
  return skipped === 0 ? fresh : `${fresh}, ${text('calendars.skipped', { count: skipped })}`
}

/** Any start of an id, or the name. */
function find(typed: string, { calendars }: CalendarsReport): CalendarsReport['calendars'][number] {
  const found = calendars.filter(({ id, name }) => id.startsWith(typed) || name === typed)
  const [one] = found
  if (one === undefined || found.length > 1 || typed === '')
    throw badInput('cli.problem.calendarId', { typed, count: found.length })
  return one
}
