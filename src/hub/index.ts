/** The hub as a program: `serve` (the default), `team create NAME`, `team list`, `invite TEAM`. */
import { isMainThread } from 'node:worker_threads'
import { Command, Option } from 'commander'
import { type ServeWords, UsageError } from './config.ts'
import { type Invited, openOwner, type Owner, type OwnerWords } from './owner.ts'
import { serve } from './serve.ts'
import { runWriter } from './store/writer.ts'

/** The store's writer runs in a thread of this same file, so that a bundle needs no second one. */
const THIS_FILE = new URL(import.meta.url)

function program(): Command {
  const hub = new Command('hub').description('The server that carries a Tideline team').showHelpAfterError()
  const data = new Option('--data <dir>', 'folder for everything the hub keeps')
    .default('./hub-data')
    .env('TIDELINE_HUB_DATA')
  hub
    .command('serve', { isDefault: true })
    .description('run the hub')
    .addOption(data)
    .option('--listen <host:port>', 'where to listen; port 0 picks a free one and keeps it', '127.0.0.1:8787')
    .option('--self-signed', 'encrypt with a certificate of its own, which invites carry the fingerprint of')
    .option('--tls-cert <file>', 'certificate chain (PEM)')
    .option('--tls-key <file>', 'its private key (PEM)')
    .option('--trust-proxy <networks>', 'proxies that end TLS in front of the hub, such as 10.0.0.0/8 or loopback')
    .option('--public-url <url>', 'how others reach the hub, if that is not where it listens')
    .addOption(
      new Option(
        '--engine <url>',
        'keep teams in Redis or Valkey, for several hubs: redis://host:6379 or redis-sentinel://host:26379,host:26379/name',
      ).env('TIDELINE_HUB_ENGINE'),
    )
    .option('--engine-replicas <number>', 'replicas that must have a join or a revocation; 1 with Sentinel, else 0')
    .option('--until-stdin-ends', 'stop when the program that started the hub is gone')
    .addOption(
      new Option(
        '--times <list>',
        'heartbeat and leases in ms, for tests: ping=…,silent=…,grace=…,restart=…,hello=…',
      ).env('TIDELINE_HUB_TIMES'),
    )
    .addOption(new Option('--rates <list>', 'limits, for tests: joinsByAddress=…').env('TIDELINE_HUB_RATES'))
    .action((words: ServeWords) => serve(words, THIS_FILE))
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
