/** The owner's commands: `team`, `invite`, `member`, `backup`, `restore`. Each works while the hub runs, and while it does not. */
import { writeFile } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import type { TeamReplyOf } from '../core/sync/doors.ts'
import { moveBackup, restore } from './backup.ts'
import { UsageError } from './config.ts'
import { dataOption } from './options.ts'
import { type Invited, openOwner, type Owner, type OwnerWords } from './owner.ts'

interface Words extends OwnerWords {
  readonly json?: boolean
  readonly to?: string
}
type People = TeamReplyOf<'/v1/team/people'>['people']

const print = (text: string): void => void process.stdout.write(`${text}\n`)
const when = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')

export function addOwnerCommands(hub: Command, writer: URL): void {
  const asOwner = async (words: Words, act: (owner: Owner) => Promise<void>): Promise<void> => {
    const owner = await openOwner(words, writer)
    try {
      await act(owner)
    } finally {
      await owner.close()
    }
  }
  addTeamCommands(hub.command('team').description('the teams of this hub'), asOwner)
  addInviteCommands(hub.command('invite').description('invites to a team, given by its id or name'), asOwner)
  addMemberCommands(hub.command('member').description('the people of a team'), asOwner)
  withData(hub.command('backup <file>').description('copy everything the hub keeps into one file')).action(
    (file: string, words: Words) =>
      asOwner(words, async (owner) => {
        await moveBackup(await owner.backup(), file)
        print(`Everything is in ${file}.`)
      }),
  )
  withData(hub.command('restore <file>').description('go back to a backup; the hub must not run')).action(
    async (file: string, words: Words) => {
      print(`The hub is as it was in ${file}; what was there before is in ${await restore(words.data, file)}.`)
    },
  )
}

type AsOwner = (words: Words, act: (owner: Owner) => Promise<void>) => Promise<void>

const engineOption = (): Option =>
  new Option('--engine <url>', 'where the teams are, if not in that folder').env('TIDELINE_HUB_ENGINE')
const engineCaOption = (): Option =>
  new Option('--engine-ca <file>', 'authority of its certificates (PEM)').env('TIDELINE_HUB_ENGINE_CA')
const withData = (command: Command): Command =>
  command.addOption(dataOption()).addOption(engineOption()).addOption(engineCaOption())
const withJson = (command: Command): Command => withData(command).option('--json', 'print JSON')

function addTeamCommands(team: Command, asOwner: AsOwner): void {
  withJson(team.command('create <name>').description('make a team and print an invite to it')).action(
    (name: string, words: Words) => asOwner(words, async (owner) => printInvite(await owner.createTeam(name), words)),
  )
  withJson(team.command('list').description('list the teams')).action((words: Words) =>
    asOwner(words, (owner) => printTeams(owner, words)),
  )
  withData(team.command('rename <team> <name>').description('give a team another name')).action(
    (wanted: string, name: string, words: Words) =>
      asOwner(words, async (owner) => {
        await owner.ask(wanted, '/v1/team/rename', { name })
        print(`The team is called ${name} now.`)
      }),
  )
  withData(team.command('export <team>').description('print everything the hub keeps of a team, as JSON'))
    .option('--to <file>', 'write it there instead')
    .action((wanted: string, words: Words) => asOwner(words, (owner) => exportTeam(owner, wanted, words)))
  withData(team.command('remove <team>').description('remove a team with everybody and everything in it'))
    .requiredOption('--yes', 'say that it cannot be undone')
    .action((wanted: string, words: Words) =>
      asOwner(words, async (owner) => {
        await owner.ask(wanted, '/v1/team/remove', {})
        print(`${wanted} is gone.`)
      }),
    )
}

function addInviteCommands(invite: Command, asOwner: AsOwner): void {
  withJson(invite.command('create <team>', { isDefault: true }).description('print an invite to a team')).action(
    (name: string, words: Words) => asOwner(words, async (owner) => printInvite(await owner.invite(name), words)),
  )
  withJson(invite.command('list <team>').description('list the invites that still work')).action(
    (wanted: string, words: Words) =>
      asOwner(words, async (owner) => {
        const { invites } = await owner.ask(wanted, '/v1/invites/list', {})
        if (words.json) return print(JSON.stringify(invites))
        for (const { id, expires, uses, for: whom } of invites)
          print(`${id}  for a ${whom}, ${uses} times, until ${when(expires)} UTC`)
      }),
  )
  withData(invite.command('remove <team> <invite>').description('take an invite back')).action(
    (wanted: string, id: string, words: Words) =>
      asOwner(words, async (owner) => {
        await owner.ask(wanted, '/v1/invites/remove', { invite: id })
        print('Nobody can join with it any more.')
      }),
  )
}

function addMemberCommands(member: Command, asOwner: AsOwner): void {
  const people = async (owner: Owner, team: string): Promise<People> =>
    (await owner.ask(team, '/v1/team/people', {})).people
  withJson(member.command('list <team>').description('list the people of a team and their devices')).action(
    (team: string, words: Words) => asOwner(words, async (owner) => printPeople(await people(owner, team), words)),
  )
  withData(member.command('remove <team> <person>').description('remove a person, with all devices and data')).action(
    (team: string, wanted: string, words: Words) =>
      asOwner(words, async (owner) => {
        const { id, name } = pick(await people(owner, team), wanted)
        await owner.ask(team, '/v1/people/remove', { person: id })
        print(`${name} is not in the team any more.`)
      }),
  )
  withData(member.command('role <team> <person> <role>').description('make a person owner or member')).action(
    (team: string, wanted: string, role: string, words: Words) =>
      asOwner(words, async (owner) => {
        if (role !== 'owner' && role !== 'member') throw new UsageError('A role is owner or member.')
        const { id, name } = pick(await people(owner, team), wanted)
        await owner.ask(team, '/v1/people/role', { person: id, role })
        print(`${name} is ${role} now.`)
      }),
  )
  withData(member.command('revoke <team> <device>').description('sign one device out, given by its id')).action(
    (team: string, device: string, words: Words) =>
      asOwner(words, async (owner) => {
        await owner.ask(team, '/v1/devices/remove', { device })
        print('That device is signed out.')
      }),
  )
}

function pick(people: People, wanted: string): People[number] {
  const found = people.filter(({ id, name }) => id === wanted || name === wanted)
  const [person] = found
  if (person === undefined) throw new UsageError(`There is nobody called "${wanted}" in this team.`)
  if (found.length > 1)
    throw new UsageError(`Several are called "${wanted}"; say the id: ${found.map(({ id }) => id).join(', ')}.`)
  return person
}

function printInvite(invite: Invited, { json }: Words): void {
  if (json) return print(JSON.stringify(invite))
  print(
    `Whoever opens this link in Tideline joins ${invite.name}. It works ${invite.uses} times, until ${when(invite.expires)} UTC.`,
  )
  print(invite.link)
}

async function printTeams(owner: Owner, { json }: Words): Promise<void> {
  const teams = await owner.teams()
  if (json) return print(JSON.stringify(teams))
  if (teams.length === 0) print('No team yet. Make one with: team create NAME')
  for (const { id, name, people } of teams) print(`${id}  ${name}  (${people})`)
}

function printPeople(people: People, { json }: Words): void {
  if (json) return print(JSON.stringify(people))
  for (const { id, name, role, devices = [] } of people) {
    print(`${id}  ${name}  (${role})`)
    for (const device of devices) print(`  ${device.id}  ${device.name}${device.live ? '  connected' : ''}`)
  }
}

async function exportTeam(owner: Owner, wanted: string, { to }: Words): Promise<void> {
  const text = `${JSON.stringify(await owner.ask(wanted, '/v1/team/export', {}), null, 2)}\n`
  if (to === undefined) return void process.stdout.write(text)
  await writeFile(to, text, { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    throw new UsageError(`${to} cannot be written; is it there already?`, { cause: error })
  })
  print(`Everything is in ${to}.`)
}
