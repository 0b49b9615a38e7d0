/** Joining a team from the command line or from a `tideline://` link. */
import type { Args, Invitation } from './args.ts'
import type { Loop } from './loop.ts'

export interface InvitationParts {
  /** Asks whether to join; `host` is where the link leads. */
  readonly confirm: (host: string) => Promise<boolean>
}

/** A typed link joins without a click; one that any web page may have opened is asked about first. */
export async function acceptInvitations(
  args: Pick<Args, 'invitations' | 'name' | 'hub'>,
  loop: Loop,
  { confirm }: InvitationParts,
): Promise<void> {
  for (const invitation of args.invitations) {
    const invite = atHub(invitation, args.hub)
    if (!invitation.asked && !(await confirm(new URL(invite).host))) continue
    await join(invite, args.name, loop)
  }
}

/** `--hub URL` says where the hub is reached from here, for example behind a proxy. */
function atHub({ invite }: Invitation, hub: string | undefined): string {
  if (hub === undefined || !URL.canParse(hub)) return invite
  const { pathname, hash } = new URL(invite)
  return new URL(`${pathname}${hash}`, hub).href
}

async function join(invite: string, name: string | undefined, loop: Loop): Promise<void> {
  const person = name ?? loop.state().settings.name
  if (person === '') {
    await loop.dispatch({ type: 'notice.tell', key: 'notice.joinNeedsName', tone: 'problem' })
    await loop.dispatch({ type: 'window.open', window: 'team' })
    return
  }
  const outcome = await loop.dispatch({ type: 'team.join', invite, person })
  if (outcome.ok) await loop.dispatch({ type: 'settings.change', change: { welcomed: true } })
  else
    await loop.dispatch({
      type: 'notice.tell',
      key: `error.${outcome.code}`,
      values: outcome.values ?? {},
      tone: 'problem',
    })
}
