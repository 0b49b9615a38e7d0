/** A team's people, devices and invites in words. */
import type { TeamReport } from '../../core/app/report/team.ts'
import type { TeamBook } from '../../core/app/teamWishes.ts'
import { text } from '../text.ts'
import { columns, plain } from './plain.ts'

export function bookLines({ device }: Pick<TeamReport['teams'][number], 'device'>, book: TeamBook): string[] {
  return [
    text('cli.team.book.people'),
    ...columns(book.people.map(({ id, name, role }) => [`  ${plain(name)}`, text(`cli.team.role.${role}`), plain(id)])),
    text('cli.team.book.devices'),
    ...columns(book.devices.map(({ id, live }) => [`  ${text(deviceKey(id === device, live))}`, plain(id)])),
    ...(book.invites.length === 0 ? [] : [text('cli.team.book.invites')]),
    ...columns(
      book.invites.map((invite) => [
        `  ${plain(invite.id)}`,
        text(`cli.team.invite.${invite.for}`, { uses: invite.uses }),
      ]),
    ),
  ]
}

function deviceKey(
  isThis: boolean,
  live: boolean,
): 'cli.team.device.this' | 'cli.team.device.live' | 'cli.team.device.gone' {
  if (isThis) return 'cli.team.device.this'
  return live ? 'cli.team.device.live' : 'cli.team.device.gone'
}
