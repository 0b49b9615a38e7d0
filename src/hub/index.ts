/** The hub as a program: `serve` (the default), `team create NAME`, `team list`, `invite TEAM`. */
import { isMainThread } from 'node:worker_threads'
import { Command } from 'commander'
import { type ServeWords, UsageError } from './config.ts'
import { addServeOptions, applyConfigFile, dataOption } from './options.ts'
import { type Invited, openOwner, type Owner, type OwnerWords } from './owner.ts'
import { serve } from './serve.ts'
import { runWriter } from './store/writer.ts'

/** The store's writer runs in a thread of this same file, so that a bundle needs no second one. */
const THIS_FILE = new URL(import.meta.url)

function program(): Command {
  const hub = new Command('hub').description('The server that carries a Tideline team').showHelpAfterError()
  const data = dataOption()
  addServeOptions(hub.command('serve', { isDefault: true }).description('run the hub')).action(
    (_: unknown, command: Command) => {
      applyConfigFile(command)
      return serve(command.opts<ServeWords>(), THIS_FILE)
    },
  )
  const team = hub.command('team').description('the teams of this hub')
  team
    .command('create <name>')
    .description('make a team and print an invite to it')
    .addOption(data)
    .option('--json', 'print JSON')
    .action((name: string, words: OwnerWords & Printing) =>
      asOwner(words, async (owner) => printInvite(await owner.createTeam(name), words)),
    )
  team
    .command('list')
    .description('list the teams')
    .addOption(data)
    .option('--json', 'print JSON')
    .action((words: OwnerWords & Printing) => asOwner(words, (owner) => printTeams(owner, words)))
  hub
    .command('invite <team>')
    .description('print an invite to a team, given by its id or name')
    .addOption(data)
    .option('--json', 'print JSON')
    .action((name: string, words: OwnerWords & Printing) =>
      asOwner(words, async (owner) => printInvite(await owner.invite(name), words)),
    )
  return hub
}

interface Printing {
  readonly json?: boolean
}

async function asOwner(words: OwnerWords, act: (owner: Owner) => Promise<void>): Promise<void> {
  const owner = await openOwner(words, THIS_FILE)
  try {
    await act(owner)
  } finally {
    await owner.close()
  }
}

const print = (text: string): void => void process.stdout.write(`${text}\n`)

function printInvite(invite: Invited, { json }: Printing): void {
  if (json) return print(JSON.stringify(invite))
  const until = new Date(invite.expires).toISOString().slice(0, 16).replace('T', ' ')
  print(`Whoever opens this link in Tideline joins ${invite.name}. It works ${invite.uses} times, until ${until} UTC.`)
  print(invite.link)
}

async function printTeams(owner: Owner, { json }: Printing): Promise<void> {
  const teams = await owner.teams()
  if (json) return print(JSON.stringify(teams))
  if (teams.length === 0) print('No team yet. Make one with: team create NAME')
  for (const { id, name, people } of teams) print(`${id}  ${name}  (${people})`)
}

async function main(): Promise<void> {
  // What the hub writes is its own user's alone, in a folder that was there before too.
  process.umask(0o077)
  try {
    await program().parseAsync(process.argv.slice(2), { from: 'user' })
    process.exitCode = 0
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

if (isMainThread) await main()
else runWriter()
