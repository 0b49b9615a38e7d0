/** The inbox: what is to be done, how long it may take, and whom it waits for. */
import { randomUUID } from 'node:crypto'
import type { Command } from 'commander'
import { readWish, type Wish } from '../../../core/app/intent.ts'
import type { InboxReport } from '../../../core/app/report/own.ts'
import { MINUTE } from '../../../core/time/instant.ts'
import { text } from '../../text.ts'
import { timesIn } from '../../times.ts'
import type { AddCommands, CliTools } from '../command.ts'
import { plain } from '../plain.ts'
import { badInput } from '../problem.ts'
import { minutesFrom } from '../read.ts'
import type { Talk } from '../talk.ts'

type Item = InboxReport['items'][number]

export const addTasks: AddCommands = (program, tools) => {
  const inbox = listing(program.command('inbox').alias('task').description(text('cli.help.inbox')), tools)
  listing(inbox.command('list').description(text('cli.help.inbox.list')), tools)
  addAdd(inbox, tools)
  addChange(inbox, tools)
  for (const name of ['done', 'reopen', 'remove'] as const) {
    inbox
      .command(name)
      .argument('<id>', text('cli.help.inbox.id'))
      .description(text(`cli.help.inbox.${name}`))
      .action((typed: string) => tools.talking((talk) => settle(name, typed, talk, tools)))
  }
}

const listing = (command: Command, tools: CliTools): Command =>
  command.option('--json', text('cli.help.json')).action(({ json }: { json?: boolean }) =>
    tools.talking(async (talk) => {
      const report = await talk.inbox()
      if (json === true) tools.printJson(report)
      else tools.print(report.items.length === 0 ? text('cli.inbox.none') : report.items.map(itemLine))
    }),
  )

function addAdd(inbox: Command, tools: CliTools): void {
  inbox
    .command('add')
    .argument('<title...>', text('cli.help.inbox.title'))
    .option('--estimate <length>', text('cli.help.inbox.estimate'))
    .option('--waiting-on <whom>', text('cli.help.inbox.waitingOn'))
    .description(text('cli.help.inbox.add'))
    .action((words: string[], { estimate, waitingOn }: { estimate?: string; waitingOn?: string }) =>
      tools.talking(async (talk) => {
        const id = randomUUID()
        const minutes = estimate === undefined ? {} : { estimate: minutesFrom(estimate) }
        await ask(talk, { type: 'inbox.add', id, title: words.join(' '), ...minutes })
        if (waitingOn !== undefined) await ask(talk, { type: 'inbox.change', id, waitingOn })
        tools.print(itemLine(findItem(id, await talk.inbox())))
      }),
    )
}

interface ChangeOptions {
  readonly title?: string
  readonly estimate?: string
  readonly waitingOn?: string
}

function addChange(inbox: Command, tools: CliTools): void {
  inbox
    .command('change')
    .argument('<id>', text('cli.help.inbox.id'))
    .option('--title <title>', text('cli.help.inbox.title'))
    .option('--estimate <length>', text('cli.help.inbox.estimate'))
    .option('--waiting-on <whom>', text('cli.help.inbox.waitingOn'))
    .description(text('cli.help.inbox.change'))
    .action((typed: string, { title, estimate, waitingOn }: ChangeOptions) =>
      tools.talking(async (talk) => {
        const { id } = findItem(typed, await talk.inbox())
        await ask(talk, {
          type: 'inbox.change',
          id,
          ...(title === undefined ? {} : { title }),
          ...(estimate === undefined ? {} : { estimate: estimate === '' ? null : minutesFrom(estimate) }),
          ...(waitingOn === undefined ? {} : { waitingOn: waitingOn === '' ? null : waitingOn }),
        })
        tools.print(itemLine(findItem(id, await talk.inbox())))
      }),
    )
}

/** Says in words what is wrong before the app is asked. */
async function ask(talk: Talk, wish: Wish): Promise<void> {
  const read = readWish(wish)
  if ('wish' in read) await talk.do(read.wish)
  else if (!read.refusal.ok && read.refusal.code === 'bad_estimate') throw badInput('error.bad_estimate')
  else throw badInput('cli.problem.inboxTitle')
}

async function settle(
  name: 'done' | 'reopen' | 'remove',
  typed: string,
  talk: Talk,
  { print }: CliTools,
): Promise<void> {
  const item = findItem(typed, await talk.inbox())
  if (name === 'remove') {
    await talk.do({ type: 'inbox.remove', id: item.id })
    return print(text('cli.inbox.removed', { title: plain(item.title) }))
  }
  const done = name === 'done'
  await talk.do({ type: 'inbox.done', id: item.id, done })
  print(itemLine({ ...item, done }))
}

/** Any start of an id that fits one item. */
function findItem(typed: string, { items }: InboxReport): Item {
  const found = items.filter(({ id }) => id.startsWith(typed))
  const [item] = found
  if (item === undefined || found.length > 1) throw badInput('cli.problem.inboxId', { typed, count: found.length })
  return item
}

function itemLine({ id, title, done, estimate, waiting }: Item): string {
  const about = [
    plain(title),
    ...(estimate === undefined ? [] : [timesIn('UTC', '24').length(estimate * MINUTE)]),
    ...(waiting === undefined ? [] : [text('cli.inbox.waiting', { on: plain(waiting.on) })]),
  ]
  return `${id.slice(0, 8)}  ${done ? '✓' : '·'} ${about.join(' · ')}`
}
